import MessageRequests
import MessageStream
import PartialJSON
import RequestSupport
import Testing

/// What a conversation keeps of an answer that was cut, at every place at which it can be.
@Suite struct CutAnswerTests {
    static let answer = ScriptedAnswer(
        .toolUse, .thinking("Hm."), .text("I ", "look"), .serverToolUse("s"), .searchResult("s"),
        .text(" ", "\n"), .toolUse("a", "weather", #"{"city": "#, #""Oslo"}"#), .thinking("So."),
        .toolUse("b", "weather", "[", "1]"), .text("Done."))

    @Test(arguments: 0...answer.eventData.count, [true, false])
    func theNextRequestKeepsTheRules(_ events: Int, _ keepsAll: Bool) throws {
        let accumulator = try Self.answer.accumulator(events: events)
        let kept = keepsAll ? accumulator.message : accumulator.completedMessage
        var conversation = Conversation()
        conversation.append(user: "What is the weather?")
        if let kept { conversation.append(cut: kept) }
        #expect(conversation.messages.violations == [])
        conversation.append(user: "Go on.")
        #expect(conversation.messages.violations == [])
        #expect(conversation.messages.first?.role == .user)
        #expect(conversation.messages.last?.content.last == "Go on.")
    }

    @Test(arguments: [
        (5, "", ""), (7, "", "I "), (8, "", "I look"), (9, "I look", "I look"),
    ])
    func aTextIsKeptOnceItIsCompleteOrAsFarAsItWasSeen(
        _ events: Int, _ completed: String, _ seen: String
    ) throws {
        let accumulator = try Self.answer.accumulator(events: events)
        let expected = [(accumulator.completedMessage, completed), (accumulator.message, seen)]
        for (message, text) in expected {
            var conversation = Conversation()
            conversation.append(user: "?")
            conversation.append(cut: try #require(message))
            conversation.append(user: "!")
            let texts = conversation.messages.filter { $0.role == .assistant }
                .flatMap(\.content).compactMap { $0.json["text"]?.string }
            #expect(texts.joined() == text)
        }
    }

    @Test(arguments: [
        #""signature":"""#, #""signature":" \n""#, #""signature":null"#, #""other":1"#,
    ])
    func thoughtsThatAreNotSignedDoNotGoBack(_ signature: String) throws {
        let json = """
            {"id":"m","type":"message","role":"assistant","model":"x","stop_reason":"end_turn",\
            "content":[{"type":"thinking","thinking":"Hm.",\(signature)},\
            {"type":"thinking","thinking":"So.","signature":"s"},{"type":"text","text":"Yes."}],\
            "usage":{"input_tokens":1,"output_tokens":1}}
            """
        let message = Message(json: try #require(try JSONValue(parsing: json).object))
        for isCut in [false, true] {
            var conversation = Conversation()
            conversation.append(user: "?")
            if isCut { conversation.append(cut: message) } else { conversation.append(message) }
            let content = try #require(conversation.messages.last).content
            #expect(content.compactMap { $0.json["thinking"]?.string } == ["So."])
            #expect(content.last?.json["text"] == "Yes.")
        }
    }

    @Test func aToolUseWithAWholeInputIsKeptAndAnswered() throws {
        let events = 1 + 4 + 4 + 3 + 2 + 4 + 4
        var conversation = Conversation()
        let message = try Self.answer.accumulator(events: events).completedMessage
        conversation.append(cut: try #require(message))
        #expect(conversation.unansweredToolUses.map(\.id) == ["a"])
        #expect(
            conversation.messages.last
                == .user(.toolResult(for: "a", "The tool was not run.", isError: true)))
    }

    @Test func theCompletedMessageOfAWholeOneIsAllOfIt() throws {
        let accumulator = try Self.answer.accumulator()
        let (completed, whole) = (accumulator.completedMessage, accumulator.message)
        #expect(completed == whole)
        #expect(whole?.content.count == 9)
    }

    @Test func anAnswerThatTheModelIsToGoOnWithEndsWithoutWhiteSpace() throws {
        let answer = ScriptedAnswer(.endTurn, .text("One, two, ", "three"))
        let message = try answer.accumulator(events: 3).message
        var conversation = Conversation()
        conversation.append(user: "Count.")
        conversation.append(cut: try #require(message))
        #expect(conversation.messages.last == .assistant("One, two,"))
        conversation.append(user: "Go on.")
        #expect(conversation.messages[1] == .assistant("One, two, "))
    }
}
