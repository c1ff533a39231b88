internal import MessageStream
internal import PartialJSON

/// An error as the API words it.
struct APIError {
    var type: String
    var message: String

    init(type: String, message: String = "replayed fault") {
        self.type = type
        self.message = message
    }

    /// The error that belongs to an HTTP status.
    init(status: Int, message: String) {
        let type: APIErrorType =
            switch status {
            case 401: .authentication
            case 402: .billing
            case 403: .permission
            case 404: .notFound
            case 409: .conflict
            case 413: .requestTooLarge
            case 429: .rateLimit
            case 504: .timeout
            case 529: .overloaded
            case 500...: .api
            default: .invalidRequest
            }
        self.init(type: type.rawValue, message: message)
    }

    /// The body of an answer.
    func body(requestID: String) -> [UInt8] {
        let value: JSONValue = [
            "type": "error", "error": error, "request_id": .string(requestID),
        ]
        return Array(value.jsonText.utf8)
    }

    /// The event in the middle of a stream.
    var event: [UInt8] {
        let value: JSONValue = ["type": "error", "error": error]
        return Array("event: error\ndata: \(value.jsonText)\n\n".utf8)
    }

    private var error: JSONValue { ["type": .string(type), "message": .string(message)] }
}
