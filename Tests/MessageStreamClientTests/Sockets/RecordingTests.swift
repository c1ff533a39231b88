#if Client && Relay
    import MessageStream
    import MessageStreamReplay
    import TestSupport
    import Testing

    @testable import MessageStreamClient

    /// What the decoder and the accumulator alone make of a recording.
    private struct Expected: Equatable {
        var message: Message?
        var isComplete: Bool
        var streamErrorCode: MessageStreamError.Code?

        init(_ bytes: [UInt8]) async {
            let body = AsyncStream<[UInt8]> { continuation in
                continuation.yield(bytes)
                continuation.finish()
            }
            let outcome = await body.messageStreamEvents().outcome()
            message = outcome.message
            isComplete = outcome.ending.isComplete
            streamErrorCode =
                if case .failed(let error) = outcome.ending { error.code } else { nil }
        }
    }

    @Suite(.timeLimit(.minutes(5))) struct RecordingTests {
        /// Reads every recording by the client, and compares.
        private func compare(_ recordings: [ReplayRecording]) async throws {
            try await Upstream.run(recordings) { upstream in
                for (number, recording) in recordings.enumerated() {
                    let expected = await Expected(recording.bytes)
                    let response = try await upstream.client.stream(
                        upstream.request,
                        options: RequestOptions(
                            retries: .never, headers: ["x-replay-recording": recording.name]))
                    let error = await finalError(response)
                    #expect((error == nil) == expected.isComplete, "\(recording.name)")
                    if let error {
                        #expect(error.partialMessage == expected.message, "\(recording.name)")
                    } else {
                        let message = try await response.finalMessage()
                        #expect(message == expected.message, "\(recording.name)")
                    }
                    #expect(response.currentMessage == expected.message, "\(recording.name)")
                    if case .failed(let error) = response.ending {
                        #expect(error.code == expected.streamErrorCode, "\(recording.name)")
                    } else {
                        #expect(expected.streamErrorCode == nil, "\(recording.name)")
                    }
                    #expect(upstream.server.receivedRequests.count == number + 1)
                }
            }
        }

        @Test(arguments: Corpus.messageFiles)
        func `The corpus gives the same messages as without a network`(_ file: String) async throws
        {
            let cases = try Corpus.cases(file)
            #expect(!cases.isEmpty)
            try await compare(
                cases.enumerated().map { ReplayRecording(name: "case-\($0)", bytes: $1.input) })
        }

        @Test(.enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)))
        func `Recorded streams give the same messages as without a network`() async throws {
            let recordings = try Conformance.messages(.anthropic).enumerated().map {
                ReplayRecording(name: "recording-\($0)", bytes: try $1.body())
            }
            #expect(!recordings.isEmpty)
            print("\(recordings.count) recorded streams")
            try await compare(recordings)
        }
    }
#endif
