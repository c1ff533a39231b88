#if Client && Relay
    import AsyncHTTPClient
    import MessageStream
    import MessageStreamReplay
    import NIOCore
    import NIOPosix
    import PartialJSON
    import Synchronization
    import Testing

    @testable import MessageStreamClient

    @Suite(.timeLimit(.minutes(5))) struct ConnectionTests {
        @Test(arguments: Reading.allCases, [[], [Fault.done], [.withoutMessageStop]])
        func `A message that was read to its end gives the connection back`(
            _ reading: Reading, _ faults: [Fault]
        ) async throws {
            try await Upstream.run([.answer], ReplayBehaviour(faults: faults)) { upstream in
                let made = Mutex(0)
                var configuration = HTTPClient.Configuration(upstream.client.configuration)
                configuration.http1_1ConnectionDebugInitializer = { channel in
                    made.withLock { $0 += 1 }
                    return channel.eventLoop.makeSucceededVoidFuture()
                }
                let connections = HTTPClient(configuration: configuration)
                let upstream = Upstream(
                    server: upstream.server,
                    client: MessageClient(
                        configuration: upstream.client.configuration, httpClient: connections))
                for _ in 0..<5 {
                    let outcome = await reading.read(upstream)
                    #expect(outcome.error == nil)
                }
                // The message may be over a moment before HTTP's last chunk comes; a request that is
                // made in that moment takes a second connection, and no more than that.
                #expect((1...2).contains(made.withLock { $0 }))
                try await connections.shutdown()
            }
        }

        @Test func `A connection that is left open after the message is closed, later`()
            async throws
        {
            try await Upstream.run([.answer], ReplayBehaviour(faults: [.leftOpen])) { upstream in
                let start = ContinuousClock.now
                let outcome = await Reading.text.read(upstream)
                #expect(outcome.error == nil)
                #expect(outcome.response?.ending == .complete)
                let close = try await upstream.server.waitForClientClose()
                #expect(close.time - start >= ClientExchange.restTime)
                await upstream.server.waitUntil(openConnections: 0)
            }
        }

        @Test func `Shutting down ends open streams, and twice does no harm`() async throws {
            try await Upstream.run(
                [.answer], ReplayBehaviour(faults: [.stallAfter(events: 5)])
            ) { upstream in
                let response = try await upstream.client.stream(upstream.request)
                try await upstream.client.shutdown()
                #expect(await finalError(response)?.code == .cancelled)
                try await upstream.client.shutdown()
                await #expect(throws: MessageStreamClientError.self) {
                    _ = try await upstream.client.stream(upstream.request)
                }
            }
        }

        @Test func `What the client says about itself arrives`() async throws {
            try await Upstream.run(configure: { configuration in
                configuration.headers = ["x-gateway": "g", "user-agent": "mine"]
                configuration.defaults.betas = ["a-2025", "b-2025"]
                configuration.defaults.headers = ["x-request": "r"]
            }) { upstream in
                _ = await Reading.text.read(upstream)
                let request = try #require(upstream.server.receivedRequests.first)
                #expect(request.method == "POST")
                #expect(request.path == "/v1/messages")
                #expect(request[header: "x-api-key"] == "sk-test-key")
                #expect(request[header: "authorization"] == nil)
                #expect(request[header: "anthropic-version"] == "2023-06-01")
                #expect(request[header: "content-type"] == "application/json")
                #expect(request[header: "x-gateway"] == "g")
                #expect(request[header: "user-agent"] == "mine")
                #expect(request.headers.map(\.name).filter { $0 == "user-agent" }.count == 1)
            }
        }

        @Test func `Options of a request take the place of the client's`() async throws {
            try await Upstream.run(configure: { configuration in
                configuration.credentials = .bearer(Secret("token"))
                configuration.defaults.betas = ["default"]
            }) { upstream in
                let options = RequestOptions(
                    retries: .never, betas: ["a-2025", "b-2025"], headers: ["x-request": "r"])
                _ = await Reading.text.read(upstream, options)
                let request = try #require(upstream.server.receivedRequests.first)
                #expect(request[header: "authorization"] == "Bearer token")
                #expect(request[header: "anthropic-beta"] == "a-2025,b-2025")
                #expect(request[header: "x-request"] == "r")
            }
        }

        @Test func `A body of your own is sent as it is, but for stream`() async throws {
            let body = #"{"model":"m","max_tokens":1.50,"stream":false,"x":[1e400],"messages":[]}"#
            try await Upstream.run { upstream in
                let response = try await upstream.client.stream(jsonBytes: Array(body.utf8))
                _ = try await response.finalMessage()
                let sent = try #require(upstream.server.receivedRequests.first).body
                #expect(
                    String(decoding: sent, as: UTF8.self)
                        == body.replacing(#""stream":false"#, with: #""stream":true"#))
            }
        }

        @Test(arguments: ["", "[]", "{", "{\"a\":}", "nul"])
        func `A body that is no object is refused before anything is sent`(
            _ body: String
        ) async throws {
            try await Upstream.run { upstream in
                let error = await #expect(throws: MessageStreamClientError.self) {
                    _ = try await upstream.client.stream(jsonBytes: Array(body.utf8))
                }
                #expect(error?.code == .invalidRequestBody)
                #expect(upstream.server.receivedRequests.isEmpty)
            }
        }

        @Test(arguments: [
            "", "nonsense", "ftp://127.0.0.1", "http://", "https://user:hunter22@127.0.0.1",
            "http://[::1", "http://a b",
        ])
        func `A base URL that cannot be used is told, without what may be secret in it`(
            _ baseURL: String
        ) async throws {
            let client = MessageClient(
                configuration: .init(baseURL: baseURL, credentials: .none))
            let error = await #expect(throws: MessageStreamClientError.self) {
                _ = try await client.stream(
                    MessageRequest(model: "m", maxTokens: 1, messages: []))
            }
            #expect(error?.code == .invalidConfiguration, "\(String(describing: error))")
            #expect(error?.description.contains("hunter22") == false)
            try await client.shutdown()
        }

        @Test(arguments: [1, 7])
        func `A drip of bytes is read as if it came at once`(_ size: Int) async throws {
            try await Upstream.run(
                [.answer], ReplayBehaviour(chunking: .bytes(size))
            ) { upstream in
                for reading in Reading.allCases {
                    let outcome = await reading.read(upstream)
                    #expect(outcome.error == nil)
                    #expect(outcome.text == ReplayRecording.answerText)
                }
            }
        }

        @Test(arguments: [true, false])
        func `Compressed answers are read`(_ asks: Bool) async throws {
            try await Upstream.run(
                [.answer], ReplayBehaviour(isGzipped: true),
                configure: { $0.asksForCompression = asks }
            ) { upstream in
                let outcome = await Reading.text.read(upstream)
                #expect(outcome.error == nil)
                #expect(outcome.text == ReplayRecording.answerText)
                #expect(outcome.response?.headers["content-encoding"] == (asks ? "gzip" : nil))
            }
        }

        @Test(arguments: [(200, true), (2000, false)])
        func `A compressed answer that would fill the memory is refused`(
            _ ratio: Int, _ isRefused: Bool
        ) async throws {
            let server = try await CannedServer.start(answers: [.compressionBomb])
            var configuration = MessageClient.Configuration(baseURL: server.baseURL)
            configuration.defaults.retries = .never
            configuration.maximumCompressionRatio = ratio
            let client = MessageClient(configuration: configuration)
            let response = try await client.stream(
                MessageRequest(model: "m", maxTokens: 1, messages: []))
            let error = await finalError(response)
            #expect(error?.code == (isRefused ? .compressionRatio : .truncated))
            let size = response.currentMessage?.text.utf8.count ?? 0
            #expect(size == (isRefused ? 0 : 1 << 20))
            try await client.shutdown()
            try await server.stop()
        }

        @Test func `A connection that is not made in time is not waited for`()
            async throws
        {
            // Its queue takes one connection and is never emptied.
            let full = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.backlog, value: 0)
                .serverChannelOption(.autoRead, value: false)
                .bind(host: "127.0.0.1", port: 0).get()
            let port = try #require(full.localAddress?.port)
            let address = try SocketAddress(ipAddress: "127.0.0.1", port: port)
            let first = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(to: address).get()
            var configuration = MessageClient.Configuration(
                baseURL: "http://127.0.0.1:\(port)")
            configuration.connectTimeout = .milliseconds(100)
            configuration.defaults.retries = .never
            let client = MessageClient(configuration: configuration)
            let error = await #expect(throws: MessageStreamClientError.self) {
                _ = try await client.stream(MessageRequest(model: "m", maxTokens: 1, messages: []))
            }
            #expect(error?.code == .connectTimeout, "\(String(describing: error))")
            try await client.shutdown()
            try await first.close()
            try await full.close()
        }

        @Test func `The whole call has a deadline, retries and all`() async throws {
            let slow = ReplayBehaviour(pacing: .eventsPerSecond(1))
            try await Upstream.run([.answer], slow) { upstream in
                let timeouts = Timeouts(total: .seconds(3))
                let outcome = await Reading.text.read(upstream, .timeouts(timeouts))
                #expect(outcome.error?.code == .totalTimeout)
                #expect(outcome.response?.ending?.isComplete != true)
                _ = try await upstream.server.waitForClientClose()
            }
        }

        @Test func `A stream of pings alone ends where pings do not count`() async throws {
            let pings = ReplayRecording(
                name: "pings",
                data: [#"{"type":"message_start","message":{"id":"m","content":[]}}"#]
                    + Array(repeating: #"{"type":"ping"}"#, count: 400))
            try await Upstream.run(
                [pings], ReplayBehaviour(pacing: .eventsPerSecond(50))
            ) { upstream in
                let timeouts = Timeouts(idle: .milliseconds(400), pingsCount: false)
                let outcome = await Reading.events.read(upstream, .timeouts(timeouts))
                #expect(outcome.error?.code == .idleTimeout)
            }
        }
    }
#endif
