import MessageStream
import PartialJSON
import Testing

/// What is wrong and does not end the message; the rules are in the corpus.
struct MessageAnomalyTests {
    private static let start = MessageStreamEvent.messageStart(
        Message(json: ["id": "m", "role": "assistant", "content": []]))
    private static let toolUse = MessageStreamEvent.contentBlockStart(
        index: 0,
        contentBlock: .toolUse(ToolUseBlock(id: "t", name: "n", input: [:])))
    private static let text = MessageStreamEvent.contentBlockDelta(index: 0, delta: .text("x"))

    private static func list(_ accumulator: borrowing MessageAccumulator) -> MessageAnomalies {
        accumulator.anomalies
    }

    /// The error of one more text.
    private static func failure(of accumulator: inout MessageAccumulator) -> MessageStreamError? {
        do throws(MessageStreamError) {
            try accumulator.append(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func anAnomalySaysWhatCameWhereAndWhen() throws {
        var accumulator = MessageAccumulator()
        for event in [Self.start, .ping, Self.toolUse] { try accumulator.append(event) }
        #expect(Self.list(accumulator).isEmpty)
        let update = try accumulator.append(Self.text)
        #expect(update.map { _ in true } == nil)
        let anomaly = Self.list(accumulator).first
        #expect(anomaly?.kind == .foreignDelta)
        #expect(anomaly?.blockIndex == 0)
        #expect(anomaly?.blockType == "tool_use")
        #expect(anomaly?.subject == "text_delta")
        #expect(anomaly?.eventNumber == 4)
        #expect(
            anomaly?.description
                == "a text_delta came for a tool_use block and was left out (block 0, event 4)")
        let message = accumulator.message
        #expect(message?.anomalies.map(\.subject) == ["text_delta"])
    }

    @Test func theListIsNoPartOfTheJSON() throws {
        var accumulator = MessageAccumulator()
        for event in [Self.start, Self.toolUse, Self.text] { try accumulator.append(event) }
        let arrived = accumulator.message
        let message = try #require(arrived)
        #expect(
            message.jsonText
                == #"{"id":"m","role":"assistant","content":"#
                + #"[{"type":"tool_use","id":"t","name":"n","input":{}}]}"#)
        #expect(Message(jsonValue: message.jsonValue)?.anomalies.isEmpty == true)
    }

    @Test func aStrictAccumulatorThrowsThemAndKeepsWhatCame() throws {
        var accumulator = MessageAccumulator(refusesAnomalies: true)
        for event in [Self.start, Self.toolUse] { try accumulator.append(event) }
        let error = Self.failure(of: &accumulator)
        #expect(error?.code == .anomaly)
        #expect(error?.anomaly?.blockType == "tool_use")
        #expect(error?.anomaly?.subject == "text_delta")
        #expect(
            error?.description
                == "a text_delta came for a tool_use block, and anomalies are refused (block 0, event 3)"
        )
        #expect(error?.partialMessage?.content.map(\.type) == ["tool_use"])

        accumulator.reset()
        for event in [Self.start, Self.toolUse] { try accumulator.append(event) }
        #expect(Self.failure(of: &accumulator)?.code == .anomaly)
    }

    @Test func anomaliesPastTheLimitAreCounted() throws {
        var accumulator = MessageAccumulator(limits: .init(maximumAnomalies: 3))
        for event in [Self.start, Self.toolUse] { try accumulator.append(event) }
        for _ in 0..<10 { try accumulator.append(Self.text) }
        #expect(Self.list(accumulator).map(\.eventNumber) == [3, 4, 5])
        #expect(Self.list(accumulator).omittedCount == 7)
        accumulator.reset()
        #expect(Self.list(accumulator).isEmpty)
        #expect(Self.list(accumulator).omittedCount == 0)
    }
}
