extension MessageStreamClientError {
    /// The kinds of failure; more may be added.
    ///
    /// What the API refuses has the same code whether it says so by a status or, after a status of
    /// 200, by an `error` event in the stream.
    public struct Code: Hashable, Sendable {
        package enum Kind: String {
            case invalidRequest, authentication, billing, permission, notFound, timeout, conflict
            case requestTooLarge, rateLimit, api, overloaded, status, refusedByEvent
            case connectionFailed, connectTimeout, firstByteTimeout, idleTimeout, totalTimeout
            case connectionLost, protocolViolation, compressionRatio, unreadLimit
            case unexpectedContentType, stream, truncated, cancelled
            case invalidConfiguration, invalidRequestBody
        }

        package let kind: Kind

        /// The code as a word for metrics and traces.
        package var name: String { kind.rawValue }

        /// The API does not understand the request (400, 422, `invalid_request_error`).
        public static let invalidRequest = Code(kind: .invalidRequest)
        /// The API does not know the key (401, `authentication_error`).
        public static let authentication = Code(kind: .authentication)
        /// The bill is not paid (402, `billing_error`).
        public static let billing = Code(kind: .billing)
        /// The key may not do that (403, `permission_error`).
        public static let permission = Code(kind: .permission)
        /// There is no such model or resource (404, `not_found_error`).
        public static let notFound = Code(kind: .notFound)
        /// The API, or a gateway, waited too long itself (408, 504, `timeout_error`).
        public static let timeout = Code(kind: .timeout)
        /// Something else was being done to the resource (409, `conflict_error`).
        public static let conflict = Code(kind: .conflict)
        /// The request is too large (413, `request_too_large`).
        public static let requestTooLarge = Code(kind: .requestTooLarge)
        /// There were too many requests or tokens (429, `rate_limit_error`).
        public static let rateLimit = Code(kind: .rateLimit)
        /// The API failed (500 and above, `api_error`).
        public static let api = Code(kind: .api)
        /// The API has too much to do (529, `overloaded_error`).
        public static let overloaded = Code(kind: .overloaded)
        /// A status that this library has no code for, redirections among them: they are not followed,
        /// since the key would go along.
        public static let status = Code(kind: .status)
        /// An `error` event of a type that this library has no code for.
        public static let refusedByEvent = Code(kind: .refusedByEvent)

        /// No connection could be made: the name is unknown, nobody listens, TLS failed.
        public static let connectionFailed = Code(kind: .connectionFailed)
        /// No connection was made in time.
        public static let connectTimeout = Code(kind: .connectTimeout)
        /// No byte of the answer came in time (`Timeouts.firstByte`).
        public static let firstByteTimeout = Code(kind: .firstByteTimeout)
        /// The answer stalled (`Timeouts.idle`).
        public static let idleTimeout = Code(kind: .idleTimeout)
        /// The whole call took too long (`Timeouts.total`).
        public static let totalTimeout = Code(kind: .totalTimeout)
        /// The connection broke off in the middle of an exchange.
        public static let connectionLost = Code(kind: .connectionLost)
        /// The server does not speak HTTP as it should.
        public static let protocolViolation = Code(kind: .protocolViolation)
        /// A compressed answer is not what it says, or grows past the limit when it is unpacked.
        public static let compressionRatio = Code(kind: .compressionRatio)
        /// More came than may wait to be read.
        public static let unreadLimit = Code(kind: .unreadLimit)

        /// The answer, its status 200, is no event stream: an HTML page, a whole message as JSON.
        public static let unexpectedContentType = Code(kind: .unexpectedContentType)
        /// The events of the answer make no message; ``MessageStreamClientError/streamError`` says why.
        public static let stream = Code(kind: .stream)
        /// The answer ended before its message did.
        public static let truncated = Code(kind: .truncated)
        /// The task was cancelled, or `MessageStreamResponse.cancel()` was called.
        public static let cancelled = Code(kind: .cancelled)

        /// The client's configuration cannot work, such as a base URL that is none.
        public static let invalidConfiguration = Code(kind: .invalidConfiguration)
        /// The request is no JSON object that could be sent.
        public static let invalidRequestBody = Code(kind: .invalidRequestBody)
    }
}

extension MessageStreamClientError.Code: CustomStringConvertible {
    /// What went wrong, as a clause.
    public var description: String {
        switch kind {
        case .invalidRequest: "the API does not understand the request"
        case .authentication: "the API does not accept the credentials"
        case .billing: "the API wants the bill to be paid"
        case .permission: "the API does not permit this"
        case .notFound: "the API does not know the model or resource"
        case .timeout: "the API waited too long"
        case .conflict: "the API reports a conflict"
        case .requestTooLarge: "the request is too large"
        case .rateLimit: "the rate limit is reached"
        case .api: "the API failed"
        case .overloaded: "the API is overloaded"
        case .status: "the server answered with an unexpected status"
        case .refusedByEvent: "the API sent an error in the stream"
        case .connectionFailed: "no connection could be made"
        case .connectTimeout: "no connection was made in time"
        case .firstByteTimeout: "the answer did not begin in time"
        case .idleTimeout: "the answer stalled"
        case .totalTimeout: "the whole call took too long"
        case .connectionLost: "the connection broke off"
        case .protocolViolation: "the server breaks the rules of HTTP"
        case .compressionRatio: "the compressed answer cannot be unpacked within its limit"
        case .unreadLimit: "more came than may wait to be read"
        case .unexpectedContentType: "the answer is no event stream"
        case .stream: "the events of the answer make no message"
        case .truncated: "the answer ended before its message did"
        case .cancelled: "the call was cancelled"
        case .invalidConfiguration: "the client's configuration cannot work"
        case .invalidRequestBody: "the request is no JSON object"
        }
    }
}
