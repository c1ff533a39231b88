#if Client && Relay
    import MessageStream
    import MessageStreamReplay
    import PartialJSON
    import RequestSupport
    import Testing

    @testable import MessageStreamClient

    @Suite(.timeLimit(.minutes(5))) struct ContinuationTests {
        private let cut = ReplayRecording(name: "cut", pieces: ["One, two, ", "three.\n\n"])
        private let rest = ReplayRecording(
            name: "rest", id: "msg_2", pieces: ["\n\nFour, ", "five."])
        private let whole = "One, two, three.\n\nFour, five."

        @Test(arguments: [
            Fault.truncated(after: 5), .stallAfter(events: 5),
        ])
        func `A text that was cut goes on as one`(_ fault: Fault) async throws {
            try await Upstream.run([cut, rest]) { upstream in
                upstream.server.respond(with: [FaultCase(faults: [fault]).behaviour])
                var options = RequestOptions.retrying(2, continuation: .prefill)
                options.timeouts.idle = .seconds(3)
                let response = try await upstream.client.stream(upstream.request, options: options)
                var accumulator = MessageAccumulator()
                var markers: [MessageStreamContinuation] = []
                for try await event in response.events {
                    if let marker = event.continuation { markers.append(marker) }
                    try accumulator.append(event)
                }
                let message = try accumulator.finalMessage()
                #expect(message.text == whole)
                #expect(message == response.currentMessage)
                #expect(message.content.count == 1)
                #expect(response.ending == .complete)
                #expect(markers.map(\.attempt) == [2])
                #expect(markers.map(\.messageID) == ["msg_2"])
                #expect(response.attempts.map(\.isContinuation) == [false, true])

                let bodies = upstream.server.receivedRequests.map(\.body)
                let second = try JSONValue(parsing: bodies[1])
                #expect(
                    second["messages"]?[1] == [
                        "role": "assistant",
                        "content": [["type": "text", "text": "One, two, three."]],
                    ])
                #expect(second["messages"]?.array?.count == 2)
            }
        }

        @Test(arguments: Reading.allCases, [RetryPolicy.Continuation.prefill, .userTurn])
        func `However it is read, the text is one`(
            _ reading: Reading, _ continuation: RetryPolicy.Continuation
        ) async throws {
            try await Upstream.run([cut, rest]) { upstream in
                upstream.server.respond(
                    with: [ReplayBehaviour(faults: [.truncated(after: 5)])])
                let outcome = await reading.read(
                    upstream, .retrying(1, continuation: continuation))
                #expect(outcome.error == nil)
                #expect(outcome.text == whole)
            }
        }

        /// A text that was cut, pieces of the answer that goes on with it, and what the reader has then.
        struct Splice: Sendable, CustomTestStringConvertible {
            var continuation: RetryPolicy.Continuation
            var cut: String
            var rest: [String]
            var whole: String

            var testDescription: String { "\(continuation): \(cut)|\(rest.joined(separator: "|"))" }
        }

        @Test(arguments: [
            Splice(continuation: .prefill, cut: "One, ", rest: [" two"], whole: "One, two"),
            Splice(continuation: .prefill, cut: "One, two", rest: ["two"], whole: "One, twotwo"),
            Splice(continuation: .prefill, cut: "Hel", rest: ["lo"], whole: "Hello"),
            Splice(continuation: .userTurn, cut: "One, ", rest: [" two"], whole: "One, two"),
            Splice(continuation: .userTurn, cut: "One, tw", rest: ["t", "wo"], whole: "One, two"),
            Splice(continuation: .userTurn, cut: "One, two", rest: ["two"], whole: "One, two"),
            Splice(
                continuation: .userTurn, cut: "One, two", rest: ["One", ", two,", " three"],
                whole: "One, two, three"),
            Splice(continuation: .userTurn, cut: "Hel", rest: ["lo"], whole: "Hello"),
            Splice(continuation: .userTurn, cut: "1\n\n", rest: ["1\n", "\n2"], whole: "1\n\n2"),
            Splice(continuation: .userTurn, cut: "你好", rest: ["你好，", "世界"], whole: "你好，世界"),
        ])
        func `The seam of two answers is not to be seen`(_ line: Splice) async throws {
            let recordings = [
                ReplayRecording(name: "cut", pieces: [line.cut]),
                ReplayRecording(name: "rest", id: "msg_2", pieces: line.rest),
            ]
            for reading in [Reading.text, .updates, .finalMessage] {
                try await Upstream.run(recordings) { upstream in
                    upstream.server.respond(
                        with: [ReplayBehaviour(faults: [.truncated(after: 4)])])
                    let outcome = await reading.read(
                        upstream, .retrying(1, continuation: line.continuation))
                    #expect(outcome.error == nil)
                    #expect(outcome.text == line.whole)
                    #expect(outcome.response?.currentMessage?.content.count == 1)
                }
            }
        }

        @Test(arguments: [
            ("claude-sonnet-4-5", ["user", "assistant"]),
            ("claude-opus-4-6", ["user", "assistant", "user"]),
            ("m", ["user", "assistant", "user"]),
        ])
        func `A model is asked to go on as it is known to take it`(
            _ model: String, _ roles: [String]
        ) async throws {
            try await Upstream.run([cut, rest]) { upstream in
                upstream.server.respond(
                    with: [ReplayBehaviour(faults: [.truncated(after: 5)])])
                var request = upstream.request
                request.model = ModelName(rawValue: model)
                let response = try await upstream.client.stream(
                    request, options: .retrying(1, continuation: .automatic))
                let text = try await response.finalText()
                #expect(text == whole)
                let bodies = upstream.server.receivedRequests.map(\.body)
                let messages = try JSONValue(parsing: bodies[1])["messages"]?.array ?? []
                #expect(messages.map { $0["role"]?.string } == roles)
                if roles.last == "user" {
                    let text = messages.last?["content"]?[0]?["text"]?.string
                    #expect(text?.contains("\n\nOne, two, three.\n\n") == true)
                }
            }
        }

        @Test func `Thoughts of the answer that goes on are not in the message`() async throws {
            let thinking = ReplayRecording(
                name: "thinking",
                bytes: ScriptedAnswer(
                    .endTurn, .thinking("Where was I?"), .text("two", ", three")
                ).bytes)
            let first = ReplayRecording(name: "cut", pieces: ["One, ", "two"])
            try await Upstream.run([first, thinking]) { upstream in
                upstream.server.respond(
                    with: [ReplayBehaviour(faults: [.truncated(after: 5)])])
                var request = upstream.request
                request.thinking = .adaptive
                let response = try await upstream.client.stream(
                    request, options: .retrying(1, continuation: .automatic))
                let message = try await response.finalMessage()
                #expect(message.content == [.text(TextBlock(text: "One, two, three"))])
            }
        }

        @Test func `Each continuation is one of the retries`() async throws {
            try await Upstream.run([cut, cut]) { upstream in
                let cut = ReplayBehaviour(faults: [.truncated(after: 5)])
                upstream.server.respond(with: [cut, cut, cut])
                let outcome = await Reading.text.read(
                    upstream, .retrying(1, continuation: .prefill))
                #expect(outcome.error?.code == .truncated)
                #expect(outcome.error?.attemptCount == 2)
                #expect(outcome.response?.ending == .truncated)
                #expect(
                    outcome.text == "One, two, three.\n\nOne, two, three.\n\n")
            }
        }

        /// Answers that are cut behind the blocks, in or after their text.
        private static let uncontinued = [
            ScriptedAnswer(.endTurn, .thinking("Hm."), .text("One")),
            ScriptedAnswer(.endTurn, .text("One"), .toolUse("t", "n", "{}")),
            ScriptedAnswer(.endTurn, .toolUse("t", "n", "{}"), .text("One")),
            ScriptedAnswer(.endTurn, .serverToolUse("s"), .searchResult("s"), .text("One")),
        ]

        @Test(arguments: uncontinued, [RetryPolicy.Continuation.prefill, .userTurn, .automatic])
        func `What is more than text is not continued`(
            _ answer: ScriptedAnswer, _ continuation: RetryPolicy.Continuation
        ) async throws {
            let recording = ReplayRecording(name: "answer", bytes: answer.bytes)
            // All but the block's stop, the stop reason and the end.
            let cut = ReplayBehaviour(faults: [.truncated(after: answer.eventData.count - 3)])
            try await Upstream.run([recording], cut) { upstream in
                for reading in [Reading.finalMessage, .events, .updates] {
                    let before = upstream.server.receivedRequests.count
                    let outcome = await reading.read(
                        upstream, .retrying(2, continuation: continuation))
                    #expect(outcome.error?.code == .truncated)
                    #expect(upstream.server.receivedRequests.count == before + 1)
                }
            }
        }

        @Test(arguments: [RetryPolicy.Continuation.prefill, .userTurn, .automatic])
        func `A request with a budget for thoughts is not continued`(
            _ continuation: RetryPolicy.Continuation
        ) async throws {
            try await Upstream.run([cut]) { upstream in
                upstream.server.respond(
                    with: [ReplayBehaviour(faults: [.truncated(after: 5)])])
                var request = upstream.request
                request.thinking = .enabled(budgetTokens: 1024)
                let response = try await upstream.client.stream(
                    request, options: .retrying(2, continuation: continuation))
                #expect(await finalError(response)?.code == .truncated)
            }
        }
    }
#endif
