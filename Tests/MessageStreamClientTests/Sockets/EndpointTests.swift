#if Client && Relay
    import MessageStream
    import MessageStreamClient
    import MessageStreamReplay
    import PartialJSON
    import Testing

    /// What the client asks besides streams.
    @Suite(.timeLimit(.minutes(5)))
    struct EndpointTests {
        private static let request = MessageRequest(
            model: "claude m", maxTokens: 16, messages: [.user("Hi")])
        private static let message =
            #"{"id":"msg_1","type":"message","role":"assistant","model":"m","#
            + #""content":[{"type":"text","text":"Hello"}],"stop_reason":"end_turn","usage":{}}"#

        /// A client of a server with these answers.
        private func ask<Result>(
            _ answers: [UInt8]...,
            configure: (inout MessageClient.Configuration) -> Void = { _ in },
            isolation: isolated (any Actor)? = #isolation,
            _ body: (MessageClient, CannedServer) async throws -> Result
        ) async throws -> Result {
            let server = try await CannedServer.start(answers: answers)
            var configuration = MessageClient.Configuration(
                baseURL: server.baseURL, credentials: .apiKey(Secret("sk-secret")))
            configuration.defaults.retries = RetryPolicy(
                maximumRetries: 2, initialBackoff: .milliseconds(1))
            configure(&configuration)
            let client = MessageClient(configuration: configuration)
            let result = try await body(client, server)
            try await client.shutdown()
            try await server.stop()
            return result
        }

        private static func line(_ request: String?) -> String {
            String(request?.prefix { $0 != "\r\n" } ?? "")
        }

        @Test func `a whole message is asked for without a stream`() async throws {
            try await ask(.answer(Self.message)) { client, server in
                var request = Self.request
                request.json["stream"] = true
                let message = try await client.create(request)
                #expect(message.text == "Hello")
                #expect(message.stopReason == .endTurn)
                let asked = try #require(server.requests.first)
                #expect(Self.line(asked) == "POST /v1/messages HTTP/1.1")
                #expect(asked.contains("x-api-key: sk-secret"))
                #expect(asked.contains("accept: application/json"))
                #expect(!asked.contains("\"stream\""))
            }
        }

        @Test func `tokens are counted`() async throws {
            try await ask(.answer(#"{"input_tokens":12}"#)) { client, server in
                #expect(try await client.countTokens(of: Self.request) == 12)
                let asked = try #require(server.requests.first)
                #expect(Self.line(asked) == "POST /v1/messages/count_tokens HTTP/1.1")
                #expect(!asked.contains("max_tokens"))
            }
        }

        @Test func `models are listed page by page`() async throws {
            let page = #"{"data":[{"id":"a","display_name":"A"}],"has_more":true,"last_id":"a"}"#
            try await ask(.answer(page)) { client, server in
                let page = try await client.models(limit: 1, afterID: "x&y")
                #expect(page.models.map(\.id) == ["a"])
                #expect(page.models[0].displayName == "A")
                #expect(page.hasMore && page.lastID == "a")
                #expect(
                    Self.line(server.requests.first)
                        == "GET /v1/models?limit=1&after_id=x%26y HTTP/1.1")
            }
        }

        @Test func `a batch is made, looked at, cancelled and read`() async throws {
            let batch = #"{"id":"b/1","processing_status":"in_progress","request_counts":{"a":1}}"#
            try await ask(.answer(batch)) { client, server in
                let made = try await client.createBatch([("c", Self.request)])
                #expect(made.id == "b/1" && made.status == .inProgress)
                #expect(made.counts == ["a": 1] && made.endedAt == nil)
                #expect(try await client.batch(id: "b/1") == made)
                #expect(try await client.cancelBatch(id: "b/1") == made)
                #expect(
                    server.requests.map { Self.line($0) } == [
                        "POST /v1/messages/batches HTTP/1.1",
                        "GET /v1/messages/batches/b%2F1 HTTP/1.1",
                        "POST /v1/messages/batches/b%2F1/cancel HTTP/1.1",
                    ])
                #expect(server.requests[0].contains(#"{"requests":[{"custom_id":"c","params":{"#))
            }
            let results =
                #"{"custom_id":"c","result":{"type":"succeeded","message":\#(Self.message)}}"#
                + "\n"
                + #"{"custom_id":"d","result":{"type":"errored","error":{"type":"error","error":{"type":"api_error","message":"no"}}}}"#
            try await ask(.answer(results, type: "application/x-jsonl")) { client, _ in
                let results = try await client.batchResults(id: "b")
                #expect(results.map(\.customID) == ["c", "d"])
                #expect(results.map(\.type) == ["succeeded", "errored"])
                #expect(results[0].message?.text == "Hello" && results[0].error == nil)
                #expect(results[1].message == nil && results[1].error?.message == "no")
            }
            try await ask(.answer("{}\nno JSON\n")) { client, _ in
                let error = await #expect(throws: MessageStreamClientError.self) {
                    try await client.batchResults(id: "b")
                }
                #expect(error?.message.contains("line 2") == true)
            }
        }

        @Test func `an answer that is too large is refused`() async throws {
            let head = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"
            let tooMany = MessageClient.maximumAnswerBytes + 1
            try await ask(Array(head.utf8) + [UInt8](repeating: 0x20, count: tooMany)) {
                client, _ in
                let error = await #expect(throws: MessageStreamClientError.self) {
                    try await client.send("GET", "/v1/models")
                }
                #expect(error?.code == .unreadLimit)
                #expect(error?.attemptCount == 1)
            }
        }

        @Test func `what may pass is asked again, and each attempt is told`() async throws {
            let refused: [UInt8] = .answer(
                #"{"type":"error","error":{"type":"overloaded_error","message":"Over"}}"#,
                status: 529)
            try await ask(refused, .answer(#"{"input_tokens":1}"#)) { client, server in
                let (attempts, said) = AsyncStream.makeStream(of: MessageStreamAttempt.self)
                var options = client.configuration.defaults
                options.attemptHook = { said.yield($0) }
                let count = try await client.countTokens(of: Self.request, options: options)
                #expect(count == 1)
                said.finish()
                var told: [MessageStreamAttempt] = []
                for await attempt in attempts { told.append(attempt) }
                #expect(told.map(\.status) == [529, 200])
                #expect(told[0].error?.code == .overloaded && told[0].retryDelay != nil)
                #expect(server.requests.count == 2)
            }
        }

        @Test func `what does not pass is told with all that is known, and no secret`() async throws
        {
            let refused: [UInt8] = .answer(
                #"{"type":"error","error":{"type":"invalid_request_error","message":"sk-secret?"}}"#,
                status: 400, headers: "request-id: req_1\r\n")
            try await ask(refused) { client, server in
                let error = await #expect(throws: MessageStreamClientError.self) {
                    try await client.send("GET", "/v1/x", query: [("token", "t")])
                }
                #expect(error?.code == .invalidRequest)
                #expect(error?.status == 400)
                #expect(error?.requestID == "req_1")
                #expect(error?.url == "\(server.baseURL)/v1/x")
                #expect(error?.attemptCount == 1)
                #expect(error.map { "\($0.message)\($0.body)".contains("sk-secret") } == false)
                #expect(server.requests.count == 1)
            }
        }

        @Test(arguments: ["", "no JSON", "[]", "{}", #"{"input_tokens":-1}"#, #"{"id":""}"#])
        func `an answer that is another is told`(body: String) async throws {
            try await ask(.answer(body)) { client, _ in
                func code(
                    _ ask: () async throws(MessageStreamClientError) -> Void
                ) async -> MessageStreamClientError.Code? {
                    do throws(MessageStreamClientError) {
                        try await ask()
                        return nil
                    } catch {
                        return error.code
                    }
                }
                #expect(
                    await code { () async throws(MessageStreamClientError) in
                        _ = try await client.countTokens(of: Self.request)
                    } == .unexpectedContentType)
                #expect(
                    await code { () async throws(MessageStreamClientError) in
                        _ = try await client.create(Self.request)
                    } == .unexpectedContentType)
                #expect(
                    await code { () async throws(MessageStreamClientError) in
                        _ = try await client.models()
                    } == .unexpectedContentType)
                #expect(
                    await code { () async throws(MessageStreamClientError) in
                        _ = try await client.batch(id: "b")
                    } == .unexpectedContentType)
            }
        }

        @Test func `a connection that breaks is asked again, and then told`() async throws {
            try await ask(Array("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".utf8)) {
                client, server in
                let error = await #expect(throws: MessageStreamClientError.self) {
                    try await client.send("GET", "/v1/models")
                }
                #expect(error?.code == .connectionLost)
                #expect(error?.attemptCount == 3)
                #expect(server.requests.count == 3)
            }
        }

        @Test func `paths are where the gateway has them`() async throws {
            try await ask(
                .answer(Self.message),
                configure: { configuration in
                    configuration.baseURL += "/anthropic?key=1"
                    configuration.paths.messages = "/model/{model}/invoke"
                    configuration.paths.streamedMessages = "/model/{model}/invoke-with-stream"
                }
            ) { client, server in
                _ = try await client.create(Self.request)
                _ = try? await client.stream(Self.request)
                #expect(
                    server.requests.prefix(2).map { Self.line($0) } == [
                        "POST /anthropic/model/claude%20m/invoke?key=1 HTTP/1.1",
                        "POST /anthropic/model/claude%20m/invoke-with-stream?key=1 HTTP/1.1",
                    ])
            }
        }

        @Test func `a cancelled task waits no longer`() async throws {
            try await Upstream.run([.answer], ReplayBehaviour(faults: [.stallBeforeHeaders])) {
                upstream in
                let asking = Task { try await upstream.client.create(upstream.request) }
                await upstream.server.waitUntil(requests: 1)
                asking.cancel()
                let error = await #expect(throws: MessageStreamClientError.self) {
                    try await asking.value
                }
                #expect(error?.code == .cancelled)
                _ = try await upstream.server.waitForClientClose()
            }
        }
    }
#endif
