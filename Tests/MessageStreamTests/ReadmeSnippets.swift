import Foundation
import MessageStream
import PartialJSON
import ServerSentEvents
import TestSupport
import Testing

/// The README's code, compiled. Each marked region must stand in the README to the letter, and every
/// Swift fence of the README must be one of them.
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
}

@Suite struct ReadmeTests {
    @Test func everySwiftFenceOfTheReadmeIsCompiledHere() throws {
        let readme = try String(
            contentsOf: packageRoot.appending(path: "README.md"), encoding: .utf8)
        // Those of the client, the relay and the drop-ins are compiled in their own tests.
        let others = [
            "import MessageStreamClient\n", "import MessageStreamRelay\n",
            "import ServerSentEventsDropIn\n",
        ]
        let fences = readme.split(separator: "```swift\n").dropFirst()
            .filter { fence in !others.contains { fence.hasPrefix($0) } }
            .map { rest in
                rest.prefix(upTo: rest.range(of: "```")?.lowerBound ?? rest.endIndex)
                    .split(separator: "\n").filter { !$0.hasPrefix("import ") }.map(String.init)
            }
        let source = try String(contentsOfFile: #filePath, encoding: .utf8)
        let regions = source.components(separatedBy: "        // begin\n").dropFirst().map { rest in
            rest.components(separatedBy: "        // end\n")[0]
                .split(separator: "\n").map { String($0.dropFirst(8)) }
        }
        #expect(fences.count == 6)
        #expect(Set(fences) == Set(regions))
    }

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
    }
}
