package import MessageStream
import PartialJSON

extension MessageStreamClientError.Code {
    /// The code for a refusal: told by the API's type where it is known, or else by the status.
    package init(type: APIErrorType?, status: Int?) {
        switch type?.rawValue {
        case "invalid_request_error": self = .invalidRequest
        case "authentication_error": self = .authentication
        case "billing_error": self = .billing
        case "permission_error": self = .permission
        case "not_found_error": self = .notFound
        case "timeout_error": self = .timeout
        case "conflict_error": self = .conflict
        case "request_too_large": self = .requestTooLarge
        case "rate_limit_error": self = .rateLimit
        case "api_error": self = .api
        case "overloaded_error": self = .overloaded
        default: self = status.map(Self.init(status:)) ?? .refusedByEvent
        }
    }

    private init(status: Int) {
        switch status {
        case 400, 422: self = .invalidRequest
        case 401: self = .authentication
        case 402: self = .billing
        case 403: self = .permission
        case 404: self = .notFound
        case 408, 504: self = .timeout
        case 409: self = .conflict
        case 413: self = .requestTooLarge
        case 429: self = .rateLimit
        case 529: self = .overloaded
        case 500...: self = .api
        default: self = .status
        }
    }
}

extension MessageStreamClientError {
    /// The error for an answer that is no event stream, of which `body` is the beginning.
    package init(head: ResponseHead, body: [UInt8]) {
        let said = body.saidError
        if head.isSuccess, said == nil {
            self.init(
                .unexpectedContentType,
                message: "\(head.headers["content-type"] ?? "no type"), which begins: "
                    + body.quoted)
        } else {
            let status = head.isSuccess ? nil : head.status
            let code = Code(type: said?.type, status: status)
            self.init(code, message: said?.message.nonEmpty ?? body.quoted.nonEmpty)
        }
        status = head.status
        requestID = head.requestID ?? said?.requestID
        apiError = said
        self.body = Array(body.prefix(Self.maximumBodyBytes))
    }

    /// Notes which URL was asked. That there is nothing at it is told, unless the API knows no model.
    package mutating func note(url: String) {
        self.url = url
        guard status == 404, type != .notFound else { return }
        let advice = "there is nothing at this URL; check the base URL"
        message = message == code.description ? advice : "\(advice): \(message)"
    }

    /// The error for what is wrong with a stream, or for what the API said in it.
    package init(_ error: MessageStreamError, head: ResponseHead) {
        if let streamed = error.streamedError {
            self.init(streamed: streamed, head: head)
        } else {
            self.init(.stream, message: error.description)
            status = head.status
            requestID = head.requestID
        }
        streamError = error
    }

    private init(streamed: StreamedError, head: ResponseHead) {
        self.init(
            Code(type: streamed.type, status: nil), message: streamed.message.nonEmpty)
        status = head.status
        requestID = streamed.requestID ?? head.requestID
        apiError = streamed
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

extension [UInt8] {
    /// The error that a body is which is a JSON object with an error in it, or an array of one, alone
    /// or in a line before others.
    fileprivate var saidError: StreamedError? {
        let text = starts(with: [0xEF, 0xBB, 0xBF]) ? self[3...] : self[...]
        let line = text.drop { $0 <= 0x20 }.prefix { $0 != 0x0A && $0 != 0x0D }
        let value =
            (try? JSONValue(parsing: Array(text))) ?? (try? JSONValue(parsing: Array(line)))
        let object =
            if case .array(let elements)? = value { elements.first?.object } else { value?.object }
        return object.flatMap { $0.saysError ? StreamedError(json: $0) : nil }
    }

    /// The beginning of a body, fit to stand in a line of a log.
    fileprivate var quoted: String {
        let text = String(decoding: prefix(MessageStreamClientError.quotedBodyBytes), as: UTF8.self)
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
