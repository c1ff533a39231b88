public import PartialJSON

/// What another model advised (`advisor_tool_result`, beta).
public struct AdvisorToolResultBlock: ToolResult {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The advice, or why there is none.
    public var content: Content { Content(jsonValue: json["content"] ?? .null) }

    /// What an advisor can give.
    #if hasAttribute(nonexhaustive)
        @nonexhaustive
    #endif
    public enum Content: JSONConvertible {
        /// The advice.
        case result(AdvisorResult)
        /// The advice, readable for the API only.
        case redactedResult(AdvisorRedactedResult)
        /// Why there is none.
        case error(ToolResultError)
        /// Something that this library does not know.
        case unknown(JSONValue)

        /// The content that `jsonValue` is.
        public init(jsonValue: JSONValue) {
            self =
                switch (jsonValue["type"]?.string, jsonValue.object) {
                case ("advisor_result", let json?): .result(.init(json: json))
                case ("advisor_redacted_result", let json?): .redactedResult(.init(json: json))
                case ("advisor_tool_result_error", let json?): .error(.init(json: json))
                default: .unknown(jsonValue)
                }
        }

        /// The content as it came.
        public var jsonValue: JSONValue {
            switch self {
            case .result(let result): result.jsonValue
            case .redactedResult(let result): result.jsonValue
            case .error(let error): error.jsonValue
            case .unknown(let value): value
            }
        }
    }
}

/// What another model advised (`advisor_result`, beta).
public struct AdvisorResult: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The advice.
    public var text: String { json.string("text") }
    /// Why the advisor stopped.
    public var stopReason: StopReason? { json.optional("stop_reason") }
}

/// Advice that only the API can read (`advisor_redacted_result`, beta).
public struct AdvisorRedactedResult: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The advice, to be sent back unchanged.
    public var encryptedContent: String { json.string("encrypted_content") }
    /// Why the advisor stopped.
    public var stopReason: StopReason? { json.optional("stop_reason") }
}
