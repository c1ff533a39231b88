#if Relay
    internal import MessageStream
    internal import NIOCore
    internal import NIOHTTP1
    internal import PartialJSON

    /// An answer of the relay's own that says what is wrong, in JSON as the API words it.
    struct ErrorAnswer: Sendable {
        var status: HTTPResponseStatus
        /// The API's type of the error, such as `invalid_request_error`.
        var type: String
        var message: String
        /// When it makes sense to ask again.
        var retryAfter: Duration?
        /// Why, for the record.
        var reason: Rejection?

        init(
            _ status: HTTPResponseStatus, _ type: String, _ message: String,
            reason: Rejection? = nil, retryAfter: Duration? = nil
        ) {
            self.status = status
            self.type = type
            self.message = message
            self.reason = reason
            self.retryAfter = retryAfter
        }

        init(_ failure: RelayFailure) {
            self.init(failure.status, failure.type, failure.message)
        }

        init(_ error: ChatRequestError) {
            self.init(
                .init(statusCode: error.status), error.type.rawValue, "\(error)",
                reason: error.code == .tooLarge ? .tooLarge : .malformed)
        }

        /// The body.
        var json: String {
            let error: JSONObject = [
                "type": .string(type), "message": .string(message),
            ]
            return JSONValue.object(["type": "error", "error": .object(error)]).jsonText
        }

        /// The fields that go with it.
        var headers: HTTPHeaders {
            var headers: HTTPHeaders = [
                "content-type": "application/json", "cache-control": "no-store",
            ]
            if let retryAfter {
                headers.add(name: "retry-after", value: "\(retryAfter.retryAfterSeconds)")
            }
            if status == .unauthorized {
                headers.add(name: "www-authenticate", value: "Bearer")
            }
            return headers
        }
    }
#endif
