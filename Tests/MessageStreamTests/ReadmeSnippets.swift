import Foundation
import MessageStream
import PartialJSON
import ServerSentEvents
import Testing

/// The documentation's code, compiled; `DocumentationTests` hold its pages to the marked regions.
enum ReadmeSnippets {
    struct Edit: Decodable {
        var path: String
    }

    static func framing(_ body: MessageStreamSequenceTests.Chunks<[UInt8]>) async throws {
        // begin
        for try await event in body.serverSentEvents() {
            print(event.type, event.data)
        }
        // end
    }

    static func views(_ chunk: [UInt8]) throws -> Int {
        var bytes = 0
        // begin
        var decoder = ServerSentEventDecoder()
        var input = chunk.span
        while let event = try decoder.nextView(from: &input) {
            bytes += event.data.count
        }
        // end
        return bytes
    }

    static func partialJSON(show: (String?) -> Void) throws -> Edit {
        // begin
        var parser = PartialJSONParser()
        try parser.append(#"{"path": "/src/ma"#)
        show(parser.snapshot["path"]?.string)  // "/src/ma"
        try parser.append(#"in.swift"}"#)
        let edit = try parser.finish().decode(Edit.self)
        // end
        return edit
    }

    static func events(_ body: MessageStreamSequenceTests.Chunks<[UInt8]>) async throws {
        // begin
        for try await event in body.messageStreamEvents() {
            if case .contentBlockDelta(_, .text(let text)) = event { print(text, terminator: "") }
        }
        // end
    }

    static func message(_ body: MessageStreamSequenceTests.Chunks<[UInt8]>) async throws -> Edit {
        // begin
        let message = try await body.messageStreamEvents().finalMessage()
        print(message.text, message.usage.outputTokens, message.stopReason == .toolUse)
        let edit = try message.toolUses[0].decodeInput(as: Edit.self)
        // end
        return edit
    }

    static func liveInput(_ chunk: [UInt8], show: (String?) -> Void) throws {
        var decoder = MessageStreamDecoder()
        var input = chunk.span
        // begin
        var accumulator = MessageAccumulator()
        while let view = try decoder.nextView(from: &input) {
            try accumulator.append(view)
            show(accumulator.toolInput(at: 1)?.snapshot["path"]?.string)
        }
        // end
    }

    static func updates(
        _ body: MessageStreamSequenceTests.Chunks<[UInt8]>, show: (String?) -> Void
    ) async throws {
        // begin
        for try await update in body.messageStreamEvents().updates {
            if case .inputJSON(_, _, let snapshot) = update { show(snapshot["path"]?.string) }
        }
        // end
    }

    static func outcome(_ body: MessageStreamSequenceTests.Chunks<[UInt8]>) async {
        // begin
        let outcome = await body.messageStreamEvents().outcome()
        if !outcome.ending.isComplete {
            print(outcome.message?.text ?? "", outcome.error.map { "\($0)" } ?? "")
        }
        // end
    }

    static func changes(_ fragments: [String], editor: inout String) throws {
        // begin
        var parser = PartialJSONParser()
        for fragment in fragments {
            try parser.append(fragment) { change in
                if case .stringGrew(["content"], let text) = change { editor += text }
            }
        }
        // end
    }

    struct Chunk: Decodable {
        var content: String
    }

    static func jsonData(_ body: MessageStreamSequenceTests.Chunks<[UInt8]>) async throws {
        // begin
        for try await event in body.serverSentEvents() {
            if event.data == "[DONE]" { break }
            let chunk = try JSONValue(parsing: event.data).decode(Chunk.self)
            print(chunk.content, terminator: "")
        }
        // end
    }

    static func owned(_ chunks: [[UInt8]], handle: (ServerSentEvent) -> Void) throws -> Int64? {
        // begin
        var decoder = ServerSentEventDecoder()
        for chunk in chunks {
            var input = chunk.span
            while let event = try decoder.next(from: &input) { handle(event) }
        }
        print(decoder.lastEventID, decoder.reconnectionTime ?? 0)
        // end
        return decoder.reconnectionTime
    }
}

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
        let body = Stream.Chunks(chunks: [bytes])
        try await ReadmeSnippets.framing(body)
        try await ReadmeSnippets.events(body)
        #expect(try await ReadmeSnippets.message(body).path == "/src/main.swift")
        #expect(try ReadmeSnippets.views(bytes) > 700)
        var shown: [String?] = []
        try ReadmeSnippets.liveInput(bytes) { shown.append($0) }
        #expect(shown.contains("/src") && shown.last == "/src/main.swift")
        var updated: [String?] = []
        try await ReadmeSnippets.updates(body) { updated.append($0) }
        #expect(updated == ["/src", "/src/main.swift"])
    }

    @Test func theSnippetsOfTheArticlesDoWhatTheySay() async throws {
        typealias Stream = MessageStreamSequenceTests
        var editor = ""
        try ReadmeSnippets.changes([#"{"content": "one\nt"#, #"wo"}"#], editor: &editor)
        #expect(editor == "one\ntwo")
        let chat = Array("data: {\"content\": \"a\"}\n\ndata: [DONE]\n\ndata: none\n\n".utf8)
        try await ReadmeSnippets.jsonData(Stream.Chunks(chunks: [chat]))
        var data: [String] = []
        let retry = try ReadmeSnippets.owned([Array("retry: 3\ndata: a\n".utf8), [10]]) {
            data.append($0.data)
        }
        #expect(data == ["a"] && retry == 3)
        await ReadmeSnippets.outcome(Stream.Chunks(chunks: [Array(Stream.start.utf8)]))
    }
}
