#if Relay
    /// Why a configuration cannot be read, or cannot work.
    ///
    /// No secret is ever in it: of lists it names the element and its member, not the value.
    public struct RelayConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
        /// The kinds of reasons; there may be more of them one day.
        public struct Code: Hashable, Sendable {
            private enum Kind {
                case unreadableFile, unknownKey, badValue, missingSecret, noUpstream
                case publicAddressWithoutKeys, contradiction
            }
            private let kind: Kind

            /// A file cannot be read, is too long or is not JSON.
            public static let unreadableFile = Code(kind: .unreadableFile)
            /// There is no such key.
            public static let unknownKey = Code(kind: .unknownKey)
            /// A value does not parse, or is out of its range.
            public static let badValue = Code(kind: .badValue)
            /// The environment variable or the file that a secret is to come from is not there.
            public static let missingSecret = Code(kind: .missingSecret)
            /// There is no upstream.
            public static let noUpstream = Code(kind: .noUpstream)
            /// The relay would serve everybody who reaches it.
            public static let publicAddressWithoutKeys = Code(kind: .publicAddressWithoutKeys)
            /// Two values do not go together.
            public static let contradiction = Code(kind: .contradiction)
        }

        /// What is wrong.
        public var code: Code
        /// The key whose value it is, such as `relay.port`; nil if it is none's.
        public var key: String?
        /// What is wrong and what to do, as a clause.
        public var message: String

        init(_ code: Code, key: String? = nil, _ message: String) {
            self.code = code
            self.key = key
            self.message = message
        }

        init(_ code: Code, _ key: RelayConfiguration.Key, _ message: String) {
            self.init(code, key: key.rawValue, message)
        }

        /// The key and the message.
        public var description: String { key.map { "\($0): \(message)" } ?? message }
    }
#endif
