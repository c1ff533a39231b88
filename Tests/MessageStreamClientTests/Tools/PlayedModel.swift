#if Client && Relay
    import MessageStream
    import MessageStreamClient
    import MessageStreamReplay
    import PartialJSON
    import RequestSupport

    /// A server that plays the model, and a client of it.
    struct PlayedModel: Sendable {
        var server: ReplayServer
        var client: MessageClient

        /// The bodies of the requests that came.
        var requests: [JSONValue] {
            server.receivedRequests.map { (try? JSONValue(parsing: $0.body)) ?? .null }
        }

        /// A runner that asks it.
        func runner(_ tools: Tool...) -> ToolRunner {
            ToolRunner(client: client, model: "played", maxTokens: 100, tools: tools)
        }
    }

    /// Runs `body` with a model that gives these answers, again and again.
    func withModel(
        _ answers: ScriptedAnswer..., behaviours: [ReplayBehaviour] = [],
        _ body: (PlayedModel) async throws -> Void
    ) async throws {
        let recordings = answers.enumerated().map { index, answer in
            ReplayRecording(name: "answer \(index)", bytes: answer.bytes)
        }
        let server = try await ReplayServer.start(recordings: recordings)
        server.respond(with: behaviours)
        let client = MessageClient(configuration: .init(baseURL: server.baseURL))
        do {
            try await body(PlayedModel(server: server, client: client))
        } catch {
            await server.stop()
            throw error
        }
        try await client.shutdown()
        await server.stop()
    }

    extension Tool {
        /// A tool that takes a city.
        static func weather(
            _ body: @escaping @Sendable (ToolRunnerTests.City) async throws -> ToolOutput
        ) -> Tool {
            Tool(
                name: "weather", description: "The weather of a city.",
                inputSchema: [
                    "type": "object", "properties": ["city": ["type": "string"]],
                    "required": ["city"],
                ], body: body)
        }
    }
#endif
