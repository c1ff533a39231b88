#if Relay
    internal import NIOCore

    #if canImport(Darwin)
        private import Darwin
    #elseif canImport(Glibc)
        private import Glibc
    #elseif canImport(Musl)
        private import Musl
    #endif

    /// Why a server cannot be started.
    public struct ReplayServerError: Error, Hashable, Sendable, CustomStringConvertible {
        /// The kinds of reasons; there may be more of them one day.
        public struct Code: Hashable, Sendable {
            private enum Kind { case addressInUse, addressUnavailable }
            private let kind: Kind

            /// Another process listens there already.
            public static let addressInUse = Code(kind: .addressInUse)
            /// The system does not let this process listen there, or there is no such address.
            public static let addressUnavailable = Code(kind: .addressUnavailable)
        }

        /// What is in the way.
        public var code: Code
        /// The same in words.
        public var message: String

        init(_ error: any Error) {
            let number = (error as? IOError)?.errnoCode
            code = number == EADDRINUSE ? .addressInUse : .addressUnavailable
            message =
                if let number {
                    unsafe String(cString: strerror(number))
                } else if error is SocketAddressError.UnknownHost {
                    "No such host"
                } else {
                    "\(error)"
                }
        }

        /// The message.
        public var description: String { message }
    }
#endif
