import MessageStream
import PartialJSON
import Testing

/// The cost is linear: shown by what is copied, which does not depend on the machine.
struct MessageAccumulatorCostTests {
    private static let deltaCount = 250_000
    private static let delta = "sixteen bytes of"

    private func started(_ block: ContentBlock) throws -> MessageAccumulator {
        var accumulator = MessageAccumulator()
        try accumulator.append(.messageStart(Message(json: ["id": "m"])))
        try accumulator.append(.contentBlockStart(index: 0, contentBlock: block))
        return accumulator
    }

    @Test(arguments: [ContentBlockDelta.text(delta), .thinking(delta, estimatedTokens: nil)])
    func textIsAddedInPlace(_ delta: ContentBlockDelta) throws {
        var accumulator = try started(ContentBlock(json: ["type": "of_tomorrow"]))
        var copies = CopyMeter()
        for number in 1...Self.deltaCount {
            switch try accumulator.append(.contentBlockDelta(index: 0, delta: delta)) {
            case .text(_, _, let snapshot), .thinking(_, _, let snapshot): copies.see(snapshot)
            default: Issue.record("the delta adds text")
            }
            if number.isMultiple(of: 1000) { _ = accumulator.message }
        }
        let length = Self.deltaCount * Self.delta.utf8.count
        #expect(copies.length == length)
        // Storage that doubles copies 1 + 1/2 + 1/4 … of the text: twice its length at the most.
        #expect(copies.bytes <= 2 * length)
        #expect(copies.bytes > 0)
    }

    @Test func aHeldSnapshotCostsItsOwnCopyOnly() throws {
        var accumulator = try started(.text(TextBlock(text: String(repeating: "t", count: 9000))))
        let delta = MessageStreamEvent.contentBlockDelta(index: 0, delta: .text("u"))
        var copies = CopyMeter()
        var held: [Message] = []
        for number in 0..<100 {
            if number.isMultiple(of: 50) { held += accumulator.message.map { [$0] } ?? [] }
            guard case .text(_, _, let snapshot) = try accumulator.append(delta) else { continue }
            copies.see(snapshot)
        }
        #expect(held.map(\.text.utf8.count) == [9000, 9050])
        // The copy of a held text has no room, so that the delta after it moves the text once more.
        #expect(copies.moves <= 2 * held.count)
    }

    @Test func toolInputsAreParsedInPlace() throws {
        var accumulator = try started(
            .toolUse(ToolUseBlock(id: "t", name: "n", input: [:])))
        var tapes: Set<ObjectIdentifier> = []
        try accumulator.append(.contentBlockDelta(index: 0, delta: .inputJSON(#"{"text": ""#)))
        for number in 1...Self.deltaCount {
            let update = try accumulator.append(
                .contentBlockDelta(index: 0, delta: .inputJSON(Self.delta)))
            guard case .inputJSON(_, _, let snapshot, _) = update else { continue }
            // Runs of several, since copies would take turns at two addresses.
            if number % 1000 < 8 { tapes.formUnion(tape(of: snapshot)) }
            if number.isMultiple(of: 1000) { _ = accumulator.toolInput(at: 0)?.snapshot["text"] }
        }
        #expect(tapes.count == 1)
        try accumulator.append(.contentBlockDelta(index: 0, delta: .inputJSON(#""}"#)))
        try accumulator.append(.contentBlockStop(index: 0))
        let text = accumulator.toolInput(at: 0)?.snapshot["text"]?.string
        #expect(text?.utf8.count == Self.deltaCount * Self.delta.utf8.count)
    }

    /// The object in which a snapshot finds its value: another one after every copy.
    private func tape(of snapshot: PartialJSONValue) -> [ObjectIdentifier] {
        Mirror(reflecting: snapshot).children.filter { $0.label == "tape" }.compactMap {
            Mirror(reflecting: $0.value).children.first.map {
                ObjectIdentifier($0.value as AnyObject)
            }
        }
    }

    @Test func eventsAndBlocksAreSmall() {
        print(
            """
            MessageStreamEvent: \(MemoryLayout<MessageStreamEvent>.size) bytes, \
            ContentBlock: \(MemoryLayout<ContentBlock>.size), \
            MessageStreamError: \(MemoryLayout<MessageStreamError>.size), \
            MessageAccumulator: \(MemoryLayout<MessageAccumulator>.size)
            """)
        #expect(MemoryLayout<MessageStreamEvent>.size <= 33)
        #expect(MemoryLayout<ContentBlock>.size <= 17)
        #expect(MemoryLayout<Message>.size <= 32)
        #expect(MemoryLayout<MessageStreamError>.size == 8)
        #expect(MemoryLayout<MessageStreamEnding>.size <= 9)
    }
}
