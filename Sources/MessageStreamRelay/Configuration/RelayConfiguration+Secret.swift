#if Relay
    extension RelayConfiguration {
        /// An upstream's key, which no description, dump or mirror shows.
        public struct Secret: Sendable, Hashable {
            /// The longest key, in bytes: what fits into a head beside the other fields.
            public static let maximumBytes = 8192

            private let text: String

            /// The secret `text`.
            public init(_ text: String) {
                self.text = text
            }

            /// The secret itself, for the one place that has to send it. Never log it.
            public func revealed() -> String { text }

            /// Whether it can stand in a header field: visible ASCII, and not too much of it.
            var isHeaderValue: Bool {
                1...Self.maximumBytes ~= text.utf8.count
                    && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
            }
        }
    }

    extension RelayConfiguration.Secret: CustomStringConvertible, CustomDebugStringConvertible,
        CustomReflectable
    {
        /// Always `[redacted]`.
        public var description: String { "[redacted]" }
        /// Always `[redacted]`.
        public var debugDescription: String { description }
        /// A mirror without children.
        public var customMirror: Mirror { Mirror(self, children: []) }
    }
#endif
