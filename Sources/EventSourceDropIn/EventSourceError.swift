#if Client
    public import Foundation

    /// Why a server's answer is no event stream: the ``EventSource`` is closed, and does not connect
    /// again.
    public enum EventSourceError: Error, Hashable {
        /// The status is not 200; 204 is how a server says that it has nothing more to send.
        case invalidHTTPStatus(Int)
        /// The `Content-Type` does not begin with `text/event-stream`, or is missing.
        case invalidContentType(String?)
    }

    extension EventSourceError: LocalizedError, CustomStringConvertible {
        /// A sentence with the status or the type.
        public var description: String {
            switch self {
            case .invalidHTTPStatus(let code): "the server answered with status \(code)"
            case .invalidContentType(let type?): "the server answered with the type \(type)"
            case .invalidContentType(nil): "the server did not say of what type its answer is"
            }
        }

        /// The same as ``description``.
        public var errorDescription: String? { description }
    }
#endif
