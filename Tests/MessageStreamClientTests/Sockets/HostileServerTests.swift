#if Client && Relay
    import MessageStream
    import TestSupport
    import Testing

    @testable import MessageStreamClient

    /// Servers that mean harm.
    @Suite(.timeLimit(.minutes(5))) struct HostileServerTests {
        @Test(arguments: [301, 302, 303, 307, 308])
        func `A redirection is an error, and nobody else gets the key`(_ status: Int) async throws {
            let other = try await CannedServer.start(answer: Array("HTTP/1.1 200 OK\r\n\r\n".utf8))
            let server = try await CannedServer.start(
                answer: Array(
                    """
                    HTTP/1.1 \(status) Elsewhere\r\nlocation: \(other.baseURL)/v1/messages\r
                    content-length: 0\r\n\r\n
                    """.utf8))
            var configuration = MessageStreamClient.Configuration(baseURL: server.baseURL)
            configuration.defaults.retries = .never
            let client = MessageStreamClient(configuration: configuration)
            let error = await #expect(throws: MessageStreamClientError.self) {
                try await client.stream(MessageRequest(model: "m", maxTokens: 1, messages: []))
                    .finalMessage()
            }
            #expect(error?.status == status)
            try await client.shutdown()
            try await server.stop()
            try await other.stop()
        }

        @Test func `The limits of the client are those that the page states`() throws {
            let stated = try StatedLimits()
            let configuration = MessageStreamClient.Configuration()
            for (name, number) in [
                ("Exchange.greatestBacklog", Exchange.greatestBacklog),
                ("Exchange.greatestRest", Exchange.greatestRest),
                (
                    "MessageStreamClientError.maximumBodyBytes",
                    MessageStreamClientError.maximumBodyBytes
                ),
                (
                    "MessageStreamClient.Configuration.maximumCompressionRatio",
                    configuration.maximumCompressionRatio
                ),
                (
                    "MessageStreamClient.Configuration.maximumConnections",
                    configuration.maximumConnections
                ),
                ("ToolRunner.defaultMaximumTurns", ToolRunner.defaultMaximumTurns),
                (
                    "ToolRunner.defaultMaximumConcurrentTools",
                    ToolRunner.defaultMaximumConcurrentTools
                ),
            ] {
                #expect(stated[name] == number, "\(name)")
            }
            for (name, time) in [
                ("Timeouts.firstByte", configuration.defaults.timeouts.firstByte),
                ("Timeouts.idle", configuration.defaults.timeouts.idle),
                ("RetryPolicy.maximumRetryAfter", configuration.defaults.retries.maximumRetryAfter),
            ] {
                #expect(stated[name].map { Duration.seconds($0) } == time, "\(name)")
            }
        }
    }
#endif
