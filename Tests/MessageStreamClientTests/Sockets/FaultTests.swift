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

        init(faults: [Fault]) {
            self.faults = faults
            ending = .complete
            pieces = 4
        }

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
            FaultCase(
                .stallAfter(events: 0), error: .firstByteTimeout, ending: .failed, pieces: 0),
            FaultCase(.stallAfter(events: 5), error: .idleTimeout, ending: .failed, pieces: 2),
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

    extension FaultCase {
        /// Slow where the connection is closed, so that not all is lost: AsyncHTTPClient drops what
        /// comes in the same moment as the end of the connection.
        var behaviour: ReplayBehaviour {
            let isClosed = faults.contains { fault in
                if case .closeAfter = fault { true } else { false }
            }
            return ReplayBehaviour(
                pacing: isClosed ? .eventsPerSecond(20) : .asFastAsPossible, faults: faults)
        }

        /// Short ones where a stall is to be noticed, and none elsewhere: the machine may be busy.
        var timeouts: Timeouts {
            if faults.contains(.stallBeforeHeaders) {
                return Timeouts(firstByte: .milliseconds(100), idle: nil)
            }
            // Long enough for the head to come first.
            if faults.contains(.stallAfter(events: 0)) {
                return Timeouts(firstByte: .seconds(3), idle: nil)
            }
            let isStalled = faults.contains { fault in
                if case .stallAfter = fault { true } else { false }
            }
            return Timeouts(firstByte: nil, idle: isStalled ? .seconds(3) : nil)
        }
    }

    @Suite(.timeLimit(.minutes(5))) struct FaultTests {
        @Test(arguments: FaultCase.all)
        func `Every fault has its outcome, however the answer is read`(
            _ fault: FaultCase
        ) async throws {
            try await Upstream.run([.answer], ReplayBehaviour(faults: fault.faults)) { upstream in
                await withTaskGroup(of: Void.self) { group in
                    for reading in Reading.allCases {
                        group.addTask { await check(fault, reading, upstream) }
                    }
                }
            }
        }

        private func check(
            _ fault: FaultCase, _ reading: Reading, _ upstream: Upstream
        ) async {
            let outcome = await reading.read(upstream, .timeouts(fault.timeouts))
            let comment = Comment(rawValue: "\(reading): \(outcome.error?.description ?? "whole")")
            #expect(outcome.error?.code == fault.error, comment)
            let text = ReplayRecording.answerPieces.prefix(fault.pieces).joined()
            switch reading {
            case .events, .text, .updates: #expect(outcome.text == text, comment)
            case .finalMessage, .finalText:
                #expect(outcome.text == (fault.error == nil ? text : ""), comment)
            }
            guard let response = outcome.response else {
                #expect(fault.ending == .noResponse, comment)
                #expect(outcome.error?.partialMessage == nil, comment)
                return
            }
            #expect(response.ending.map(FaultCase.Ending.init) == fault.ending, comment)
            #expect(response.status == 200, comment)
            #expect(response.requestID?.hasPrefix("req_replay_") == true, comment)
            // However it was read and however it ended, what came is there.
            #expect((response.currentMessage?.text ?? "") == text, comment)
            #expect(response.isUsageProvisional == (fault.error != nil), comment)
            #expect((outcome.error?.partialMessage?.text ?? text) == text, comment)
            #expect(response.attempts.count == 1, comment)
            // Asking again gets the same answer.
            #expect(await finalError(response)?.code == fault.error, comment)
        }

        @Test(arguments: [Fault.resetAfter(events: 5), .closeAfter(events: 5)], Reading.allCases)
        func `A connection that breaks off is a failure, whatever came through before`(
            _ fault: Fault, _ reading: Reading
        ) async throws {
            try await Upstream.run([.answer], FaultCase(faults: [fault]).behaviour) { upstream in
                let outcome = await reading.read(upstream)
                #expect(outcome.error?.code == .connectionLost)
                let came = outcome.error?.partialMessage?.text ?? ""
                #expect(ReplayRecording.answerText.hasPrefix(came))
                #expect(outcome.text == came || outcome.text.isEmpty)
                guard let response = outcome.response else { return }
                #expect(response.ending.map(FaultCase.Ending.init) == .failed)
                #expect((response.currentMessage?.text ?? "") == came)
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
