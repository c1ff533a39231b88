public import PartialJSON

/// The error that the API, or a gateway before it, sent in the middle of a stream (`error`).
public struct StreamedError: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// An error of which nothing came but `text`, such as a gateway's line of plain text.
    public init(text: String) {
        json = ["type": "error", "error": ["message": .string(text)]]
    }

    private var error: JSONObject { json.optional("error") ?? [:] }

    /// The kind of error, or the empty code when only a text came.
    public var type: APIErrorType { error.code("type") }
    /// What went wrong, in words.
    public var message: String { json["error"]?.string ?? error.string("message") }
    /// More about it, where the API gives it.
    public var details: JSONObject? { error.optional("details") }
    /// A finer code than ``type``, where the API gives it.
    public var errorCode: String? { details?.optional("error_code") }
    /// The identifier to tell the API's support, where the event carries it.
    public var requestID: String? { json.optional("request_id") }
}

extension JSONObject {
    /// Whether there is an `error` in it: null and false say that there is none.
    package var saysError: Bool {
        switch self["error"] {
        case nil, .null, .bool(false): false
        default: true
        }
    }
}

extension MessageStreamError {
    /// The error that `streamed`, the event of that number, is thrown as.
    init(_ streamed: StreamedError, eventNumber: Int) {
        let said = [streamed.type.rawValue, streamed.message].filter { !$0.isEmpty }
        let request = streamed.requestID.map { ", request ID \($0)" } ?? ""
        self.init(
            .streamed,
            message: said.isEmpty
                ? "the API sent an error that says nothing of itself\(request)"
                : "the API sent an error: \(said.joined(separator: ": "))\(request)")
        self.eventNumber = eventNumber
        streamedError = streamed
    }
}

/// The kind of an error of the API (`error.type`).
public struct APIErrorType: OpenStringEnum {
    /// The type as the API writes it.
    public let rawValue: String

    /// The type that the API writes as `rawValue`.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The request is not valid (400).
    public static let invalidRequest: Self = "invalid_request_error"
    /// The key is not valid (401).
    public static let authentication: Self = "authentication_error"
    /// There is no money left (402).
    public static let billing: Self = "billing_error"
    /// The key may not do this (403).
    public static let permission: Self = "permission_error"
    /// There is no such thing (404).
    public static let notFound: Self = "not_found_error"
    /// The request contradicts the state of things (409).
    public static let conflict: Self = "conflict_error"
    /// The request is too large (413).
    public static let requestTooLarge: Self = "request_too_large"
    /// Too many requests or tokens in a short time (429).
    public static let rateLimit: Self = "rate_limit_error"
    /// A defect of the API (500).
    public static let api: Self = "api_error"
    /// The answer took too long (504).
    public static let timeout: Self = "timeout_error"
    /// The API has too much to do (529).
    public static let overloaded: Self = "overloaded_error"
}
