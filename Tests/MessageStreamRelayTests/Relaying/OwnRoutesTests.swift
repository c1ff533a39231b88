#if Relay
    import Hummingbird
    import Logging
    import MessageStreamRelay
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// A server that is a relay, too.
    @Suite(.timeLimit(.minutes(5)))
    struct OwnRoutesTests {
        @Test func `routes of one's own get every path that the relay has no use for`()
            async throws
        {
            let upstream = try await ReplayServer.start()
            var configuration = RelayConfiguration()
            configuration.port = 0
            configuration.accessLog = .off
            configuration.upstreams = [
                .init(name: "api", scheme: .http, host: "127.0.0.1", port: upstream.port)
            ]
            let router = Router()
            router.get("/hello") { _, _ in "Hello" }
            router.get("/health") { _, _ in "never asked" }
            router.post("/echo") { request, _ in
                Response(
                    status: .ok,
                    body: .init(byteBuffer: try await request.body.collect(upTo: 1 << 10)))
            }
            router.post("/v1/messages") { _, _ in "never asked" }
            router.get("/missing") { _, _ -> String in throw HTTPError(.forbidden) }
            let relay = try await RelayServer.start(
                configuration, routes: router.buildResponder(),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let connection = try RawConnection(port: relay.port)
            var responses: [RawResponse] = []
            for (line, body) in [
                ("GET /hello", nil), ("GET /hello?name=x", nil), ("POST /echo", "back"),
                ("GET /health", nil),
                ("POST /v1/messages", #"{"stream":true}"#), ("GET /nowhere", nil),
                ("GET /missing", nil), ("GET /v1/messages", nil), ("GET /", nil),
            ] {
                try connection.request(line, body: body)
                responses.append(try await connection.response().0)
            }
            #expect(responses.map(\.status) == [200, 200, 200, 200, 200, 404, 403, 405, 200])
            #expect(
                responses.prefix(4).map(\.text)
                    == ["Hello", "Hello", "back", #"{"status":"ok"}"#])
            #expect(responses[4].body == ReplayRecording.demo.bytes)
            await relay.stop()
            await upstream.stop()
        }
    }
#endif
