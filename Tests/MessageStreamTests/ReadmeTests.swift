import MessageStream
import ServerSentEvents
import TestSupport
import Testing

@Suite struct ReadmeTests {
    @Test func theSnippetsDoWhatTheReadmeSays() async throws {
        typealias Stream = MessageStreamSequenceTests
        var shownPath: String?
        let edit = try ReadmeSnippets.partialJSON { shownPath = $0 }
        #expect(shownPath == "/src/ma")
        #expect(edit.path == "/src/main.swift")
        let tool = """
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":"x"}}

            data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use",\
            "id":"toolu_1","name":"edit","input":{}}}

            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta",\
            "partial_json":"{\\"path\\": \\"/src"}}

            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta",\
            "partial_json":"/main.swift\\"}"}}

            data: {"type":"content_block_stop","index":1}


            """
        let bytes = Array((Stream.start + tool + Stream.reason + Stream.stop).utf8)
        try await ReadmeSnippets.framing(.of([bytes]))
        try await ReadmeSnippets.events(.of([bytes]))
        #expect(try await ReadmeSnippets.message(.of([bytes])).path == "/src/main.swift")
        #expect(try ReadmeSnippets.views(bytes) > 700)
        var shown: [String?] = []
        try ReadmeSnippets.liveInput(bytes) { shown.append($0) }
        #expect(shown.contains("/src") && shown.last == "/src/main.swift")
        var updated: [String?] = []
        try await ReadmeSnippets.updates(.of([bytes])) { updated.append($0) }
        #expect(updated == ["/src", "/src/main.swift"])
    }

    @Test func theSnippetsOfTheArticlesDoWhatTheySay() async throws {
        typealias Stream = MessageStreamSequenceTests
        var editor = ""
        try ReadmeSnippets.changes([#"{"content": "one\nt"#, #"wo"}"#], editor: &editor)
        #expect(editor == "one\ntwo")
        let chat = Array("data: {\"content\": \"a\"}\n\ndata: [DONE]\n\ndata: none\n\n".utf8)
        try await ReadmeSnippets.jsonData(.of([chat]))
        var data: [String] = []
        let retry = try ReadmeSnippets.owned([Array("retry: 3\ndata: a\n".utf8), [10]]) {
            data.append($0.data)
        }
        #expect(data == ["a"] && retry == 3)
        await ReadmeSnippets.outcome(.of([Array(Stream.start.utf8)]))
    }
}
