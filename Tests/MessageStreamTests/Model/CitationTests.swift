import MessageStream
import PartialJSON
import Testing

/// The kinds of citation, member by member.
struct CitationTests {
    @Test func ofDocuments() {
        let json: JSONObject = [
            "cited_text": "c", "document_index": 1, "document_title": "t", "file_id": .null,
            "start_char_index": 2, "end_char_index": 3, "start_page_number": 4,
            "end_page_number": 5, "start_block_index": 6, "end_block_index": 7,
        ]
        let char = CitationCharLocation(json: json)
        #expect((char.citedText, char.documentIndex) == ("c", 1))
        #expect((char.documentTitle, char.fileID) == ("t", nil))
        #expect((char.startCharIndex, char.endCharIndex) == (2, 3))
        let page = CitationPageLocation(json: json)
        #expect((page.citedText, page.documentIndex) == ("c", 1))
        #expect((page.documentTitle, page.fileID) == ("t", nil))
        #expect((page.startPageNumber, page.endPageNumber) == (4, 5))
        let block = CitationContentBlockLocation(json: json)
        #expect((block.citedText, block.documentIndex) == ("c", 1))
        #expect((block.documentTitle, block.fileID) == ("t", nil))
        #expect((block.startBlockIndex, block.endBlockIndex) == (6, 7))
    }

    @Test func ofSearches() {
        let json: JSONObject = [
            "cited_text": "c", "encrypted_index": "e", "title": "t", "url": "u", "source": "s",
            "search_result_index": 1, "start_block_index": 2, "end_block_index": 3,
        ]
        let web = CitationWebSearchResultLocation(json: json)
        #expect((web.citedText, web.encryptedIndex) == ("c", "e"))
        #expect((web.title, web.url) == ("t", "u"))
        let result = CitationSearchResultLocation(json: json)
        #expect((result.citedText, result.source, result.title) == ("c", "s", "t"))
        #expect(
            (result.searchResultIndex, result.startBlockIndex, result.endBlockIndex) == (1, 2, 3))
    }

    static let kinds = [
        ("charLocation", "char_location"), ("pageLocation", "page_location"),
        ("contentBlockLocation", "content_block_location"),
        ("webSearchResultLocation", "web_search_result_location"),
        ("searchResultLocation", "search_result_location"), ("unknown", "of_tomorrow"),
    ]

    @Test(arguments: kinds)
    func areReadByTheirType(_ name: String, type: String) {
        let json: JSONObject = ["type": .string(type), "cited_text": "c", "of_tomorrow": [1]]
        let citation = Citation(json: json)
        #expect(Mirror(reflecting: citation).children.first?.label == name)
        #expect(citation.json == json)
        #expect(citation.citedText == "c")
    }
}
