#if Relay
    public import Logging

    /// A log handler that writes one JSON object a line.
    ///
    /// A line has `time`, `level`, `label`, `message` and the metadata, numbers as numbers. Control
    /// characters, and what would turn or break a line on a screen, are escaped. Lines are written behind
    /// the program's back, whole and in their order: a reader of the log that does not read loses lines, and
    /// holds nothing up.
    public struct JSONLogHandler: LogHandler {
        private let label: String
        private let output: Output

        /// The least level that is written. Default: `info`.
        public var logLevel = Logger.Level.info
        /// Metadata of every line.
        public var metadata: Logger.Metadata = [:]
        /// Where more metadata of every line come from.
        public var metadataProvider: Logger.MetadataProvider?

        /// A handler for the logger named `label`.
        public init(label: String, output: Output = .standardError) {
            self.label = label
            self.output = output
        }

        /// One value of the metadata of every line.
        public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        /// Writes a line.
        public func log(event: LogEvent) {
            var members = metadata
            if let metadataProvider {
                members.merge(metadataProvider.get()) { $1 }
            }
            if let own = event.metadata { members.merge(own) { $1 } }
            var line = JSONLine()
            line.add("time", .string(Self.time))
            line.add("level", .string(event.level.rawValue))
            line.add("label", .string(label))
            line.add("message", .string(event.message.description))
            for (name, value) in members.sorted(by: { $0.key < $1.key }) where !line.has(name) {
                line.add(name, value)
            }
            output.write(line.finished())
        }
    }
#endif
