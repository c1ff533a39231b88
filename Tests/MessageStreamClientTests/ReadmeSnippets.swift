#if Client && Relay
    import Logging
    import MessageStream
    import MessageStreamClient
    import MessageStreamReplay
    import PartialJSON
    import RequestSupport
    import Testing

    /// The documentation's code that uses the client, compiled; see `DocumentationTests`.
    enum ReadmeSnippets {
        static func stream(_ key: String, model: ModelName) async throws -> Message {
            // begin
            let client = MessageClient(apiKey: key)
            let request = MessageRequest(
                model: model, maxTokens: 1024, messages: [.user("Good morning!")])
            let response = try await client.stream(request)
            for try await text in response.text { print(text, terminator: "") }
            let message = try await response.finalMessage()
            // end
            return message
        }

        static func beyondStreams(
            _ client: MessageClient, _ request: MessageRequest
        ) async throws {
            // begin
            let count = try await client.countTokens(of: request)
            let message = try await client.create(request)
            let models = try await client.models(limit: 100).models
            let batch = try await client.createBatch([("question-1", request)])
            let answer = try await client.send("GET", "/v1/files", query: [("limit", "10")])
            print(count, message.text, models.map(\.id), batch.status, try answer.json)
            // end
        }

        static func failure(_ response: MessageStreamResponse) async {
            // begin
            do {
                print(try await response.finalText())
            } catch {
                print(error.code, error.requestID ?? "", error.partialMessage?.text ?? "")
            }
            // end
        }

        static func configuration(_ logger: Logger) -> MessageClient {
            // begin
            // ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, HTTPS_PROXY, NO_PROXY, …
            var configuration = MessageClient.Configuration.environment()
            configuration.defaults.timeouts.idle = .seconds(60)
            configuration.defaults.retries.continuation = .automatic
            configuration.observability.logger = logger
            let client = MessageClient(configuration: configuration)
            // end
            return client
        }

        static func turn(
            _ client: MessageClient, model: ModelName, _ conversation: inout Conversation
        ) async throws {
            // begin
            conversation.append(user: "And in Bonn?")
            let response = try await client.stream(
                conversation.request(model: model, maxTokens: 1024))
            for try await text in response.text { print(text, terminator: "") }
            conversation.append(response, keeping: .everythingSeen)  // or .completedBlocks
            // end
        }

        static func tools(
            _ client: MessageClient, model: ModelName, _ conversation: inout Conversation
        ) async throws -> Message {
            // begin
            struct Place: Decodable { var city: String }
            let weather = Tool(
                name: "weather", description: "The weather of a city.",
                inputSchema: ["type": "object", "properties": ["city": ["type": "string"]]]
            ) { (place: Place) in "It is sunny in \(place.city)." }
            let runner = ToolRunner(client: client, model: model, maxTokens: 1024, tools: [weather])
            let message = try await runner.run(&conversation)
            // end
            return message
        }

        static func options(
            _ client: MessageClient, _ request: MessageRequest
        ) async throws -> MessageStreamResponse {
            // begin
            var options = client.configuration.defaults
            options.timeouts.idle = .seconds(30)
            options.retries.maximumRetries = 5
            options.attemptHook = { attempt in
                if let delay = attempt.retryDelay { print(attempt.number, "again in", delay) }
            }
            let response = try await client.stream(request, options: options)
            // end
            return response
        }

        static func updates(
            _ client: MessageClient, _ request: MessageRequest, show: (String?) -> Void
        ) async throws -> Message {
            // begin
            let response = try await client.stream(request)
            for try await update in response.updates {
                switch update {
                case .text(_, let text, _): print(text, terminator: "")
                case .inputJSON(_, _, let snapshot, _): show(snapshot["expression"]?.string)
                case .contentBlockStop(_, let block): print(block.type)
                default: break
                }
            }
            let message = try await response.finalMessage()
            // end
            return message
        }

        static func replay(_ request: MessageRequest) async throws -> (Message, Int) {
            // begin
            let server = try await ReplayServer.start()
            server.respond(with: [.init(faults: [.status(529, retryAfterMilliseconds: 1)])])
            let client = MessageClient(configuration: .init(baseURL: server.baseURL))
            let message = try await client.stream(request).finalMessage()
            let count = server.receivedRequests.count  // 2: the client sent it again
            await server.stop()
            // end
            try await client.shutdown()
            return (message, count)
        }
    }

    @Suite struct ReadmeTests {
        @Test func `The snippets for conversations and tools take turns`() async throws {
            try await withModel(ToolRunnerTests.weather, ToolRunnerTests.done) { model in
                var conversation = Conversation()
                try await ReadmeSnippets.turn(model.client, model: "m", &conversation)
                #expect(conversation.unansweredToolUses.count == 2)
                let message = try await ReadmeSnippets.tools(
                    model.client, model: "m", &conversation)
                #expect(message.text == "Take an umbrella.")
                #expect(conversation.messages.violations == [])
            }
        }

        @Test func `The snippets for updates, options and replay do what they say`() async throws {
            try await Upstream.run([.demo]) { upstream in
                var shown: [String?] = []
                let message = try await ReadmeSnippets.updates(
                    upstream.client, upstream.request
                ) { shown.append($0) }
                #expect(shown.last == "2+2")
                let response = try await ReadmeSnippets.options(upstream.client, upstream.request)
                #expect(try await response.finalMessage() == message)
                let (replayed, count) = try await ReadmeSnippets.replay(upstream.request)
                #expect(replayed == message)
                #expect(count == 2)
            }
        }

        @Test func `The snippet for failures shows what came`() async throws {
            try await Upstream.run(
                [.answer], ReplayBehaviour(faults: [.truncated(after: 5)])
            ) { upstream in
                let response = try await upstream.client.stream(upstream.request)
                await ReadmeSnippets.failure(response)
                #expect(response.ending == .truncated)
            }
        }
    }
#endif
