import MessageStream
import PartialJSON
import Testing

/// What is particular to messages that are put together from views: strings are made for readers.
struct ViewAppendingTests {
    private static let start = """
        data: {"type":"message_start","message":{"id":"m","content":[],"usage":{}}}


        """

    private static func block(_ json: String) -> String {
        "data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":\(json)}\n\n"
    }

    private static func delta(_ json: String) -> String {
        "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":\(json)}\n\n"
    }

    private static func text(_ escaped: String) -> String {
        delta("{\"type\":\"text_delta\",\"text\":\"\(escaped)\"}")
    }

    private static let textBlock = block("{\"type\":\"text\",\"text\":\"\"}")

    /// Appends the events of `text` and calls `look` after each.
    private func append(
        _ text: String, to accumulator: inout MessageAccumulator,
        _ look: (borrowing MessageAccumulator) -> Void = { _ in }
    ) throws {
        var decoder = MessageStreamDecoder()
        let bytes = Array(text.utf8)
        var input = bytes.span
        while let view = try decoder.nextView(from: &input) {
            try accumulator.append(view)
            look(accumulator)
        }
    }

    @Test func theMessageCanBeReadAfterEveryEvent() throws {
        var accumulator = MessageAccumulator()
        var seen: [String?] = []
        try append(
            Self.start + Self.textBlock + Self.text("你好") + Self.text("\\n\\u00e9")
                + Self.text("!"), to: &accumulator
        ) { seen.append($0.message?.text) }
        #expect(seen == ["", "", "你好", "你好\né", "你好\né!"])
    }

    @Test func readingAfterEveryPieceCopiesNoMoreThanGrowing() throws {
        let count = 20_000
        let piece = "sixteen bytes of"
        var accumulator = MessageAccumulator()
        var copies = CopyMeter()
        try append(
            Self.start + Self.textBlock
                + String(repeating: Self.text(piece), count: count), to: &accumulator
        ) { accumulator in
            guard case .text(let block)? = accumulator.message?.content.first else { return }
            copies.see(block.text)
        }
        #expect(copies.length == count * piece.utf8.count)
        #expect(copies.bytes <= 2 * copies.length)
    }

    @Test func aHeldTextStaysAsItWas() throws {
        var accumulator = MessageAccumulator()
        try append(
            Self.start + Self.textBlock + Self.text("a text of more than fifteen bytes"),
            to: &accumulator)
        let before = accumulator.message
        try append(Self.text("!"), to: &accumulator)
        #expect(accumulator.message?.text == "a text of more than fifteen bytes!")
        #expect(before?.text == "a text of more than fifteen bytes")
    }

    @Test func viewsAndEventsMayTakeTurns() throws {
        var accumulator = MessageAccumulator()
        try append(Self.start + Self.textBlock + Self.text("a"), to: &accumulator)
        var snapshots: [String] = []
        for number in 0..<100 {
            let delta = MessageStreamEvent.contentBlockDelta(index: 0, delta: .text("b"))
            guard case .text(_, _, let snapshot) = try accumulator.append(delta) else { continue }
            snapshots.append(snapshot)
            if number.isMultiple(of: 3) { _ = accumulator.message }
            try append(Self.text("c"), to: &accumulator)
        }
        let expected = (0..<100).map { "a" + String(repeating: "bc", count: $0) + "b" }
        #expect(snapshots == expected)
        #expect(accumulator.message?.text == (expected.last ?? "") + "c")
    }

    private final class Shared: Sendable {
        let accumulator: MessageAccumulator

        init(_ accumulator: consuming MessageAccumulator) {
            self.accumulator = accumulator
        }
    }

    @Test func severalMayReadAtOnce() async throws {
        var accumulator = MessageAccumulator()
        try append(
            Self.start + Self.textBlock
                + String(repeating: Self.text("sixteen bytes of"), count: 1000), to: &accumulator)
        let shared = Shared(accumulator)
        let lengths = await withTaskGroup { readers in
            for _ in 0..<32 {
                readers.addTask { shared.accumulator.message?.text.utf8.count }
            }
            return await readers.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(lengths == [16_000])
    }

    @Test func aToolInputCanBeReadWhileItArrives() throws {
        var accumulator = MessageAccumulator()
        var seen: [String?] = []
        let fragment = { (escaped: String) in
            Self.delta("{\"type\":\"input_json_delta\",\"partial_json\":\"\(escaped)\"}")
        }
        try append(
            Self.start
                + Self.block("{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{}}")
                + fragment("{\\\"path\\\": \\\"/src") + fragment("/main") + fragment("\\\"}"),
            to: &accumulator
        ) { seen.append($0.toolInput(at: 0)?.snapshot["path"]?.string) }
        #expect(seen == [nil, nil, "/src", "/src/main", "/src/main"])
        #expect(accumulator.toolInput(at: 0)?.isComplete == true)
    }

    @Test func bytesAreCountedAsOfEvents() throws {
        let body = Array((Self.start + Self.textBlock + Self.text("\\u00e9\\n12345")).utf8)
        let ways = Accumulated.Way.allCases.map { way in
            (100..<200).map { limit in
                Accumulated(body, by: way, limits: .init(maximumMessageBytes: limit)).ending
            }
        }
        #expect(ways[0] == ways[1])
        // The limits begin below what the blocks take and end above what the text takes.
        #expect(ways[0].first != ways[0].last)
    }
}
