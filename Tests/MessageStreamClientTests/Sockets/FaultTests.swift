#if Client && Relay
    import MessageStream
    import MessageStreamReplay
    import Testing

    @testable import MessageStreamClient

    /// What a fault comes to.
    struct FaultCase: Sendable, CustomTestStringConvertible {
        /// How a stream ended, without its details.
        enum Ending: Sendable {
            case complete, completeByStopReason, truncated, failed
            /// The call failed before there was a response.
            case noResponse
        }

        var faults: [Fault]
        var error: MessageStreamClientError.Code?
        var ending: Ending
        /// How many of the four pieces of text a reader gets.
        var pieces: Int

        var testDescription: String { faults.map(\.description).joined(separator: ", ") }

        init(
            _ faults: Fault..., error: MessageStreamClientError.Code? = nil, ending: Ending,
            pieces: Int = 4
        ) {
            self.faults = faults
            self.error = error
            self.ending = ending
            self.pieces = pieces
        }

        static let all = [
            FaultCase(.status(400), error: .invalidRequest, ending: .noResponse, pieces: 0),
            FaultCase(.status(401), error: .authentication, ending: .noResponse, pieces: 0),
            FaultCase(.status(402), error: .billing, ending: .noResponse, pieces: 0),
            FaultCase(.status(403), error: .permission, ending: .noResponse, pieces: 0),
            FaultCase(.status(404), error: .notFound, ending: .noResponse, pieces: 0),
            FaultCase(.status(413), error: .requestTooLarge, ending: .noResponse, pieces: 0),
            FaultCase(.status(429), error: .rateLimit, ending: .noResponse, pieces: 0),
            FaultCase(.status(500), error: .api, ending: .noResponse, pieces: 0),
            FaultCase(.status(503), error: .api, ending: .noResponse, pieces: 0),
            FaultCase(.status(529), error: .overloaded, ending: .noResponse, pieces: 0),
            FaultCase(.html, error: .unexpectedContentType, ending: .noResponse, pieces: 0),
            FaultCase(.json, error: .unexpectedContentType, ending: .noResponse, pieces: 0),
            FaultCase(.resetBeforeHeaders, error: .connectionLost, ending: .noResponse, pieces: 0),
            FaultCase(
                .stallBeforeHeaders, error: .firstByteTimeout, ending: .noResponse, pieces: 0),
            FaultCase(.stallAfter(events: 0), error: .firstByteTimeout, ending: .failed, pieces: 0),
            FaultCase(.stallAfter(events: 5), error: .idleTimeout, ending: .failed, pieces: 2),
            FaultCase(.closeAfter(events: 5), error: .connectionLost, ending: .failed, pieces: 2),
            FaultCase(
                .errorEvent(type: "overloaded_error", at: 5), error: .overloaded, ending: .failed,
                pieces: 2),
            FaultCase(
                .errorEvent(type: "api_error", at: 1), error: .api, ending: .failed, pieces: 0),
            FaultCase(
                .errorEvent(type: "new_error", at: 5), error: .refusedByEvent, ending: .failed,
                pieces: 2),
            FaultCase(.truncated(after: 0), error: .truncated, ending: .failed, pieces: 0),
            FaultCase(.truncated(after: 5), error: .truncated, ending: .truncated, pieces: 2),
            FaultCase(
                .truncated(after: 5), .done, error: .truncated, ending: .truncated, pieces: 2),
            // All but message_stop: the stop reason makes it whole, whatever the network does then.
            FaultCase(.withoutMessageStop, ending: .completeByStopReason),
            FaultCase(.withoutMessageStop, .done, ending: .completeByStopReason),
            FaultCase(.closeAfter(events: 9), ending: .completeByStopReason),
            FaultCase(.stallAfter(events: 9), ending: .completeByStopReason),
            FaultCase(.leftOpen, ending: .complete),
            FaultCase(.withoutEventLines, ending: .complete),
            FaultCase(.carriageReturns, ending: .complete),
            FaultCase(.byteOrderMark, ending: .complete),
            FaultCase(.done, ending: .complete),
            FaultCase(
                .withoutEventLines, .carriageReturns, .byteOrderMark, .done, .leftOpen,
                ending: .complete),
        ]
    }

    @Suite(.timeLimit(.minutes(2))) struct FaultTests {
        /// Short enough for a test, long enough for a busy machine to send what is there.
        private let timeouts = Timeouts(firstByte: .seconds(1), idle: .seconds(1))

        @Test(arguments: FaultCase.all, Reading.allCases)
        func `Every fault has its outcome, however the answer is read`(
            _ fault: FaultCase, _ reading: Reading
        ) async throws {
            try await Upstream.run([.answer], ReplayBehaviour(faults: fault.faults)) { upstream in
                let outcome = await reading.read(upstream, .timeouts(timeouts))
                #expect(outcome.error?.code == fault.error, "\(String(describing: outcome.error))")
                let text = ReplayRecording.answerPieces.prefix(fault.pieces).joined()
                switch reading {
                case .events, .text, .updates: #expect(outcome.text == text)
                case .finalMessage, .finalText:
                    #expect(outcome.text == (fault.error == nil ? text : ""))
                }
                guard let response = outcome.response else {
                    #expect(fault.ending == .noResponse)
                    #expect(outcome.error?.partialMessage == nil)
                    return
                }
                #expect(response.ending.map(FaultCase.Ending.init) == fault.ending)
                #expect(response.status == 200)
                #expect(response.requestID == "req_replay_1")
                // However it was read and however it ended, what came is there.
                #expect((response.currentMessage?.text ?? "") == text)
                #expect(response.isUsageProvisional == (fault.error != nil))
                #expect(outcome.error?.partialMessage?.text ?? text == text)
                #expect(response.attempts.count == 1)
                // Asking again gets the same answer.
                #expect(await finalError(response)?.code == fault.error)
            }
        }
    }

    /// What asking for the final message throws.
    func finalError(_ response: MessageStreamResponse) async -> MessageStreamClientError? {
        do throws(MessageStreamClientError) {
            _ = try await response.finalMessage()
            return nil
        } catch {
            return error
        }
    }

    extension FaultCase.Ending {
        init(_ ending: MessageStreamEnding) {
            self =
                switch ending {
                case .complete: .complete
                case .completeByStopReason: .completeByStopReason
                case .truncated: .truncated
                case .cancelled, .failed: .failed
                }
        }
    }
#endif
