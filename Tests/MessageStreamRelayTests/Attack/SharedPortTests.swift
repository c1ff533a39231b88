#if Relay
    import MessageStreamRelay
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// Two relays at one port: each connection is one's alone.
    @Suite(.timeLimit(.minutes(5)))
    struct SharedPortTests {
        @Test func `what holds for a relay holds for two at one port`() async throws {
            try await withRelay({ $0.reusePort = true }) { first, upstreams in
                try await withRelay({
                    $0.reusePort = true
                    $0.port = first.port
                }) { second, others in
                    for _ in 0..<24 { try await Self.tryAll(at: second.port) }
                    let asked = [upstreams, others].map { $0[0].receivedRequests.count }
                    #expect(asked.reduce(0, +) == 48)
                    #expect(asked.allSatisfy { $0 > 0 }, "\(asked)")

                    await first.drain(within: .seconds(30))
                    for _ in 0..<24 { try await Self.tryAll(at: second.port) }
                    #expect(upstreams[0].receivedRequests.count == asked[0])
                }
            }
        }

        /// Each of the main requests once, on one connection, and at last what is none.
        private static func tryAll(at port: Int) async throws {
            let connection = try RawConnection(port: port)
            try connection.ask()
            let passed = try await connection.response().0
            #expect(passed.status == 200)
            #expect(passed.body == ReplayRecording.demo.bytes)

            try connection.request("POST /chat/stream", body: #"{"message":"x"}"#)
            let chat = try await connection.response().0
            #expect(chat.text.hasSuffix("data: [DONE]\n\n"))
            let answer = try #require(chat.headers["x-answer-id"])
            try connection.request("GET /chat/stream", ["last-event-id": "\(answer)-0"])
            #expect(try await connection.response().0.text == chat.text)
            try connection.request("DELETE /chat/stream", ["last-event-id": "\(answer)-0"])
            #expect([204, 410].contains(try await connection.response().0.status))

            for (path, status) in [("/health", 200), ("/ready", 200), ("/nowhere", 404)] {
                try connection.request("GET \(path)")
                #expect(try await connection.response().0.status == status)
            }
            try connection.send("no HTTP\r\n\r\n")
            let (bytes, end) = try await connection.bytes { _ in false }
            #expect(RawResponse(bytes)?.status == 400)
            #expect(end != nil)
        }
    }
#endif
