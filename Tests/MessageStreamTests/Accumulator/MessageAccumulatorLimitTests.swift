import MessageStream
import PartialJSON
import Testing

/// Hostile streams: bounded memory, linear cost.
struct MessageAccumulatorLimitTests {
    private static let start = MessageStreamEvent.messageStart(Message(json: ["content": []]))

    /// The error that ends a message of `events` within `limits`, and the number of those taken in.
    private func failure(
        _ limits: MessageAccumulator.Limits, _ events: some Sequence<MessageStreamEvent>
    ) -> (code: MessageStreamError.Code, taken: Int)? {
        var accumulator = MessageAccumulator(limits: limits)
        var taken = 0
        do throws(MessageStreamError) {
            try accumulator.append(Self.start)
            for event in events {
                try accumulator.append(event)
                taken += 1
            }
            return nil
        } catch {
            return (error.code, taken)
        }
    }

    @Test func blocksAreCounted() {
        let blocks = (0..<20).lazy.map { index in
            MessageStreamEvent.contentBlockStart(
                index: index, contentBlock: .text(TextBlock(text: "")))
        }
        let end = failure(.init(maximumBlocks: 10), blocks)
        #expect(end?.code == .tooManyBlocks)
        #expect(end?.taken == 10)
    }

    @Test func blocksOfAWholeMessageAreCounted() {
        var accumulator = MessageAccumulator(limits: .init(maximumBlocks: 1))
        let content: JSONValue = [["type": "text"], ["type": "text"]]
        let error = #expect(throws: MessageStreamError.self) {
            try accumulator.append(.messageStart(Message(json: ["content": content])))
        }
        #expect(error?.code == .tooManyBlocks)
    }

    static let growth: [ContentBlockDelta] = [
        .text("0123456789"), .thinking("0123456789", estimatedTokens: nil),
        .inputJSON("0123456789"), .signature("0123456789"),
        .citation(Citation(json: ["cited_text": "0123456789"])),
        .compaction(CompactionDelta(json: ["content": "0123456789"])),
    ]

    @Test(arguments: growth)
    func bytesAreCounted(_ delta: ContentBlockDelta) {
        let block = MessageStreamEvent.contentBlockStart(
            index: 0, contentBlock: ContentBlock(json: ["type": "of_tomorrow"]))
        let deltas = repeatElement(
            MessageStreamEvent.contentBlockDelta(index: 0, delta: delta), count: 1000)
        let end = failure(.init(maximumMessageBytes: 1000), [block] + deltas)
        #expect(end?.code == .messageTooLarge)
        #expect(end.map { $0.taken < 100 } == true)
    }

    @Test(arguments: growth)
    func whatIsLeftOutIsCountedToo(_ delta: ContentBlockDelta) {
        let block = MessageStreamEvent.contentBlockStart(
            index: 0, contentBlock: ContentBlock(json: ["type": "redacted_thinking", "data": "d"]))
        let deltas = repeatElement(
            MessageStreamEvent.contentBlockDelta(index: 0, delta: delta), count: 1000)
        let end = failure(.init(maximumMessageBytes: 1000), [block] + deltas)
        #expect(end?.code == .messageTooLarge)
        #expect(end.map { $0.taken < 100 } == true)
    }

    @Test func membersAreCountedWhereverTheyComeFrom() {
        let many = JSONObject((0..<100).map { ("k\($0)", JSONValue.null) })
        let limits = MessageAccumulator.Limits(maximumMembers: 50)
        let events: [MessageStreamEvent] = [
            .contentBlockStart(index: 0, contentBlock: ContentBlock(json: many)),
            .messageDelta(MessageDelta(json: many)),
            .messageDelta(MessageDelta(json: ["delta": .object(many)])),
            .messageDelta(MessageDelta(json: ["usage": .object(many)])),
        ]
        for event in events {
            #expect(failure(limits, [event])?.code == .tooManyMembers)
        }
        var accumulator = MessageAccumulator(limits: limits)
        let error = #expect(throws: MessageStreamError.self) {
            try accumulator.append(.messageStart(Message(json: many)))
        }
        #expect(error?.code == .tooManyMembers)
    }

    @Test func theMembersOfManyEventsAreCountedTogether() {
        let events = (0..<1000).lazy.map { number in
            MessageStreamEvent.messageDelta(MessageDelta(json: ["delta": ["k\(number)": 1]]))
        }
        let end = failure(.init(maximumMembers: 50), events)
        #expect(end?.code == .tooManyMembers)
        #expect(end?.taken == 50)
    }
}
