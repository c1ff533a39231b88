public import PartialJSON

/// A range of characters of a plain text document (`char_location`).
public struct CitationCharLocation: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The passage that is cited.
    public var citedText: String { json.string("cited_text") }
    /// Which of the request's documents, from 0.
    public var documentIndex: Int { json.int("document_index") }
    /// The document's title.
    public var documentTitle: String? { json.optional("document_title") }
    /// The file that the document came from.
    public var fileID: String? { json.optional("file_id") }
    /// The first character, from 0.
    public var startCharIndex: Int { json.int("start_char_index") }
    /// One past the last character.
    public var endCharIndex: Int { json.int("end_char_index") }
}

/// A range of pages of a PDF document (`page_location`).
public struct CitationPageLocation: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The passage that is cited.
    public var citedText: String { json.string("cited_text") }
    /// Which of the request's documents, from 0.
    public var documentIndex: Int { json.int("document_index") }
    /// The document's title.
    public var documentTitle: String? { json.optional("document_title") }
    /// The file that the document came from.
    public var fileID: String? { json.optional("file_id") }
    /// The first page, from 1.
    public var startPageNumber: Int { json.int("start_page_number") }
    /// One past the last page.
    public var endPageNumber: Int { json.int("end_page_number") }
}

/// A range of content blocks of a document made of blocks (`content_block_location`).
public struct CitationContentBlockLocation: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The passage that is cited.
    public var citedText: String { json.string("cited_text") }
    /// Which of the request's documents, from 0.
    public var documentIndex: Int { json.int("document_index") }
    /// The document's title.
    public var documentTitle: String? { json.optional("document_title") }
    /// The file that the document came from.
    public var fileID: String? { json.optional("file_id") }
    /// The first block, from 0.
    public var startBlockIndex: Int { json.int("start_block_index") }
    /// One past the last block.
    public var endBlockIndex: Int { json.int("end_block_index") }
}

/// A result of a web search (`web_search_result_location`).
public struct CitationWebSearchResultLocation: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The passage that is cited.
    public var citedText: String { json.string("cited_text") }
    /// The API's reference to the passage, to be sent back unchanged.
    public var encryptedIndex: String { json.string("encrypted_index") }
    /// The page's title.
    public var title: String? { json.optional("title") }
    /// The page's address.
    public var url: String { json.string("url") }
}

/// A range of blocks of a search result that the request brought along (`search_result_location`).
public struct CitationSearchResultLocation: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The passage that is cited.
    public var citedText: String { json.string("cited_text") }
    /// Which of the request's search results, from 0.
    public var searchResultIndex: Int { json.int("search_result_index") }
    /// Where the search result is from.
    public var source: String { json.string("source") }
    /// The search result's title.
    public var title: String? { json.optional("title") }
    /// The first block, from 0.
    public var startBlockIndex: Int { json.int("start_block_index") }
    /// One past the last block.
    public var endBlockIndex: Int { json.int("end_block_index") }
}
