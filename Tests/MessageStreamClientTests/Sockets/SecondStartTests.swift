#if Client && Relay
    import MessageStream
    import MessageStreamClient
    import MessageStreamReplay
    import PartialJSON
    import Testing

    /// Answers in which a message starts a second time, and signs of life that carry nothing.
    @Suite(.timeLimit(.minutes(5))) struct SecondStartTests {
        private static func start(_ id: String, input: Int = 3) -> String {
            #"{"type":"message_start","message":{"id":"\#(id)","type":"message","#
                + #""role":"assistant","content":[],"model":"model \#(id)","#
                + #""usage":{"input_tokens":\#(input),"output_tokens":1}}}"#
        }
        private static let toolUse =
            #"{"type":"tool_use","id":"toolu_1","name":"weather","input":{}}"#
        private static func blockStart(_ index: Int, _ block: String) -> String {
            #"{"type":"content_block_start","index":\#(index),"content_block":\#(block)}"#
        }
        private static func text(_ index: Int, _ text: String) -> [String] {
            [
                blockStart(index, #"{"type":"text","text":""}"#),
                #"{"type":"content_block_delta","index":\#(index),"#
                    + #""delta":{"type":"text_delta","text":"\#(text)"}}"#,
            ]
        }
        private static func blockStop(_ index: Int) -> String {
            #"{"type":"content_block_stop","index":\#(index)}"#
        }
        private static func end(_ reason: String = "end_turn") -> [String] {
            [
                #"{"type":"message_delta","delta":{"stop_reason":"\#(reason)"},"#
                    + #""usage":{"output_tokens":5}}"#, #"{"type":"message_stop"}"#,
            ]
        }

        private static let mixed = ReplayRecording(
            name: "mixed",
            data: [start("msg_first")] + text(0, "First") + [start("msg_second")]
                + text(1, " second.") + [blockStop(1)] + end())
        private static let restarted = ReplayRecording(
            name: "restarted",
            data: [start("msg_first"), start("msg_second", input: 9000)] + text(0, "Second.")
                + [blockStop(0)] + end())

        @Test(arguments: Reading.allCases)
        func `two answers that were mixed are an error that names both`(
            _ reading: Reading
        ) async throws {
            try await Upstream.run([Self.mixed]) { upstream in
                let outcome = await reading.read(upstream, .retrying(2))
                let error = try #require(outcome.error)
                #expect(error.code == .stream)
                #expect(error.streamError?.code == .anotherMessage)
                #expect("\(error)".contains("msg_first") && "\(error)".contains("msg_second"))
                #expect(error.partialMessage?.id == "msg_first")
                #expect(error.partialMessage?.text == "First")
                #expect(outcome.response?.ending?.isComplete == false)
                // Content was delivered, with which a new answer would have nothing in common.
                #expect(upstream.server.receivedRequests.count == 1)
            }
        }

        @Test func `a mixed answer is one that may be continued`() async throws {
            let rest = ReplayRecording(
                name: "rest", data: [Self.start("msg_third")] + Self.text(0, " third.") + Self.end()
            )
            try await Upstream.run([Self.mixed, rest]) { upstream in
                let outcome = await Reading.finalMessage.read(
                    upstream, .retrying(1, continuation: .prefill))
                #expect(outcome.error == nil)
                #expect(outcome.text == "First third.")
                #expect(outcome.response?.attempts.count == 2)
            }
        }

        @Test func `the answer that goes on with another is held to the rules itself`()
            async throws
        {
            let cut = ReplayRecording(
                name: "cut", data: [Self.start("msg_cut")] + Self.text(0, "Cut, "))
            try await Upstream.run([cut, Self.mixed]) { upstream in
                let outcome = await Reading.finalMessage.read(
                    upstream, .retrying(1, continuation: .prefill))
                let error = try #require(outcome.error)
                #expect(error.streamError?.code == .anotherMessage)
                #expect("\(error)".contains("msg_second"))
                #expect(error.partialMessage?.text == "Cut, First")
            }
        }

        @Test(arguments: Reading.allCases)
        func `before any block another message takes the place of the first`(
            _ reading: Reading
        ) async throws {
            try await Upstream.run([Self.restarted]) { upstream in
                let outcome = await reading.read(upstream)
                #expect(outcome.error == nil)
                #expect(outcome.text == "Second.")
                let message = try #require(outcome.response?.currentMessage)
                #expect(message.id == "msg_second" && message.model == "model msg_second")
                #expect(message.usage.inputTokens == 9000)
            }
        }

        @Test func `who accumulates the events of a retry has the second message alone`()
            async throws
        {
            let cut = ReplayRecording(name: "cut", data: [Self.start("msg_cut")])
            try await Upstream.run([cut, Self.restarted]) { upstream in
                let response = try await upstream.client.stream(
                    upstream.request, options: .retrying(1))
                var accumulator = MessageAccumulator()
                for try await event in response.events { try accumulator.append(event) }
                let message = try accumulator.finalMessage()
                #expect(message.id == "msg_second" && message.usage.inputTokens == 9000)
                #expect(message == response.currentMessage)
            }
        }

        @Test(arguments: [ToolRunner.Start.atBlockStop, .atMessageStop])
        func `no tool of a mixed answer is run`(_ start: ToolRunner.Start) async throws {
            let recording = ReplayRecording(
                name: "tools",
                data: [
                    Self.start("msg_first"), Self.blockStart(0, Self.toolUse),
                    Self.start("msg_second"), Self.blockStop(0),
                    Self.blockStart(1, Self.toolUse), Self.blockStop(1),
                ] + Self.end("tool_use"))
            try await Upstream.run([recording]) { upstream in
                let weather = Tool.weather { _ in
                    Issue.record("the tool was run")
                    return "mild"
                }
                var runner = ToolRunner(
                    client: upstream.client, model: "m", maxTokens: 100, tools: [weather])
                runner.start = start
                var conversation = Conversation()
                conversation.append(user: "Hi")
                let error = await #expect(throws: MessageStreamClientError.self) {
                    _ = try await runner.run(&conversation)
                }
                #expect(error?.streamError?.code == .anotherMessage)
                #expect(upstream.server.receivedRequests.count == 1)
            }
        }

        @Test(arguments: ["data:\n\n", "data: ping\n\n", "event: ping\ndata: ping\n\n"])
        func `signs of life end no answer`(_ sign: String) async throws {
            let events = String(decoding: ReplayRecording.answer.bytes, as: UTF8.self)
            let bytes = Array(events.replacing("\n\n", with: "\n\n" + sign).utf8)
            try await Upstream.run([ReplayRecording(name: "signs", bytes: bytes)]) { upstream in
                let outcome = await Reading.text.read(upstream)
                #expect(outcome.error == nil)
                #expect(outcome.text == ReplayRecording.answerText)
                #expect(outcome.response?.ending == .complete)
            }
        }

        @Test func `an empty stop reason is none, and one beside the delta is one`() async throws {
            let start = [Self.start("m")] + Self.text(0, "t")
            for (delta, isWhole) in [
                (#""delta":{"stop_reason":""}"#, false),
                (#""delta":{"stop_reason":""},"stop_reason":"end_turn""#, true),
            ] {
                let recording = ReplayRecording(
                    name: "reason", data: start + [#"{"type":"message_delta",\#(delta)}"#])
                try await Upstream.run([recording]) { upstream in
                    let outcome = await Reading.finalMessage.read(upstream)
                    #expect((outcome.error == nil) == isWhole)
                    #expect(isWhole || outcome.error?.code == .truncated)
                }
            }
        }
    }
#endif
