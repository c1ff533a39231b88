import MessageStream
import PartialJSON
import ServerSentEvents
import TestSupport
import Testing

/// That a reader may look at the message, or assign what an update carries, after every delta.
@Suite(.serialized) struct GrowingMessageTests {
    private static let piece = "sixteen bytes of"

    private final class Model {
        var text = ""
        var message: Message?
        var input: PartialJSONValue?
    }

    private func started(_ block: ContentBlock) throws -> MessageAccumulator {
        var accumulator = MessageAccumulator()
        try accumulator.append(.messageStart(Message(json: ["id": "m"])))
        try accumulator.append(.contentBlockStart(index: 0, contentBlock: block))
        return accumulator
    }

    private static let textBlock = ContentBlock.text(TextBlock(text: ""))

    @Test(arguments: [ContentBlockDelta.text(piece), .thinking(piece, estimatedTokens: nil)])
    func assigningTheTextOfUpdatesIsLinear(_ delta: ContentBlockDelta) throws {
        let growth = try growth(
            of: { count in
                var accumulator = try started(ContentBlock(json: ["type": "of_tomorrow"]))
                let model = Model()
                for _ in 0..<count {
                    switch try accumulator.append(.contentBlockDelta(index: 0, delta: delta)) {
                    case .text(_, _, let text), .thinking(_, _, let text): model.text = text
                    default: Issue.record("the delta adds text")
                    }
                }
                #expect(model.text.utf8.count == count * Self.piece.utf8.count)
            }, from: 8_000)
        #expect(growth < 3)
    }

    @Test(arguments: [true, false])
    func assigningTheMessageIsLinear(_ appendsViews: Bool) throws {
        let bytes = Array(
            ("data: {\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"\(Self.piece)\"}}\n\n").utf8)
        let growth = try growth(
            of: { count in
                var accumulator = try started(Self.textBlock)
                var decoder = MessageStreamDecoder()
                let model = Model()
                for _ in 0..<count {
                    var input = bytes.span
                    while let view = try decoder.nextView(from: &input) {
                        if appendsViews {
                            try accumulator.append(view)
                        } else {
                            try accumulator.append(view.event())
                        }
                        model.message = accumulator.message
                    }
                }
                #expect(model.message?.text.utf8.count == count * Self.piece.utf8.count)
            }, from: 4_000)
        #expect(growth < 3)
    }

    @Test func assigningToolInputsIsLinear() throws {
        let growth = try growth(
            of: { count in
                var accumulator = try started(
                    .toolUse(ToolUseBlock(id: "t", name: "n", input: [:])))
                let model = Model()
                let fragments =
                    [#"{"content": ""#] + [String](repeating: Self.piece, count: count)
                for fragment in fragments {
                    let delta = MessageStreamEvent.contentBlockDelta(
                        index: 0, delta: .inputJSON(fragment))
                    guard case .inputJSON(_, _, let input, _) = try accumulator.append(delta) else {
                        Issue.record("the delta adds to the input")
                        return
                    }
                    model.input = input
                    model.text = input["content"]?.string ?? ""
                }
                #expect(model.text.utf8.count == count * Self.piece.utf8.count)
            }, from: 4_000)
        #expect(growth < 3)
    }

    @Test func assigningAMessageWithAToolInputIsLinear() throws {
        let growth = try growth(
            of: { count in
                var accumulator = try started(
                    .toolUse(ToolUseBlock(id: "t", name: "n", input: [:])))
                let model = Model()
                let first = #"{"content": ""#
                for fragment in [first] + [String](repeating: Self.piece, count: count) {
                    try accumulator.append(
                        .contentBlockDelta(index: 0, delta: .inputJSON(fragment)))
                    model.message = accumulator.message
                }
                let tool = model.message?.toolUses.first
                #expect(tool?.inputState == .incomplete)
                #expect(
                    tool?.rawInput?.utf8.count
                        == first.utf8.count + count * Self.piece.utf8.count)
            }, from: 4_000)
        #expect(growth < 3)
    }

    @Test func updatesOfAToolInputCarryItsChanges() throws {
        var accumulator = try started(.toolUse(ToolUseBlock(id: "t", name: "n", input: [:])))
        var editor = ""
        var finished: [String] = []
        let fragments = [
            #"{"pa"#, #"th": "/a", "content": "one\nt"#, "", #"wo", "n": 1"#, "2}", "]",
        ]
        for fragment in fragments {
            let update = try accumulator.append(
                .contentBlockDelta(index: 0, delta: .inputJSON(fragment)))
            guard case .inputJSON(0, fragment, let snapshot, let changes) = update else {
                Issue.record("\(String(describing: update))")
                continue
            }
            for change in changes {
                switch change {
                case .stringGrew(["content"], let text): editor += text
                case .stringGrew: break
                case .finished(let path, let value):
                    finished.append("\(path.jsonPointer) = \(value)")
                }
            }
            #expect((snapshot["content"]?.string ?? "") == editor)
        }
        #expect(editor == "one\ntwo")
        #expect(
            finished == [
                "/path = \"/a\"", "/content = \"one\\ntwo\"", "/n = 12",
                #" = {"path":"/a","content":"one\ntwo","n":12}"#,
            ])
    }
}
