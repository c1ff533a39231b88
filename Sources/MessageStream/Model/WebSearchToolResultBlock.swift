public import PartialJSON

/// What a search of the web found (`web_search_tool_result`).
public struct WebSearchToolResultBlock: ToolResult {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The results, or why there are none.
    public var content: Content { Content(jsonValue: json["content"] ?? .null) }

    /// What a search of the web can give.
    #if hasAttribute(nonexhaustive)
        @nonexhaustive
    #endif
    public enum Content: JSONConvertible {
        /// The pages that were found.
        case results([WebSearchResult])
        /// Why there are none.
        case error(ToolResultError)
        /// Something that this library does not know.
        case unknown(JSONValue)

        /// The content that `jsonValue` is.
        public init(jsonValue: JSONValue) {
            self =
                switch jsonValue {
                case .array(let elements) where elements.allSatisfy { $0.object != nil }:
                    .results(elements.compactMap(WebSearchResult.init(jsonValue:)))
                case .object(let json) where json.string("type") == "web_search_tool_result_error":
                    .error(ToolResultError(json: json))
                default: .unknown(jsonValue)
                }
        }

        /// The content as it came.
        public var jsonValue: JSONValue {
            switch self {
            case .results(let results): .array(results.map(\.jsonValue))
            case .error(let error): error.jsonValue
            case .unknown(let value): value
            }
        }
    }
}

/// A page that a search of the web found (`web_search_result`).
public struct WebSearchResult: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The page's address.
    public var url: String { json.string("url") }
    /// The page's title.
    public var title: String { json.string("title") }
    /// How old the page is, in words.
    public var pageAge: String? { json.optional("page_age") }
    /// The page's content, which only the API can read, to be sent back unchanged.
    public var encryptedContent: String { json.string("encrypted_content") }
}
