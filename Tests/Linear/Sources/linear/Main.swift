import MessageStream
import PartialJSON

/// Lets a value grow by COUNT pieces of 16 bytes, and reads it after each in one way: `linear WAY COUNT`.
@main
enum Main {
    private static let piece = "sixteen bytes of"

    /// What an app keeps until the next piece.
    private final class Model {
        var text = ""
        var snapshot: PartialJSONValue?
        var message: Message?
    }

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let count = Int(arguments[2]) else {
            fatalError(
                "usage: linear read-string|hold-string|hold-snapshot|changes|"
                    + "hold-text|hold-message|hold-input|hold-input-message|events COUNT")
        }
        let model = Model()
        switch arguments[1] {
        case "read-string":
            try parse(count) {
                model.text = ""; _ = $0.snapshot["content"]?.string
            }
        case "hold-string": try parse(count) { model.text = $0.snapshot["content"]?.string ?? "" }
        case "hold-snapshot": try parse(count) { model.snapshot = $0.snapshot }
        case "changes": try parseForChanges(count, into: model)
        case "hold-text":
            try accumulate(count, "text_delta", "text") { update, _ in
                if case .text(_, _, let text) = update { model.text = text }
            }
        case "hold-message":
            try accumulate(count, "text_delta", "text") { _, accumulator in
                model.message = accumulator.message
            }
        case "hold-input":
            try accumulate(count, "input_json_delta", "partial_json") { update, _ in
                guard case .inputJSON(_, _, let input, _) = update else { return }
                model.snapshot = input
                model.text = input["content"]?.string ?? ""
            }
        case "hold-input-message":
            try accumulate(count, "input_json_delta", "partial_json") { _, accumulator in
                model.message = accumulator.message
            }
        case "events":
            let events = chunks(count, "text_delta", "text").messageStreamEvents()
            var seen = 0
            for try await _ in events { seen += 1 }
            precondition(seen == count + 3)
        default: fatalError("there is no way \(arguments[1])")
        }
    }

    private static func parse(
        _ count: Int, _ read: (borrowing PartialJSONParser) -> Void
    ) throws {
        var parser = PartialJSONParser()
        try parser.append(#"{"content": ""#)
        for _ in 0..<count {
            try parser.append(piece)
            read(parser)
        }
        try parser.append(#""}"#)
        let value = try parser.finish()
        precondition(value["content"]?.string?.utf8.count == 16 * count)
    }

    private static func parseForChanges(_ count: Int, into model: Model) throws {
        var parser = PartialJSONParser()
        try parser.append(#"{"content": ""#)
        for _ in 0..<count {
            try parser.append(piece) { change in
                if case .stringGrew(_, let text) = change { model.text += text }
            }
        }
        precondition(model.text.utf8.count == 16 * count)
    }

    private static func accumulate(
        _ count: Int, _ type: String, _ member: String,
        _ read: (MessageUpdate?, borrowing MessageAccumulator) -> Void
    ) throws {
        var decoder = MessageStreamDecoder()
        var accumulator = MessageAccumulator()
        for chunk in chunks(count, type, member).chunks {
            var input = chunk.span
            while let event = try decoder.next(from: &input) {
                let update = try accumulator.append(event)
                read(update, accumulator)
            }
        }
    }

    /// A streamed message with one block of `count` deltas, an event a chunk.
    private static func chunks(_ count: Int, _ type: String, _ member: String) -> Chunks {
        let block =
            type == "text_delta"
            ? #"{"type":"text","text":""}"#
            : #"{"type":"tool_use","id":"t","name":"n","input":{}}"#
        let begin = type == "text_delta" ? "" : delta(type, member, #"{\"content\": \""#)
        let opening =
            #"data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","#
            + #""model":"m","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}"# + "\n\n"
            + #"data: {"type":"content_block_start","index":0,"content_block":"# + block + "}\n\n"
            + begin
        let deltas = [UInt8](delta(type, member, piece).utf8)
        return Chunks(
            chunks: [[UInt8](opening.utf8)] + [[UInt8]](repeating: deltas, count: count)
                + [[UInt8]("data: {\"type\":\"message_stop\"}\n\n".utf8)])
    }

    private static func delta(_ type: String, _ member: String, _ text: String) -> String {
        #"data: {"type":"content_block_delta","index":0,"delta":{"type":""# + type + #"",""#
            + member
            + #"":""# + text + "\"}}\n\n"
    }
}

struct Chunks: AsyncSequence {
    let chunks: [[UInt8]]

    struct AsyncIterator: AsyncIteratorProtocol {
        var rest: IndexingIterator<[[UInt8]]>

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
            rest.next()
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: chunks.makeIterator()) }
}
