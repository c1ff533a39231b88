#if Client && Relay
    import MessageStream
    import MessageStreamClient
    import MessageStreamReplay
    import PartialJSON
    import RequestSupport
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

        @Test(arguments: [Conversation.CutAnswer.completedBlocks, .everythingSeen])
        func `Who stops a run finds in its conversation what was seen of the answer`(
            _ kept: Conversation.CutAnswer
        ) async throws {
            // The text's second piece is the fourth event; then nothing comes any more.
            let stall = ReplayBehaviour(faults: [.stallAfter(events: 4)])
            try await withModel(ToolRunnerTests.weather, behaviours: [stall]) { model in
                var runner = model.runner(.weather { .text($0.city) })
                runner.cutAnswer = kept
                let run = runner.events(Conversation(messages: [.user("Rain?")]))
                let (seen, continuation) = AsyncStream.makeStream(of: String.self)
                let task = Task { () -> (Conversation, MessageStreamClientError.Code?) in
                    do {
                        for try await event in run { continuation.yield(event.name) }
                    } catch {
                        // Nothing stands between the end of the loop and this.
                        return (run.conversation, (error as? MessageStreamClientError)?.code)
                    }
                    return (run.conversation, nil)
                }
                for await name in seen where name == "text see." { break }
                task.cancel()
                let (conversation, code) = await task.value
                #expect(code == .cancelled)
                let answer: [InputMessage] =
                    kept == .everythingSeen ? [.assistant("Let me see.")] : []
                #expect(conversation.messages == [.user("Rain?")] + answer)
                _ = try await model.server.waitForClientClose()
            }
        }

        @Test func `Who stops a run while a tool runs finds the results that there are`()
            async throws
        {
            try await withModel(ToolRunnerTests.weather) { model in
                let isRunning = Gate()
                let isFree = Gate()
                let runner = model.runner(
                    .weather { place in
                        if place.city == "Bonn" { return "sun" }
                        isRunning.open()
                        // A tool that does not care: what it did is done, and said.
                        await Task { await isFree.wait() }.value
                        return "rain"
                    })
                let run = runner.events(Conversation(messages: [.user("Rain?")]))
                let task = Task { () -> Conversation in
                    do { for try await _ in run {} } catch { return run.conversation }
                    return Conversation()
                }
                await isRunning.wait()
                task.cancel()
                isFree.open()
                let messages = await task.value.messages
                #expect(messages.count == 3)
                #expect(messages.last?.content.first == .toolResult(for: "a", [.text("rain")]))
            }
        }

        @Test func `Who stops a run that waits for its reader is not kept waiting`() async throws {
            var answer = ScriptedAnswer(.endTurn, .text())
            answer.blocks[0].deltas = (0..<100).map { ["type": "text_delta", "text": "\($0) "] }
            try await withModel(answer) { (model) async throws in
                let run = model.runner().events(Conversation(messages: [.user("Count.")]))
                var iterator = run.makeAsyncIterator()
                // The run is as far ahead as it may be, or will be, and nobody reads.
                #expect(try await iterator.next()?.name == "text 0 ")
                let never = Gate()
                let task = Task {
                    await never.wait()
                    for try await _ in run {}
                }
                task.cancel()
                await #expect(throws: MessageStreamClientError.self) { try await task.value }
                await #expect(throws: MessageStreamClientError.self) { try await iterator.next() }
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
