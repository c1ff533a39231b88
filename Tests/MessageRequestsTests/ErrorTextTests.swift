import MessageRequests
import TestSupport
import Testing

/// What an app may show of this module's errors.
@Suite struct RequestErrorTextTests {
    @Test func aClientErrorSaysItself() {
        var error = MessageStreamClientError(.overloaded, message: "Overloaded")
        error.status = 529
        error.requestID = "req_1"
        error.attemptCount = 3
        #expect(
            ErrorTexts(of: error)
                == ErrorTexts(
                    "the API is overloaded: Overloaded (status 529, request req_1, 3 attempts)",
                    withoutFoundation: MessageStreamClientError.self))
        #expect(
            ErrorTexts(of: MessageStreamClientError(.cancelled))
                == ErrorTexts(
                    "the call was cancelled", withoutFoundation: MessageStreamClientError.self))
    }

    @Test(arguments: [
        (ConversationError.Code.noToolResult, nil, "the content is no result of a tool"),
        (.unknownToolUse, "toolu_1", "the last answer has no such tool use (toolu_1)"),
        (.answeredToolUse, "toolu_1", "the tool use has its result already (toolu_1)"),
    ])
    func aConversationErrorSaysItself(
        _ code: ConversationError.Code, _ toolUseID: String?, _ text: String
    ) {
        #expect(
            ErrorTexts(of: ConversationError(code, toolUseID: toolUseID))
                == ErrorTexts(text, withoutFoundation: ConversationError.self))
    }
}
