#if Relay
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// What a server tells about its clients.
    @Suite(.timeLimit(.minutes(5)))
    struct ObservationTests {
        @Test func requestsAreKeptInTheirOrder() async throws {
            try await withServer { server in
                let before = ContinuousClock.now
                for number in 1...3 {
                    let (response, _) = try await answer(
                        of: server, ["X-Number": "\(number)"],
                        body: #"{"stream":true,"n":\#(number)}"#)
                    #expect(response.headers["request-id"] == "req_replay_\(number)")
                }
                let requests = server.receivedRequests
                #expect(requests.map { $0[header: "x-number"] } == ["1", "2", "3"])
                #expect(
                    requests.map { String(decoding: $0.body, as: UTF8.self) }
                        == (1...3).map { #"{"stream":true,"n":\#($0)}"# })
                #expect(requests.allSatisfy { $0.method == "POST" && $0.path == "/v1/messages" })
                let times = requests.map(\.time)
                #expect(times == times.sorted() && times[0] >= before && times[2] <= .now)
            }
        }

        @Test func aClientThatGoesAwayInTheMiddleIsToldOf() async throws {
            try await withServer([.demo], ReplayBehaviour(faults: [.stallAfter(events: 2)])) {
                server in
                var closing = ContinuousClock.now
                do {
                    let connection = try RawConnection(port: server.port)
                    try connection.ask()
                    _ = try await connection.bytes { RawResponse($0)?.chunks.count == 2 }
                    closing = .now
                }
                let close = try await server.waitForClientClose()
                #expect(close.requestNumber == 1)
                #expect(close.time >= closing && close.time <= .now)
                await server.waitUntil(openConnections: 0)
            }
        }

        @Test func aClientThatReadsNothingAndGoesAwayIsToldOf() async throws {
            // More than any socket buffers: the server waits in the middle of a write.
            let text =
                ReplayRecording.shortEvents[0]
                + String(repeating: ReplayRecording.shortEvents[1], count: 400_000)
            try await withServer([ReplayRecording(name: "long", text: text)]) { server in
                do {
                    let connection = try RawConnection(port: server.port)
                    try connection.ask()
                    _ = try await connection.read(atMost: 1)
                }
                #expect(try await server.waitForClientClose().requestNumber == 1)
                await server.waitUntil(openConnections: 0)
            }
        }

        @Test func waitingEndsWithItsTask() async throws {
            try await withServer { server in
                let waiting = Task { try await server.waitForClientClose() }
                waiting.cancel()
                await #expect(throws: CancellationError.self) { try await waiting.value }
                let counting = Task { await server.waitUntil(requests: 1) }
                counting.cancel()
                await counting.value
                #expect(server.receivedRequests.isEmpty)
            }
        }

        @Test func requestsBeyondTheLimitAreOnlyCounted() async throws {
            try await withServer(limits: .init(maximumKeptRequests: 1)) { server in
                for _ in 1...3 { _ = try await answer(of: server) }
                await server.waitUntil(requests: 3)
                #expect(server.receivedRequests.count == 1)
            }
        }

        @Test func aRequestDescribesItselfWithoutSecrets() async throws {
            try await withServer { server in
                _ = try await answer(
                    of: server, ["x-api-key": "sk-secret"], body: #"{"metadata":"sk-secret"}"#)
                let request = try #require(server.receivedRequests.first)
                var dumped = ""
                dump(request, to: &dumped)
                #expect("\(request)" == "POST /v1/messages, 24 bytes")
                for text in ["\(request)", String(reflecting: request), dumped] {
                    #expect(!text.contains("sk-secret"))
                }
            }
        }
    }
#endif
