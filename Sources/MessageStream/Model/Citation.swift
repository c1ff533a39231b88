public import PartialJSON

/// A passage that a text relies on (`citation`).
#if hasAttribute(nonexhaustive)
    @nonexhaustive
#endif
public enum Citation: JSONBacked {
    /// A range of characters of a plain text document.
    case charLocation(CitationCharLocation)
    /// A range of pages of a PDF document.
    case pageLocation(CitationPageLocation)
    /// A range of content blocks of a document made of blocks.
    case contentBlockLocation(CitationContentBlockLocation)
    /// A result of a web search.
    case webSearchResultLocation(CitationWebSearchResultLocation)
    /// A range of content blocks of a search result that the request brought along.
    case searchResultLocation(CitationSearchResultLocation)
    /// A citation of a kind that this library does not know.
    case unknown(JSONObject)

    /// The citation that `json` is, told by its `type`.
    public init(json: JSONObject) {
        self =
            switch json.string("type") {
            case "char_location": .charLocation(.init(json: json))
            case "page_location": .pageLocation(.init(json: json))
            case "content_block_location": .contentBlockLocation(.init(json: json))
            case "web_search_result_location": .webSearchResultLocation(.init(json: json))
            case "search_result_location": .searchResultLocation(.init(json: json))
            default: .unknown(json)
            }
    }

    /// The object with all its members.
    public var json: JSONObject {
        switch self {
        case .charLocation(let citation): citation.json
        case .pageLocation(let citation): citation.json
        case .contentBlockLocation(let citation): citation.json
        case .webSearchResultLocation(let citation): citation.json
        case .searchResultLocation(let citation): citation.json
        case .unknown(let json): json
        }
    }

    /// The passage that is cited, for every kind that has it.
    public var citedText: String? { json.optional("cited_text") }
}
