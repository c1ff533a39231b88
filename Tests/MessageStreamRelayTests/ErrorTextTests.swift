#if Relay
    import TestSupport
    import Testing

    @testable import MessageStreamRelay

    /// What a program may show of the relay's errors.
    @Suite("What the relay's errors say")
    struct ErrorTextTests {
        @Test func `a configuration error says itself`() {
            let error = RelayConfigurationError(.badValue, key: "relay.port", "is no port: 80a")
            #expect(
                ErrorTexts(of: error)
                    == ErrorTexts(
                        "relay.port: is no port: 80a",
                        withoutFoundation: RelayConfigurationError.self))
        }

        @Test func `a server error says itself`() {
            let error = RelayServerError(.listening, "cannot listen at 127.0.0.1:80: taken")
            #expect(
                ErrorTexts(of: error)
                    == ErrorTexts(
                        "cannot listen at 127.0.0.1:80: taken",
                        withoutFoundation: RelayServerError.self))
        }

        @Test(arguments: [
            (
                ChatAnswerStoreError.Code.answerGone,
                "the answer, or that part of it, is not kept any more"
            ),
            (.cancelled, "reading was cancelled"),
            (.unavailable, "the kept answers cannot be reached"),
        ])
        func `a store's error says itself`(_ code: ChatAnswerStoreError.Code, _ text: String) {
            #expect(
                ErrorTexts(of: ChatAnswerStoreError(code))
                    == ErrorTexts(text, withoutFoundation: ChatAnswerStoreError.self))
        }
    }
#endif
