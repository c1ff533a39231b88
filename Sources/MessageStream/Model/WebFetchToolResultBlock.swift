public import PartialJSON

/// A page that was fetched from the web (`web_fetch_tool_result`).
public struct WebFetchToolResultBlock: ToolResult {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The page, or why there is none.
    public var content: Content { Content(jsonValue: json["content"] ?? .null) }

    /// What fetching a page can give.
    #if hasAttribute(nonexhaustive)
        @nonexhaustive
    #endif
    public enum Content: JSONConvertible {
        /// The page.
        case result(WebFetchResult)
        /// Why there is none.
        case error(ToolResultError)
        /// Something that this library does not know.
        case unknown(JSONValue)

        /// The content that `jsonValue` is.
        public init(jsonValue: JSONValue) {
            self =
                switch (jsonValue["type"]?.string, jsonValue.object) {
                case ("web_fetch_result", let json?): .result(.init(json: json))
                case ("web_fetch_tool_result_error", let json?): .error(.init(json: json))
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

/// A page that was fetched from the web (`web_fetch_result`).
public struct WebFetchResult: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The page's address.
    public var url: String { json.string("url") }
    /// When the page was fetched, as an RFC 3339 date and time.
    public var retrievedAt: String? { json.optional("retrieved_at") }
    /// The page.
    public var content: FetchedDocument { json.view("content") }
}

/// A fetched page as a document (`document`).
public struct FetchedDocument: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The document's title.
    public var title: String? { json.optional("title") }
    /// The document's bytes or text.
    public var source: Source { json.view("source") }
    /// Whether the model was asked to cite the document.
    public var hasCitationsEnabled: Bool {
        json.optional("citations").map { (citations: JSONObject) in citations.bool("enabled") }
            ?? false
    }

    /// The bytes or the text of a fetched document.
    public struct Source: JSONBacked {
        /// The object with all its members.
        public var json: JSONObject

        /// A view of `json`.
        public init(json: JSONObject) {
            self.json = json
        }

        /// How ``data`` is written: `base64` or `text`.
        public var type: String { json.string("type") }
        /// The media type: `application/pdf` or `text/plain`.
        public var mediaType: String { json.string("media_type") }
        /// The document, in base64 or as text.
        public var data: String { json.string("data") }
    }
}
