public import PartialJSON

/// What a search for tools found (`tool_search_tool_result`).
public struct ToolSearchToolResultBlock: ToolResult {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The tools, or why there are none.
    public var content: Content { Content(jsonValue: json["content"] ?? .null) }

    /// What a search for tools can give.
    #if hasAttribute(nonexhaustive)
        @nonexhaustive
    #endif
    public enum Content: JSONConvertible {
        /// The tools that were found.
        case result(ToolSearchResult)
        /// Why there are none.
        case error(ToolResultError)
        /// Something that this library does not know.
        case unknown(JSONValue)

        /// The content that `jsonValue` is.
        public init(jsonValue: JSONValue) {
            self =
                switch (jsonValue["type"]?.string, jsonValue.object) {
                case ("tool_search_tool_search_result", let json?): .result(.init(json: json))
                case ("tool_search_tool_result_error", let json?): .error(.init(json: json))
                default: .unknown(jsonValue)
                }
        }

        /// The content as it came.
        public var jsonValue: JSONValue {
            switch self {
            case .result(let result): result.jsonValue
            case .error(let error): error.jsonValue
            case .unknown(let value): value
            }
        }
    }
}

/// The tools that a search found (`tool_search_tool_search_result`).
public struct ToolSearchResult: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The tools, best first.
    public var toolReferences: [ToolReference] { json.list("tool_references") }
}

/// A tool by its name (`tool_reference`).
public struct ToolReference: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The tool's name.
    public var toolName: String { json.string("tool_name") }
}
