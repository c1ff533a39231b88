#if Relay
    import Logging
    import MessageStreamRelay
    import MessageStreamReplay
    import Synchronization
    import TestSupport
    import Testing

    /// The limit of a drain, with many streams open.
    @Suite(.timeLimit(.minutes(5)))
    struct DrainTests {
        /// Notes how requests ended.
        private final class Endings: LogHandler, Sendable {
            let all = Mutex<[String]>([])
            var metadata: Logger.Metadata {
                get { [:] }
                set {}
            }
            var logLevel: Logger.Level {
                get { .info }
                set {}
            }
            subscript(metadataKey key: String) -> Logger.Metadata.Value? {
                get { nil }
                set {}
            }
            func log(event: LogEvent) {
                if case .string(let ending)? = event.metadata?["ending"] {
                    all.withLock { $0.append(ending) }
                }
            }
        }

        @Test func `a message that has stopped is whole, though its body has not ended`()
            async throws
        {
            let events = """
                data: {"type":"message_start","message":{"id":"m","content":[]}}

                data: {"type":"message_delta","delta":{"stop_reason":"end_turn"}}

                data: {"type":"message_stop"}


                """
            let upstream = try await RawUpstream { _, _ in
                .init(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
                        + "transfer-encoding: chunked\r\n\r\n"
                        + String(events.utf8.count, radix: 16) + "\r\n\(events)\r\n")
            }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let connection = try RawConnection(port: relay.port)
                try connection.request("POST /v1/messages", body: #"{"stream":true}"#)
                let (begin, _) = try await connection.bytes { bytes in
                    RawResponse(bytes)?.text == events
                }
                await relay.drain(within: .milliseconds(20))
                let (rest, _) = try await connection.bytes { _ in false }
                let response = try #require(RawResponse(begin + rest))
                #expect(response.text == events)
                #expect(response.isWhole)
            }
        }

        @Test(arguments: ["/v1/messages", "/chat/stream"])
        func `each stream is told, and each is called by its name`(path: String) async throws {
            let count = 12
            let endings = Endings()
            let upstream = try await ReplayServer.start(
                recordings: [.texts(20)],
                behaviour: ReplayBehaviour(faults: [.stallAfter(events: 8)]))
            var configuration = RelayConfiguration()
            configuration.port = 0
            configuration.eventLoopThreads = 2
            configuration.upstreams = [
                .init(name: "replay", scheme: .http, host: "127.0.0.1", port: upstream.port)
            ]
            let relay = try await RelayServer.start(
                configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                accessLogger: Logger(label: "access") { _ in endings })
            let body = path == "/chat/stream" ? #"{"message":"x"}"# : #"{"stream":true}"#
            var connections: [(connection: RawConnection, begin: [UInt8])] = []
            for _ in 0..<count {
                let connection = try RawConnection(port: relay.port)
                try connection.request("POST \(path)", body: body)
                let (begin, _) = try await connection.bytes { $0.contains(0x7B) }
                connections.append((connection, begin))
            }
            await relay.drain(within: .milliseconds(20))
            for (connection, begin) in connections {
                let (rest, end) = try await connection.bytes { _ in false }
                let response = try #require(RawResponse(begin + rest))
                #expect(end == .end)
                #expect(response.isWhole)
                #expect(response.text.contains("the relay is shutting down"))
            }
            #expect(
                endings.all.withLock { $0 } == Array(repeating: "drained", count: count))
            await upstream.stop()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a drain that nobody wants to wait for is hastened`() async throws {
            let part = "event: ping\ndata: {\"type\":\"ping\"}\n\n"
            let upstream = try await RawUpstream { _, _ in
                .init(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
                        + "transfer-encoding: chunked\r\n\r\n"
                        + "\(String(part.utf8.count, radix: 16))\r\n\(part)\r\n")
            }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let connection = try RawConnection(port: relay.port)
                try connection.request("POST /v1/messages", body: "{}")
                let (begin, _) = try await connection.bytes { $0.contains(0x7B) }
                async let drained: Void = relay.drain(within: .seconds(3600))
                // Draining has begun when nobody listens any more.
                while (try? RawConnection(port: relay.port)) != nil { await Task.yield() }
                await relay.stop()
                await drained
                let (rest, end) = try await connection.bytes { _ in false }
                let response = try #require(RawResponse(begin + rest))
                #expect(end == .end)
                #expect(response.isWhole)
                #expect(response.text.contains("the relay is shutting down"))
            }
        }

        @Test func `readers that do not read hold the end of the relay up for a moment only`()
            async throws
        {
            let body = String(repeating: "z", count: 16 << 20)
            let upstream = try await RawUpstream { _, _ in
                .init("HTTP/1.1 200 OK\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)")
            }
            try await withRelay(beforeRaw: [upstream]) { relay in
                var connections: [RawConnection] = []
                for _ in 0..<4 {
                    let connection = try RawConnection(port: relay.port, receiveBuffer: 8192)
                    try connection.request("POST /v1/messages", body: "{}")
                    _ = try await connection.read(atMost: 16)
                    connections.append(connection)
                }
                let time = await ContinuousClock().measure { await relay.stop() }
                #expect(time < .seconds(20))
                _ = connections
            }
        }
    }
#endif
