#if Relay
    package import Logging

    /// A log handler whose lines are those of swift-log's own for streams, and that never waits for whoever
    /// reads them.
    package struct TextLogHandler: LogHandler {
        private let label: String
        private let output: JSONLogHandler.Output

        package var logLevel = Logger.Level.info
        package var metadata: Logger.Metadata = [:]
        package var metadataProvider: Logger.MetadataProvider?

        /// A handler for the logger named `label`.
        package init(label: String, output: JSONLogHandler.Output = .standardError) {
            self.label = label
            self.output = output
        }

        package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        package func log(event: LogEvent) {
            var members = metadata
            if let metadataProvider { members.merge(metadataProvider.get()) { $1 } }
            if let own = event.metadata { members.merge(own) { $1 } }
            let pairs = members.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
            output.write(
                "\(JSONLogHandler.time) \(event.level) \(label):\(pairs.joined()) "
                    + "[\(event.source)] \(event.message)\n")
        }
    }
#endif
