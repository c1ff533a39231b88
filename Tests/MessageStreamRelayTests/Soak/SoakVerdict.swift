#if Client && Relay
    import MessageStream
    import MessageStreamClient

    /// What is wrong with what came of a stream, if anything is.
    struct SoakVerdict: Sendable {
        /// How the stream ended, in words.
        private(set) var ending: String
        private(set) var problems: [String] = []

        init(_ outcome: SoakStream.Outcome, of plan: SoakPlan) async {
            ending = outcome.isLetGo ? "let go" : "no ending"
            if let error = outcome.error {
                ending = "\(error.code)"
            } else if let end = outcome.response?.ending {
                ending = end == .complete ? "complete" : "complete by its stop reason"
            }
            judgePlan(outcome, plan)
            judgeText(outcome, plan)
            judgeCount(outcome)
            if let response = outcome.response { await judgeResponse(response, outcome) }
        }

        /// What came must be what the plan says, no more and no less.
        private mutating func judgePlan(_ outcome: SoakStream.Outcome, _ plan: SoakPlan) {
            let error = outcome.error
            let message = error == nil ? outcome.response?.currentMessage : error?.partialMessage
            switch plan.outcome {
            case .whole(let withoutStop):
                let ending = MessageStreamEnding.completeByStopReason
                expect(error == nil, "failed: \(error?.description ?? "")")
                expect(message == plan.recording.whole, "not the whole message")
                expect(
                    outcome.response?.ending == (withoutStop ? ending : .complete),
                    "not the ending of a whole message")
            case .failure(let code, let events?):
                expect(error?.code == code, "not \(code): \(error?.description ?? "whole")")
                expect(
                    message == plan.recording.messages[events],
                    "not what came of \(events) events")
            case .failure(let code, nil):
                // A reset overtakes what it follows, the head of the answer included.
                let isHeadLost = error?.status == 502 && outcome.response == nil
                expect(
                    error?.code == code || isHeadLost,
                    "not \(code): \(error?.description ?? "whole")")
                expect(plan.recording.messages.contains(message), "no beginning of the message")
            case .refusal(let code, let attempts):
                expect(error?.code == code, "not \(code): \(error?.description ?? "whole")")
                expect(outcome.response == nil && message == nil, "refused and yet answered")
                expect(error?.attemptCount == attempts, "not \(attempts) attempts")
            case .interruption(let code):
                guard !outcome.isLetGo else { break }
                if let error {
                    expect(error.code == code, "not \(code): \(error)")
                    expect(plan.recording.messages.contains(message), "no beginning of the message")
                } else {
                    expect(message == plan.recording.whole, "not the whole message")
                }
            }
        }

        /// Of what was read piece by piece nothing is lost, and nothing is read twice.
        private mutating func judgeText(_ outcome: SoakStream.Outcome, _ plan: SoakPlan) {
            guard let text = outcome.text else { return }
            let beginnings = plan.recording.messages.lazy.map { $0?.text ?? "" }
            expect(beginnings.contains(text), "the text read is no beginning of the text")
            if let response = outcome.response {
                expect(text == response.currentMessage?.text ?? "", "the text read is not all")
            }
        }

        /// Only a request that was never sent has no ending that is told of.
        private mutating func judgeCount(_ outcome: SoakStream.Outcome) {
            let isUnsent = outcome.error?.attemptCount == 0
            expect(outcome.endings == (isUnsent ? 0 : 1), "\(outcome.endings) endings")
        }

        /// The ending is one, and stays.
        private mutating func judgeResponse(
            _ response: MessageStreamResponse, _ outcome: SoakStream.Outcome
        ) async {
            let (ending, message) = (response.ending, response.currentMessage)
            let isRight =
                switch ending {
                case .complete, .completeByStopReason: outcome.error == nil
                case .truncated: outcome.error?.code == .truncated
                case .cancelled: outcome.error?.code == .cancelled
                case .failed: outcome.error != nil && outcome.error?.code != .cancelled
                case nil: false
                }
            expect(isRight, "ending \(ending.map { "\($0)" } ?? "none"), but \(self.ending)")
            do throws(MessageStreamClientError) {
                let last = try await response.finalMessage()
                expect(outcome.error == nil && last == message, "a message after an error")
            } catch {
                expect(error == outcome.error, "another error afterwards: \(error)")
            }
            expect(response.ending == ending, "another ending afterwards")
            expect(response.currentMessage == message, "another message afterwards")
            if let error = outcome.error {
                expect(error.partialMessage == message, "the error has another message")
                expect(error.attemptCount == response.attempts.count, "another number of attempts")
            }
        }

        private mutating func expect(_ condition: Bool, _ problem: String) {
            if !condition { problems.append(problem) }
        }
    }
#endif
