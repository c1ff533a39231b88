import MessageStream
import PartialJSON
import Testing

/// What a program sees of an accumulator besides the messages: see also Tests/Corpus/messages.md.
struct MessageAccumulatorTests {
    private static let start = MessageStreamEvent.messageStart(
        Message(json: ["id": "m", "role": "assistant", "content": [], "usage": [:]]))
    private static let stop = MessageStreamEvent.messageStop

    private static func text(_ text: String, to index: Int = 0) -> MessageStreamEvent {
        .contentBlockDelta(index: index, delta: .text(text))
    }

    private static func input(_ fragment: String, to index: Int = 0) -> MessageStreamEvent {
        .contentBlockDelta(index: index, delta: .inputJSON(fragment))
    }

    private static func block(_ json: JSONObject, at index: Int = 0) -> MessageStreamEvent {
        .contentBlockStart(index: index, contentBlock: ContentBlock(json: json))
    }

    private static let textBlock = block(["type": "text", "text": ""])
    private static let toolUse = block(["type": "tool_use", "id": "t", "name": "n", "input": [:]])

    @Test func hasNoMessageBeforeThereIsAnythingOfOne() throws {
        var accumulator = MessageAccumulator()
        #expect(accumulator.message == nil)
        try accumulator.append(.ping)
        #expect(accumulator.message == nil)
        try accumulator.append(Self.start)
        #expect(accumulator.message?.id == "m")
        #expect(accumulator.ending == nil)
    }

    @Test func aHeldMessageStaysAsItWas() throws {
        var accumulator = MessageAccumulator()
        for event in [Self.start, Self.textBlock, Self.text("a long text, not held inline")] {
            try accumulator.append(event)
        }
        let before = accumulator.message
        try accumulator.append(Self.text("!"))
        #expect(before?.text == "a long text, not held inline")
        #expect(accumulator.message?.text == "a long text, not held inline!")
    }

    @Test func aToolInputCanBeReadWhileItArrives() throws {
        var accumulator = MessageAccumulator()
        for event in [Self.start, Self.toolUse] { try accumulator.append(event) }
        #expect(accumulator.toolInput(at: 0) == nil)
        #expect(accumulator.toolInput(at: 1) == nil)
        #expect(accumulator.toolInput(at: -1) == nil)

        try accumulator.append(Self.input(#"{"edits": [{"path": "/src/ma"#))
        let arriving = accumulator.toolInput(at: 0)
        let held = try #require(arriving)
        #expect(held.openPath == ["edits", 0, "path"])
        #expect(!held.isComplete)
        let path = { (input: ToolInput?) in input?.snapshot["edits"]?[0]?["path"]?.string }
        #expect(path(held) == "/src/ma")
        // The message leaves the open string out, as the SDKs do.
        #expect(accumulator.message?.toolUses[0].input == ["edits": [[:]]])
        #expect(accumulator.message?.toolUses[0].inputState == .incomplete)

        try accumulator.append(Self.input(#"in.swift"}]}"#))
        #expect(path(held) == "/src/ma")
        #expect(held.openPath == ["edits", 0, "path"])
        #expect(path(accumulator.toolInput(at: 0)) == "/src/main.swift")
        #expect(accumulator.toolInput(at: 0)?.isComplete == true)

        try accumulator.append(.contentBlockStop(index: 0))
        let input = accumulator.toolInput(at: 0)
        #expect(path(input) == "/src/main.swift")
        #expect(input?.openPath == [])
        #expect(input?.error == nil)
    }

    @Test func aToolInputThatIsNoJSONSaysWhyAndGoesOn() throws {
        var accumulator = MessageAccumulator()
        for event in [Self.start, Self.toolUse, Self.input(#"{"a": 1, x"#)] {
            try accumulator.append(event)
        }
        #expect(accumulator.toolInput(at: 0)?.error?.code == .expectedKey)
        #expect(accumulator.toolInput(at: 0)?.snapshot["a"]?.int == 1)
        #expect(accumulator.message?.toolUses.first?.rawInput == #"{"a": 1, x"#)

        for event in [Self.input("}"), .contentBlockStop(index: 0), Self.stop] {
            try accumulator.append(event)
        }
        let toolUse = try accumulator.finalMessage().toolUses[0]
        #expect(toolUse.input == ["INVALID_JSON": #"{"a": 1, x}"#])
        #expect(throws: JSONError.self) { try toolUse.decodeInput(as: [String: Int].self) }
        #expect(accumulator.toolInput(at: 0)?.error?.byteOffset == 9)
    }

    @Test func theTextOfAnInputIsNotKeptWhenItIsNotWanted() throws {
        var accumulator = MessageAccumulator(keepsRawToolInput: false)
        for event in [Self.start, Self.toolUse, Self.input(#"{"a": 1, x"#), Self.stop] {
            try accumulator.append(event)
        }
        let toolUse = try accumulator.finalMessage().toolUses[0]
        #expect(toolUse.rawInput == nil)
        #expect(toolUse.input == ["a": 1])
        #expect(toolUse.inputState != .complete)
    }

    @Test func aToolInputPastItsLimitIsInvalidAndTheMessageGoesOn() throws {
        let limits = MessageAccumulator.Limits(toolInput: .init(maximumBytes: 8))
        var accumulator = MessageAccumulator(limits: limits)
        for event in [Self.start, Self.toolUse, Self.input(#"{"a": "0123456789"}"#), Self.stop] {
            try accumulator.append(event)
        }
        guard case .invalid(let error) = try accumulator.finalMessage().toolUses[0].inputState
        else {
            Issue.record("the input is past its limit")
            return
        }
        #expect(error.code == .tooManyBytes)
    }

    @Test func anErrorStaysAndWhatCameBeforeStaysReadable() throws {
        var accumulator = MessageAccumulator()
        for event in [Self.start, Self.textBlock, Self.text("t")] { try accumulator.append(event) }
        var errors: [MessageStreamError] = []
        for event in [Self.text("u", to: 3), Self.text("u"), Self.stop] {
            do throws(MessageStreamError) {
                try accumulator.append(event)
            } catch {
                errors.append(error)
            }
        }
        #expect(errors.count == 3)
        #expect(Set(errors).count == 1)
        #expect(errors[0].code == .missingBlock)
        #expect(errors[0].partialMessage?.text == "t")
        #expect(
            "\(errors[0])"
                == "a delta or stop came for block 3, which never started (block 3, event 4)")
        #expect(accumulator.ending == .failed(errors[0]))
        #expect(accumulator.finish() == .failed(errors[0]))
        #expect(accumulator.message?.text == "t")
        #expect(throws: errors[0]) { try accumulator.finalMessage() }
    }

    @Test func theErrorOfTheAPIIsToldWithTheMessageSoFar() throws {
        var accumulator = MessageAccumulator()
        for event in [Self.start, Self.textBlock, Self.text("t")] { try accumulator.append(event) }
        let streamed = StreamedError(
            json: [
                "type": "error", "error": ["type": "overloaded_error", "message": "Overloaded"],
            ])
        let error = #expect(throws: MessageStreamError.self) {
            try accumulator.append(.error(streamed))
        }
        #expect(error?.code == .streamed)
        #expect(error?.streamedError?.type == .overloaded)
        #expect(error?.message == "the API sent an error: overloaded_error: Overloaded")
        #expect(error?.partialMessage?.text == "t")
    }

    @Test(
        arguments: [[:], ["error": [:]], ["error": ["type": 5]], ["error": .null]] as [JSONObject])
    func anErrorWithoutWordsIsToldToBeOne(_ json: JSONObject) {
        var accumulator = MessageAccumulator()
        let error = #expect(throws: MessageStreamError.self) {
            try accumulator.append(.error(StreamedError(json: json)))
        }
        #expect(error?.message == "the API sent an error that says nothing of itself")
    }

    @Test func anotherMessageIsNamedBesideTheFirst() throws {
        func start(_ id: String) -> MessageStreamEvent {
            .messageStart(Message(json: ["id": .string(id), "content": []]))
        }
        var accumulator = MessageAccumulator()
        let whole = MessageStreamEvent.contentBlockStop(index: 0)
        for event in [start("first"), Self.toolUse, whole, Self.block(["type": "text"], at: 1)] {
            try accumulator.append(event)
        }
        let error = #expect(throws: MessageStreamError.self) {
            try accumulator.append(start("second\u{1B}[2J"))
        }
        #expect(error?.code == .anotherMessage)
        #expect(
            error?.description
                == #"message "second\u{1B}[2J" started before message "first" had ended (event 5)"#)
        #expect(error?.partialMessage?.id == "first")
        #expect(accumulator.completedMessage?.content.count == 1)
        #expect(accumulator.ending?.isComplete == false)

        accumulator.reset()
        for event in [start(""), Self.textBlock] { try accumulator.append(event) }
        let long = #expect(throws: MessageStreamError.self) {
            try accumulator.append(start(String(repeating: "x", count: 1 << 20)))
        }
        #expect(long?.message.utf8.count ?? 0 < 300)
    }

    @Test func aStartThatComesAgainIsListed() throws {
        var accumulator = MessageAccumulator()
        for event in [Self.start, Self.textBlock, Self.start] { try accumulator.append(event) }
        #expect(accumulator.anomalies.map(\.kind) == [.repeatedMessageStart])
        #expect(accumulator.anomalies.first?.subject == "m")
        #expect(accumulator.anomalies.first?.eventNumber == 3)
        var strict = MessageAccumulator(refusesAnomalies: true)
        for event in [Self.start, Self.textBlock] { try strict.append(event) }
        let error = #expect(throws: MessageStreamError.self) { try strict.append(Self.start) }
        #expect(error?.code == .anomaly)
    }

    @Test func anErrorFromElsewhereEndsTheMessage() throws {
        var accumulator = MessageAccumulator()
        try accumulator.append(Self.start)
        let error = accumulator.fail(MessageStreamError(.framing))
        #expect(error.partialMessage?.id == "m")
        #expect(accumulator.ending == .failed(error))
        #expect(throws: error) { try accumulator.append(.ping) }
        let second = MessageStreamError(.invalidJSON)
        #expect(accumulator.fail(second) == second)
        #expect(accumulator.ending == .failed(error))
    }

    @Test func aCancelledMessageIsNoWholeMessage() throws {
        var accumulator = MessageAccumulator()
        for event in [Self.start, Self.textBlock, Self.text("t")] { try accumulator.append(event) }
        #expect(accumulator.finish(cancelled: true) == .cancelled)
        let error = #expect(throws: MessageStreamError.self) { try accumulator.finalMessage() }
        #expect(error?.code == .cancelled)
        #expect(error?.partialMessage?.text == "t")
        #expect(try accumulator.append(Self.text("u")) == nil)
        #expect(accumulator.message?.text == "t")
    }

    @Test func aCutMessageIsNoWholeMessage() throws {
        var accumulator = MessageAccumulator()
        for event in [Self.start, Self.textBlock, Self.text("t")] { try accumulator.append(event) }
        let error = #expect(throws: MessageStreamError.self) { try accumulator.finalText() }
        #expect(error?.code == .truncated)
        #expect(error?.partialMessage?.text == "t")
        #expect(accumulator.ending == .truncated)
    }

    @Test func aResetAccumulatorBeginsTheNextMessage() throws {
        var accumulator = MessageAccumulator(limits: .init(maximumBlocks: 1))
        for event in [Self.start, Self.textBlock, Self.stop] { try accumulator.append(event) }
        accumulator.reset()
        #expect(accumulator.message == nil)
        #expect(accumulator.ending == nil)
        #expect(accumulator.isUsageProvisional == true)
        for event in [Self.start, Self.textBlock, Self.text("t")] { try accumulator.append(event) }
        #expect(throws: MessageStreamError.self) {
            try accumulator.append(Self.block(["type": "text"], at: 1))
        }
        #expect(accumulator.message?.text == "t")
    }

    @Test func usageIsProvisionalUntilAMessageDeltaBringsIt() throws {
        var accumulator = MessageAccumulator()
        try accumulator.append(Self.start)
        try accumulator.append(.messageDelta(MessageDelta(json: ["delta": [:]])))
        #expect(accumulator.isUsageProvisional == true)
        try accumulator.append(
            .messageDelta(MessageDelta(json: ["delta": [:], "usage": ["output_tokens": 2]])))
        #expect(accumulator.isUsageProvisional == false)
        #expect(accumulator.message?.usage.outputTokens == 2)
    }
}
