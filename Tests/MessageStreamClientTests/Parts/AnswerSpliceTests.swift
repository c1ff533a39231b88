import MessageStream
import PartialJSON
import Testing

@testable import MessageStreamClient

@Suite struct AnswerSpliceTests {
    private let reason = MessageStreamClientError(.connectionLost)

    /// What a reader gets of `events`, in short, after having read texts.
    private func read(
        _ texts: [String], isLastOpen: Bool = true, way: AnswerContinuation.Way = .prefill,
        _ events: [MessageStreamEvent]
    ) -> [String] {
        var splice = AnswerSplice(
            blocks: texts.map { .text(TextBlock(text: $0)) }, isLastOpen: isLastOpen, way: way,
            attempt: 2, reason: reason)
        return events.flatMap { splice.apply($0) }.map { event in
            switch event {
            case .contentBlockStart(let index, let block): "start \(index) \(block.type)"
            case .contentBlockDelta(let index, .text(let text)): "text \(index) \(text)"
            case .contentBlockDelta(let index, _): "delta \(index)"
            case .contentBlockStop(let index): "stop \(index)"
            case .messageStart: "message"
            case .messageDelta: "end"
            case .messageStop: "stop"
            case .ping: "ping"
            case .error: "error"
            case .unknown(let name, _): name
            }
        }
    }

    private let start = MessageStreamEvent.contentBlockStart(
        index: 0, contentBlock: .text(TextBlock(text: "")))

    private func text(_ index: Int, _ text: String) -> MessageStreamEvent {
        .contentBlockDelta(index: index, delta: .text(text))
    }

    @Test func `The open block goes on, and the marker stands in the message's place`() {
        let events: [MessageStreamEvent] = [
            .messageStart(Message(json: [:])), start, text(0, "lo"), .contentBlockStop(index: 0),
            .messageStop,
        ]
        #expect(
            read(["Hel"], events)
                == [MessageStreamContinuation.eventName, "text 0 lo", "stop 0", "stop"])
    }

    @Test func `Further blocks are counted from those that the reader has`() {
        let second = MessageStreamEvent.contentBlockStart(
            index: 1, contentBlock: .text(TextBlock(text: "")))
        #expect(
            read(
                ["a", "b"],
                [start, text(0, "c"), .contentBlockStop(index: 0), second, text(1, "d")])
                == ["text 1 c", "stop 1", "start 2 text", "text 2 d"])
        #expect(
            read(
                ["a", "b"], isLastOpen: false, [start, text(0, "c"), .contentBlockStop(index: 0)])
                == ["start 2 text", "text 2 c", "stop 2"])
    }

    @Test func `A block that the new answer does not go on with is stopped first`() {
        let tool = MessageStreamEvent.contentBlockStart(
            index: 0, contentBlock: .toolUse(ToolUseBlock(id: "t", name: "n", input: [:])))
        #expect(read(["a"], [tool]) == ["stop 0", "start 1 tool_use"])
        #expect(read(["a"], [.messageStop]) == ["stop 0", "stop"])
    }

    @Test func `Thoughts before the new answer's text are left out, and it goes on all the same`() {
        let thinking = MessageStreamEvent.contentBlockStart(
            index: 0, contentBlock: .thinking(ThinkingBlock(json: ["type": "thinking"])))
        let redacted = MessageStreamEvent.contentBlockStart(
            index: 1, contentBlock: .redactedThinking(RedactedThinkingBlock(json: [:])))
        let signature = MessageStreamEvent.contentBlockDelta(index: 0, delta: .signature("s"))
        let more = MessageStreamEvent.contentBlockStart(
            index: 2, contentBlock: .text(TextBlock(text: "")))
        let tool = MessageStreamEvent.contentBlockStart(
            index: 3, contentBlock: .toolUse(ToolUseBlock(id: "t", name: "n", input: [:])))
        let events = [
            thinking, signature, .contentBlockStop(index: 0), redacted,
            .contentBlockStop(index: 1), more, text(2, "b"), .contentBlockStop(index: 2), tool,
            .contentBlockStop(index: 3), .messageStop,
        ]
        #expect(
            read(["x", "a"], way: .userTurn, events)
                == ["text 1 b", "stop 1", "start 2 tool_use", "stop 2", "stop"])
        #expect(
            read(["a"], isLastOpen: false, way: .userTurn, events)
                == ["start 1 text", "text 1 b", "stop 1", "start 2 tool_use", "stop 2", "stop"])
    }

    @Test func `What may be a repetition comes before whatever ends it`() {
        let told = ["text 0 two", "stop 0"]
        #expect(
            read(
                ["one two three"], way: .userTurn,
                [start, text(0, "two"), .contentBlockStop(index: 0)])
                == told)
        #expect(
            read(["one two three"], way: .userTurn, [start, text(0, "two"), .ping, .messageStop])
                == ["ping", "text 0 two", "stop"])
        #expect(
            read(["one two"], way: .userTurn, [start, text(0, "two"), .contentBlockStop(index: 0)])
                == ["stop 0"])
    }

    @Test func `A block that never began is none of the reader's`() {
        #expect(
            read(["a", "b"], [text(4, "c"), .contentBlockStop(index: 4)]) == ["text 2 c", "stop 2"])
    }

    @Test(arguments: [
        ("Hello", "Hello", [" world"], " world"),
        ("Hello \n", "Hello", [" \nworld"], "world"),
        ("Hello \n", "Hello", [" ", "\n", "world"], "world"),
        ("Hello \n", "Hello", [" ", "world"], "world"),
        ("Hello \n", "Hello", ["world"], "world"),
        ("Hello \n", "Hello", ["\n\nworld"], "\n\nworld"),
        ("Hello\r\n", "Hello", ["\r", "\nworld"], "world"),
        ("你好　", "你好", ["　世界"], "世界"),
    ])
    func `White space at the cut comes once`(
        _ text: String, _ prefill: String, _ pieces: [String], _ added: String
    ) {
        var splice = AnswerSplice(
            blocks: [.text(TextBlock(text: text))], isLastOpen: true, way: .prefill, attempt: 2,
            reason: reason)
        #expect(splice.continuation.messages == [.assistant(.text(prefill))])
        let events = [start] + pieces.map { self.text(0, $0) }
        let read = events.flatMap { splice.apply($0) }.reduce(into: "") { read, event in
            if case .contentBlockDelta(0, .text(let text)) = event { read += text }
        }
        #expect(read == added)
    }

    @Test func `A marker tells the attempt, the reason and what the new request costs`() throws {
        var splice = AnswerSplice(
            blocks: [.text(TextBlock(text: "a"))], isLastOpen: true, way: .userTurn, attempt: 3,
            reason: reason)
        let message = Message(json: ["id": "msg_2", "usage": ["input_tokens": 7]])
        let marker = try #require(splice.apply(.messageStart(message)).first?.continuation)
        #expect(marker.attempt == 3)
        #expect(marker.messageID == "msg_2")
        #expect(marker.usage.inputTokens == 7)
        #expect(marker.reason == reason.message)
        #expect(MessageStreamEvent.ping.continuation == nil)
        #expect(MessageStreamEvent.unknown(name: "other", data: "{}").continuation == nil)
    }
}
