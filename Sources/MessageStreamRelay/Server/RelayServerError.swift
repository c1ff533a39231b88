#if Relay
    internal import NIOCore

    /// Why a relay does not start.
    public struct RelayServerError: Error, Sendable, CustomStringConvertible {
        /// The kinds of reasons.
        public struct Code: Sendable, Hashable {
            private enum Kind {
                case configuration
                case certificate
                case listening
            }

            private var kind: Kind

            /// The configuration contradicts itself or allows too much.
            public static let configuration = Code(kind: .configuration)
            /// A certificate, a key or a file of trusted certificates cannot be used.
            public static let certificate = Code(kind: .certificate)
            /// The address is taken, not permitted, or does not exist.
            public static let listening = Code(kind: .listening)
        }

        /// The kind of reason.
        public var code: Code
        /// The reason in words.
        public var message: String

        init(_ code: Code, _ message: String) {
            self.code = code
            self.message = message
        }

        init(_ error: any Error, at address: String) {
            let reason = (error as? IOError).map { "\($0)" } ?? "\(error)"
            self.init(.listening, "cannot listen at \(address): \(reason)")
        }

        /// The message.
        public var description: String { message }
    }
#endif
