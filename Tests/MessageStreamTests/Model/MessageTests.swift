import Foundation
import MessageStream
import PartialJSON
import TestSupport
import Testing

/// A message as a value: read, written, edited, sent back.
struct MessageTests {
    private static let text = """
        {"id":"m","type":"message","role":"assistant","content":[\
        {"type":"thinking","thinking":"Hm.","signature":"s"},{"type":"text","text":"Hel"},\
        {"type":"tool_use","id":"t","name":"n","input":{"big":12345678901234567890123}},\
        {"type":"text","text":"lo"}],"model":"x","stop_reason":"of_tomorrow","stop_sequence":null,\
        "usage":{"input_tokens":3,"output_tokens":4},"beside":[1.50]}
        """

    private func message() throws -> Message {
        try #require(Message(jsonValue: JSONValue(text: Self.text)))
    }

    @Test func isWrittenAsItWasRead() throws {
        #expect(try message().jsonText == Self.text)
    }

    @Test func isRead() throws {
        let message = try message()
        #expect((message.id, message.role, message.model) == ("m", "assistant", "x"))
        #expect(message.text == "Hello")
        #expect(message.thinking == "Hm.")
        #expect(message.toolUses.map(\.name) == ["n"])
        #expect(message.stopReason == "of_tomorrow")
        #expect(message.stopSequence == nil)
        #expect(message.stopDetails == nil)
        #expect(message.usage.outputTokens == 4)
        #expect(message.container == nil)
        #expect(message.contextManagement == nil)
        #expect(message.inputTransformations == nil)
        #expect(message.diagnostics == nil)
    }

    @Test func goesIntoTheHistoryByRoleAndContent() throws {
        let input = try message().asInput
        #expect(input.object.map { Array($0.keys) } == ["role", "content"])
        #expect(input["content"] == JSONValue(text: Self.text)["content"])
    }

    @Test func contentThatIsNoListOfBlocksIsNotLost() throws {
        for text in [#"{"id":"m","content":"text"}"#, #"{"content":[{"type":"text"},1],"id":"m"}"#]
        {
            let message = try #require(Message(jsonValue: JSONValue(text: text)))
            #expect(message.content == [])
            #expect(message.jsonText == text)
        }
    }

    @Test func blocksCanBeEdited() throws {
        var message = try message()
        guard case .text(var block) = message.content[1] else {
            Issue.record("the second block is a text")
            return
        }
        block.text = "Yel"
        block.citations = [Citation(json: ["type": "of_tomorrow"])]
        message.content[1] = .text(block)
        message.content.remove(at: 0)
        #expect(message.text == "Yello")
        #expect(
            message.content[0].jsonText
                == #"{"type":"text","text":"Yel","citations":[{"type":"of_tomorrow"}]}"#)
    }

    @Test func goesThroughCoders() throws {
        let message = try message()
        let encoder = JSONEncoder()
        let decoded = try JSONDecoder().decode(Message.self, from: encoder.encode(message))
        #expect(decoded.text == message.text)
        #expect(decoded.stopReason == message.stopReason)

        var parser = PartialJSONParser()
        try parser.append(Self.text)
        // Our own decoder keeps digits and order.
        let exact = try parser.finish().decode(Message.self)
        #expect(exact.jsonText == Self.text)
        #expect(exact == message)
    }

    @Test func whatIsNoObjectIsNoMessage() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Message.self, from: Data("[]".utf8))
        }
    }

    @Test func openCodesAreStrings() throws {
        let reasons = try JSONDecoder().decode(
            [StopReason].self, from: Data(#"["end_turn","of_tomorrow"]"#.utf8))
        #expect(reasons == [.endTurn, "of_tomorrow"])
        #expect(reasons.map(\.description) == ["end_turn", "of_tomorrow"])
        #expect(
            String(decoding: try JSONEncoder().encode(reasons), as: UTF8.self)
                == #"["end_turn","of_tomorrow"]"#)
        #expect(StopReason(jsonValue: 1) == nil)
        #expect(StopReason.maxTokens.jsonValue == "max_tokens")
    }

    @Test(
        .enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)),
        arguments: MessageFixtureTests.accepted)
    func messagesOfTheSDKAreWrittenAsTheyWereRead(_ fixture: MessageFixture) throws {
        let value = try fixture.message(beta: fixture.hasBetaMessage)
        let message = try #require(Message(jsonValue: value))
        #expect(message.jsonValue == value)
        for block in message.content {
            if case .unknown(let block) = block { Issue.record("\(block.type) is not typed") }
        }
    }
}
