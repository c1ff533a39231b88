#if Client && Relay
    import MessageStream
    import MessageStreamClient
    import MessageStreamReplay
    import PartialJSON
    import Testing

    /// What becomes of a run that does not come to its end, and of its events.
    @Suite(.timeLimit(.minutes(5)))
    struct ToolRunFailureTests {
        @Test func `A cut answer leaves what is complete, with the results that there are`()
            async throws
        {
            // Cut inside of the second tool use.
            let cut = ReplayBehaviour(faults: [.truncated(after: 11)])
            try await withModel(
                ToolRunnerTests.weather, behaviours: Array(repeating: cut, count: 3)
            ) { model in
                var conversation = Conversation(messages: [.user("Rain?")])
                let runner = model.runner(.weather { .text($0.city) })
                let error = await #expect(throws: MessageStreamClientError.self) {
                    try await runner.run(&conversation)
                }
                #expect(error?.code == .truncated)
                #expect(
                    conversation.messages == [
                        .user("Rain?"),
                        .assistant(
                            "Let me see.",
                            .block(
                                .toolUse(
                                    ToolUseBlock(
                                        id: "a", name: "weather", input: ["city": "Oslo"])))),
                        .user(.toolResult(for: "a", [.text("Oslo")])),
                    ])
            }
        }

        @Test func `A cancelled tool has no result`() async throws {
            try await withModel(ToolRunnerTests.weather) { model in
                let isRunning = Gate()
                let never = Gate()
                let runner = model.runner(
                    .weather { place in
                        if place.city == "Bonn" { return "sun" }
                        isRunning.open()
                        await never.wait()
                        throw CancellationError()
                    })
                let run = runner.events(Conversation(messages: [.user("Rain?")]))
                let task = Task {
                    var events: [String] = []
                    for try await event in run { events.append(event.name) }
                }
                await isRunning.wait()
                task.cancel()
                let error = await #expect(throws: MessageStreamClientError.self) {
                    try await task.value
                }
                #expect(error?.code == .cancelled)
                #expect(model.requests.count == 1)
                #expect(run.conversation.messages.violations == [])
            }
        }

        @Test func `Letting the run go closes the connection`() async throws {
            let stall = ReplayBehaviour(faults: [.stallAfter(events: 4)])
            try await withModel(ToolRunnerTests.weather, behaviours: [stall]) { model in
                let runner = model.runner(.weather { .text($0.city) })
                for try await event in runner.events(Conversation(messages: [.user("Rain?")])) {
                    #expect(event.name == "text Let me ")
                    break
                }
                _ = try await model.server.waitForClientClose()
            }
        }

        @Test func `Nothing is asked before the events are read`() async throws {
            try await withModel(ToolRunnerTests.done) { (model) async throws in
                let run = model.runner().events(Conversation(messages: [.user("Hi")]))
                #expect(model.requests.isEmpty)
                var iterator = run.makeAsyncIterator()
                #expect(try await iterator.next()?.name == "text Take an umbrella.")
                #expect(try await iterator.next()?.name == "turn end_turn")
                #expect(try await iterator.next() == nil)
                #expect(try await iterator.next() == nil)
                #expect(run.conversation.lastRole == .assistant)
            }
        }

        @Test func `The events come in order, however many there are`() async throws {
            let pieces = (0..<500).map { "\($0) " }
            var answer = ScriptedAnswer(.endTurn, .text())
            answer.blocks[0].deltas = pieces.map { ["type": "text_delta", "text": .string($0)] }
            try await withModel(answer) { model in
                var text = ""
                for try await event in model.runner().events(
                    Conversation(messages: [.user("Count.")]))
                {
                    if case .text(let piece) = event { text += piece }
                }
                #expect(text == pieces.joined())
            }
        }

        @Test func `What the API refuses is thrown, and the conversation stays`() async throws {
            let refusal = ReplayBehaviour(faults: [.status(400)])
            try await withModel(ToolRunnerTests.done, behaviours: [refusal]) { model in
                let before = Conversation(messages: [.user("Hi")])
                var conversation = before
                let error = await #expect(throws: MessageStreamClientError.self) {
                    try await model.runner().run(&conversation)
                }
                #expect(error?.code == .invalidRequest)
                #expect(conversation == before)
            }
        }
    }
#endif
