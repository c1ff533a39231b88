#if Client && Relay
    import MessageStream
    import MessageStreamClient

    /// A way to read an answer to its end.
    enum Reading: String, Sendable, CaseIterable {
        case events, text, updates, finalMessage, finalText

        /// What came of it: the text that the reader got, and how reading ended.
        struct Outcome: Sendable {
            var text = ""
            var error: MessageStreamClientError?
            var response: MessageStreamResponse?
        }

        /// Sends a request and reads the answer.
        func read(_ upstream: Upstream, _ options: RequestOptions? = nil) async -> Outcome {
            var outcome = Outcome()
            do throws(MessageStreamClientError) {
                let response = try await upstream.client.stream(upstream.request, options: options)
                outcome.response = response
                try await read(response, into: &outcome.text)
            } catch {
                outcome.error = error
            }
            return outcome
        }

        func read(
            _ response: MessageStreamResponse, into text: inout String
        ) async throws(MessageStreamClientError) {
            switch self {
            case .events:
                for try await event in response.events {
                    if case .contentBlockDelta(_, .text(let piece)) = event { text += piece }
                }
            case .text:
                for try await piece in response.text { text += piece }
            case .updates:
                for try await update in response.updates {
                    if case .text(_, _, let snapshot) = update { text = snapshot }
                }
            case .finalMessage: text = try await response.finalMessage().text
            case .finalText: text = try await response.finalText()
            }
        }
    }
#endif
