import MessageStream
import PartialJSON
import TestSupport
import Testing

@testable import MessageStreamClient

/// What an app may show of the client's errors.
@Suite struct ErrorTextTests {
    @Test func aToolRunnerErrorSaysItself() {
        let error = ToolRunnerError(
            .tooManyTurns, lastMessage: Message(json: ["id": "m"]), turns: 25)
        #expect(
            ErrorTexts(of: error)
                == ErrorTexts(
                    "the model still uses tools after 25 turns",
                    withoutFoundation: ToolRunnerError.self))
    }
}
