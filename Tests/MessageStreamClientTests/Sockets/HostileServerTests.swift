#if Client && Relay
    import MessageStream
    import Synchronization
    import TestSupport
    import Testing

    @testable import MessageStreamClient

    /// Servers that mean harm.
    @Suite(.timeLimit(.minutes(5))) struct HostileServerTests {
        @Test(arguments: [301, 302, 303, 307, 308])
        func `A redirection is an error, and nobody else gets the key`(_ status: Int) async throws {
            let other = try await CannedServer.start(answers: [
                Array("HTTP/1.1 200 OK\r\n\r\n".utf8)
            ])
            let server = try await CannedServer.start(
                answers: [
                    Array(
                        """
                        HTTP/1.1 \(status) Elsewhere\r\nlocation: \(other.baseURL)/v1/messages\r
                        content-length: 0\r\n\r\n
                        """.utf8)
                ])
            var configuration = MessageClient.Configuration(baseURL: server.baseURL)
            configuration.defaults.retries = .never
            let client = MessageClient(configuration: configuration)
            let error = await #expect(throws: MessageStreamClientError.self) {
                try await client.stream(MessageRequest(model: "m", maxTokens: 1, messages: []))
                    .finalMessage()
            }
            #expect(error?.status == status)
            try await client.shutdown()
            try await server.stop()
            try await other.stop()
        }

        /// What a server sends that says who asked.
        private static let echo = "sk-ant-very-secret"

        @Test(arguments: [
            "request-id: sk-ant-very-secret\r\ncontent-type: text/event-stream\r\n",
            "request-id: sk-ant-very-secret\r\n",
        ])
        func `An identifier that is the key is not told`(_ head: String) async throws {
            let server = try await CannedServer.start(
                answers: [Array("HTTP/1.1 200 OK\r\n\(head)connection: close\r\n\r\n".utf8)])
            var configuration = MessageClient.Configuration(
                baseURL: server.baseURL, credentials: .apiKey(Secret(Self.echo)))
            configuration.defaults.retries = .never
            let told = Mutex("")
            configuration.defaults.attemptHook = { attempt in
                told.withLock { $0 += "\(attempt)" }
            }
            let client = MessageClient(configuration: configuration)
            let error = await #expect(throws: MessageStreamClientError.self) {
                try await client.stream(MessageRequest(model: "m", maxTokens: 1, messages: []))
                    .finalMessage()
            }
            #expect(error?.requestID == "[redacted]")
            #expect(told.withLock { $0.contains("[redacted]") && !$0.contains(Self.echo) })
            try await client.shutdown()
            try await server.stop()
        }

        @Test(arguments: [
            ("overloaded_error", 3, MessageStreamClientError.Code.overloaded),
            ("invalid_request_error", 1, .invalidRequest), ("new_error", 1, .refusedByEvent),
        ])
        func `An error that comes as JSON with a status of 200 is sent again only if it may pass`(
            _ type: String, _ attempts: Int, _ code: MessageStreamClientError.Code
        ) async throws {
            let body = #"{"type":"error","error":{"type":"\#(type)","message":"Why."}}"#
            for label in ["text/event-stream", "application/json", "text/plain"] {
                let server = try await CannedServer.start(
                    answers: [
                        Array(
                            """
                            HTTP/1.1 200 OK\r\ncontent-type: \(label)\r
                            content-length: \(body.utf8.count)\r\nconnection: close\r\n\r\n\(body)
                            """.utf8)
                    ])
                var configuration = MessageClient.Configuration(baseURL: server.baseURL)
                configuration.defaults.retries.initialBackoff = .microseconds(1)
                let client = MessageClient(configuration: configuration)
                let error = await #expect(throws: MessageStreamClientError.self) {
                    try await client.stream(MessageRequest(model: "m", maxTokens: 1, messages: []))
                        .finalMessage()
                }
                #expect(error?.code == code)
                #expect(error?.message == "Why.")
                #expect(error?.attemptCount == attempts)
                #expect(error?.url == server.baseURL + "/v1/messages")
                try await client.shutdown()
                try await server.stop()
            }
        }

        @Test func `The limits of the client are those that the page states`() throws {
            let stated = try StatedLimits()
            let configuration = MessageClient.Configuration()
            for (name, number) in [
                ("ClientExchange.greatestBacklog", ClientExchange.greatestBacklog),
                ("ClientExchange.greatestRest", ClientExchange.greatestRest),
                ("MessageClient.maximumAnswerBytes", MessageClient.maximumAnswerBytes),
                (
                    "MessageStreamClientError.maximumBodyBytes",
                    MessageStreamClientError.maximumBodyBytes
                ),
                (
                    "MessageClient.Configuration.maximumCompressionRatio",
                    configuration.maximumCompressionRatio
                ),
                (
                    "MessageClient.Configuration.maximumConnections",
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
