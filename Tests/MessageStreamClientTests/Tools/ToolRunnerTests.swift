#if Client && Relay
    import MessageStream
    import MessageStreamClient
    import MessageStreamReplay
    import PartialJSON
    import RequestSupport
    import Synchronization
    import Testing

    /// The tool runner against a server that plays the model.
    @Suite(.timeLimit(.minutes(5)))
    struct ToolRunnerTests {
        struct City: Decodable {
            var city: String
        }

        static let weather = ScriptedAnswer(
            .toolUse, .text("Let me ", "see."),
            .toolUse("a", "weather", #"{"city": "#, #""Oslo"}"#),
            .toolUse("b", "weather", #"{"city": "Bonn"}"#))
        static let done = ScriptedAnswer(.endTurn, .text("Take an umbrella."))

        @Test func `The results go back until the model is done`() async throws {
            try await withModel(Self.weather, Self.done) { model in
                var conversation = Conversation()
                conversation.append(user: "Rain?")
                let runner = model.runner(.weather { "sunny in \($0.city)" })
                let message = try await runner.run(&conversation)

                #expect(message.text == "Take an umbrella.")
                #expect(conversation.lastRole == .assistant)
                let requests = model.requests
                #expect(requests.count == 2)
                #expect(requests[0]["tools"]?[0]?["name"] == "weather")
                #expect(
                    requests[1]["messages"]?[2]?["content"] == [
                        [
                            "type": "tool_result", "tool_use_id": "a",
                            "content": [["type": "text", "text": "sunny in Oslo"]],
                        ],
                        [
                            "type": "tool_result", "tool_use_id": "b",
                            "content": [["type": "text", "text": "sunny in Bonn"]],
                        ],
                    ])
            }
        }

        @Test func `Tools of one turn run at the same time, and their results stay in order`()
            async throws
        {
            try await withModel(Self.weather, Self.done) { model in
                let isOsloRunning = Gate()
                let isBonnDone = Gate()
                let tool = Tool.weather { place in
                    // Each waits for the other: one after the other they would wait for ever.
                    if place.city == "Oslo" {
                        isOsloRunning.open()
                        await isBonnDone.wait()
                    } else {
                        await isOsloRunning.wait()
                        isBonnDone.open()
                    }
                    return .text(place.city)
                }
                var conversation = Conversation(messages: [.user("Rain?")])
                _ = try await model.runner(tool).run(&conversation)
                let results = model.requests[1]["messages"]?[2]?["content"]?.array ?? []
                #expect(results.map { $0["tool_use_id"] } == ["a", "b"])
            }
        }

        @Test(arguments: [1, 2])
        func `No more tools run at a time than may`(_ limit: Int) async throws {
            let answer = ScriptedAnswer(
                .toolUse, .toolUse("a", "weather", #"{"city": "1"}"#),
                .toolUse("b", "weather", #"{"city": "2"}"#),
                .toolUse("c", "weather", #"{"city": "3"}"#),
                .toolUse("d", "weather", #"{"city": "4"}"#))
            try await withModel(answer, Self.done) { model in
                let running = Mutex((now: 0, most: 0, all: 0))
                var runner = model.runner(
                    .weather { _ in
                        running.withLock {
                            $0.now += 1
                            $0.all += 1
                            $0.most = max($0.most, $0.now)
                        }
                        for _ in 0..<1_000 { await Task.yield() }
                        running.withLock { $0.now -= 1 }
                        return "fine"
                    })
                runner.maximumConcurrentTools = limit
                var conversation = Conversation(messages: [.user("Rain?")])
                _ = try await runner.run(&conversation)
                #expect(running.withLock { $0.all } == 4)
                #expect(running.withLock { $0.most } <= limit)
            }
        }

        @Test func `A tool runs when its input is complete, while the answer goes on`() async throws
        {
            // The first tool's block stops with the ninth event; then nothing comes any more.
            let stall = ReplayBehaviour(faults: [.stallAfter(events: 9)])
            try await withModel(Self.weather, behaviours: [stall]) { model in
                let hasRun = Gate()
                let runner = model.runner(
                    .weather { place in
                        hasRun.open()
                        return .text(place.city)
                    })
                let conversation = Mutex(Conversation(messages: [.user("Rain?")]))
                let task = Task {
                    var copy = conversation.withLock { $0 }
                    defer { conversation.withLock { [copy] in $0 = copy } }
                    return try await runner.run(&copy)
                }
                await hasRun.wait()
                task.cancel()
                let error = await #expect(throws: MessageStreamClientError.self) {
                    try await task.value
                }
                #expect(error?.code == .cancelled)
                _ = try await model.server.waitForClientClose()
                #expect(conversation.withLock { $0.messages.map(\.role) }.last == .user)
            }
        }

        @Test(arguments: [ToolRunner.Start.atBlockStop, .atMessageStop])
        func `Either start gives the same conversation`(_ start: ToolRunner.Start) async throws {
            let answer = ScriptedAnswer(
                .toolUse, .toolUse("a", "weather", #"{"city": "Oslo"}"#), .text("Wait."))
            try await withModel(answer, Self.done) { model in
                var runner = model.runner(.weather { .json(["place": .string($0.city)]) })
                runner.start = start
                let run = runner.events(Conversation(messages: [.user("Rain?")]))
                var events: [String] = []
                for try await event in run { events.append(event.name) }
                if start == .atMessageStop {
                    #expect(
                        events.prefix(5) == [
                            "input a", "text Wait.", "started a",
                            #"finished a {"place":"Oslo"}"#, "turn tool_use",
                        ])
                }
                #expect(events.suffix(2) == ["text Take an umbrella.", "turn end_turn"])
                #expect(run.conversation.messages.count == 4)
                #expect(run.conversation.messages.violations == [])
            }
        }

        @Test(arguments: [
            (
                ScriptedAnswer.Block.toolUse("a", "stock", "{}"),
                #"There is no tool "stock". The tools are: weather."#
            ),
            (.toolUse("a", "weather", "{}"), "The input does not fit the tool: city is missing."),
            (
                .toolUse("a", "weather", #"{"city": 1}"#),
                "The input does not fit the tool: Expected a string, found a number (at city)."
            ),
            (
                .toolUse("a", "weather", "{]"),
                "The input does not fit the tool: There is no key where one must be, at byte 1."
            ),
            (
                .toolUse("a", "weather", "[]"),
                "The input does not fit the tool: Expected an object, found an array."
            ),
            (.toolUse("a", "weather", #"{"city": "x"}"#), "the sky is closed"),
        ])
        func `What the model does wrong it is told`(
            _ block: ScriptedAnswer.Block, _ text: String
        ) async throws {
            try await withModel(ScriptedAnswer(.toolUse, block), Self.done) { model in
                var conversation = Conversation(messages: [.user("Rain?")])
                let runner = model.runner(.weather { _ in throw Closed() })
                let message = try await runner.run(&conversation)
                #expect(message.text == "Take an umbrella.")
                let result = model.requests[1]["messages"]?[2]?["content"]?[0]
                #expect(result?["is_error"] == true)
                #expect(result?["content"]?[0]?["text"]?.string == text)
                #expect(conversation.messages.violations == [])
            }
        }

        @Test func `The model is asked as often as it may be`() async throws {
            try await withModel(Self.weather) { model in
                var runner = model.runner(.weather { .text($0.city) })
                runner.maximumTurns = 3
                var conversation = Conversation(messages: [.user("Rain?")])
                let error = await #expect(throws: ToolRunnerError.self) {
                    try await runner.run(&conversation)
                }
                #expect(error?.code == .tooManyTurns)
                #expect(error?.lastMessage.toolUses.count == 2)
                #expect(error?.description == "the model still uses tools after 3 turns")
                #expect(model.requests.count == 3)
                #expect(conversation.unansweredToolUses.isEmpty)
                #expect(conversation.messages.count == 7)
            }
        }

        @Test(arguments: [StopReason.refusal, .maxTokens, .modelContextWindowExceeded])
        func `The model that stops for another reason is not asked again`(_ reason: StopReason)
            async throws
        {
            let answer = ScriptedAnswer(reason, .toolUse("a", "weather", #"{"city": "Oslo"}"#))
            try await withModel(answer) { model in
                var runner = model.runner(
                    .weather { _ in
                        Issue.record("the tool ran")
                        return "fine"
                    })
                runner.start = .atMessageStop
                var conversation = Conversation(messages: [.user("Rain?")])
                let message = try await runner.run(&conversation)
                #expect(message.stopReason == reason)
                #expect(model.requests.count == 1)
                #expect(conversation.messages.violations == [])
            }
        }

        /// What a request asks of the container, and what it asks of it in the second turn.
        private static let containers: [(JSONValue?, JSONValue)] = [
            (nil, "c_1"), ("c_0", "c_1"), ([:], ["id": "c_1"]),
            (
                ["skills": [["type": "anthropic", "skill_id": "pptx", "version": "latest"]]],
                [
                    "skills": [["type": "anthropic", "skill_id": "pptx", "version": "latest"]],
                    "id": "c_1",
                ]
            ),
            (["id": "c_0", "skills": [], "new": 1], ["id": "c_1", "skills": [], "new": 1]),
        ]

        @Test(arguments: containers)
        func `The next turn goes on in the container, with all that was asked of it`(
            _ asked: JSONValue?, _ expected: JSONValue
        ) async throws {
            var first = Self.weather
            first.container = ["id": "c_1", "expires_at": "2027-01-01T00:00:00Z"]
            try await withModel(first, Self.done) { model in
                var runner = model.runner(.weather { .text($0.city) })
                runner.request.json["container"] = asked
                var conversation = Conversation(messages: [.user("Rain?")])
                _ = try await runner.run(&conversation)
                #expect(model.requests.map { $0["container"] } == [asked, expected])
            }
        }

        @Test func `The result of a toolset's member names the toolset`() async throws {
            let answer = ScriptedAnswer(
                .toolUse,
                .toolUse("a", "weather", #"{"city": "Oslo"}"#).of(toolset: "world"),
                .toolUse("b", "unknown").of(toolset: "world"),
                .toolUse("c", "weather", #"{"city": "Bonn"}"#))
            try await withModel(answer, Self.done) { model in
                var conversation = Conversation(messages: [.user("Rain?")])
                _ = try await model.runner(.weather { .text($0.city) }).run(&conversation)
                let results = model.requests[1]["messages"]?[2]?["content"]?.array ?? []
                #expect(results.map { $0["toolset_name"] } == ["world", "world", nil])
            }
        }

        @Test func `A model that paused goes on`() async throws {
            let paused = ScriptedAnswer(.pauseTurn, .text("Searching."))
            try await withModel(paused, Self.done) { model in
                var conversation = Conversation(messages: [.user("Rain?")])
                _ = try await model.runner(.weather { .text($0.city) }).run(&conversation)
                let messages = model.requests[1]["messages"]?.array
                #expect(messages?.count == 2 && messages?[1]["role"] == "assistant")
                #expect(conversation.messages.count == 2)
            }
        }

        private struct Closed: Error, CustomStringConvertible {
            let description = "the sky is closed"
        }
    }

    extension ToolRunnerEvent {
        /// The event in few words.
        var name: String {
            switch self {
            case .text(let text): "text \(text)"
            case .thinking(let text): "thinking \(text)"
            case .toolInput(let toolUse, fragment: _): "input \(toolUse.id)"
            case .toolStarted(let toolUse): "started \(toolUse.id)"
            case .toolFinished(let toolUse, let output): "finished \(toolUse.id) \(output.text)"
            case .turnEnded(let message): "turn \(message.stopReason?.rawValue ?? "none")"
            }
        }
    }
#endif
