#if Relay
    import MessageStreamRelay
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// Upstreams and clients that fail, at every stage.
    @Suite(.timeLimit(.minutes(5)))
    struct RelayFaultTests {
        /// What an upstream does, and whether the client's stream ends as whole.
        private static let faults: [(fault: Fault, isWhole: Bool)] = [
            (.truncated(after: 3), true), (.withoutMessageStop, true), (.done, true),
            (.carriageReturns, true), (.byteOrderMark, true), (.withoutEventLines, true),
            (.errorEvent(type: "overloaded_error", at: 2), true), (.closeAfter(events: 3), false),
            (.resetAfter(events: 3), false),
        ]

        @Test(arguments: faults.indices)
        func `a fault in the stream is passed on as it is`(index: Int) async throws {
            let (fault, isWhole) = Self.faults[index]
            try await withRelay { relay, upstreams in
                let behaviour = ReplayBehaviour(faults: [fault])
                upstreams[0].respond(with: [behaviour, behaviour])
                let direct = try RawConnection(port: upstreams[0].port)
                try direct.ask()
                let expected = try await direct.response().0
                let (response, end) = try await answer(of: relay)
                #expect(response.body == expected.body)
                #expect(response.isWhole == isWhole)
                #expect((end == nil) == isWhole)
            }
        }

        @Test func `a refusal is passed on, with when to come again`() async throws {
            try await withRelay { relay, upstreams in
                upstreams[0].respond(with: [
                    ReplayBehaviour(faults: try Fault.list("status=429;retry-after=7"))
                ])
                let (response, _) = try await answer(of: relay)
                #expect(response.status == 429)
                #expect(response.headers["retry-after"] == "7")
                #expect(response.text.contains("rate_limit_error"))
            }
        }

        @Test(arguments: ["status=529", "status=500", "status=429"])
        func `before the first byte another upstream takes its place`(fault: String) async throws {
            try await withRelay(before: [[.demo], [.texts(3)]]) { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: try Fault.list(fault))])
                let (response, _) = try await answer(of: relay)
                #expect(response.body == ReplayRecording.texts(3).bytes)
                #expect(
                    upstreams[1].receivedRequests.first?.body == Array(#"{"stream":true}"#.utf8))
            }
        }

        @Test func `what an upstream may have begun to do no other is asked for`() async throws {
            try await withRelay(before: [[.demo], [.texts(3)]]) { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.resetBeforeHeaders])])
                let (response, _) = try await answer(of: relay)
                #expect(response.status == 502)
                #expect(upstreams[1].receivedRequests.isEmpty)
            }
        }

        @Test func `an upstream that is not there is left out`() async throws {
            try await withRelay(before: [[.demo], [.texts(3)]]) { relay, upstreams in
                await upstreams[0].stop()
                for _ in 0..<3 {
                    let (response, _) = try await answer(of: relay)
                    #expect(response.body == ReplayRecording.texts(3).bytes)
                }
                await upstreams[1].stop()
                let (response, _) = try await answer(of: relay)
                #expect(response.status == 502)
                #expect(response.text.contains("no upstream could be reached"))
                let ready = try await answer(of: relay, "GET /ready", body: nil).response
                #expect(ready.status == 503)
            }
        }

        @Test(arguments: [Fault.stallBeforeHeaders, .stallAfter(events: 0), .stallAfter(events: 5)])
        func `a client that goes away takes the upstream's request with it`(
            fault: Fault
        ) async throws {
            try await withRelay { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: [fault])])
                var connection: RawConnection? = try RawConnection(port: relay.port)
                try connection?.request("POST /v1/messages", body: #"{"stream":true}"#)
                await upstreams[0].waitUntil(requests: 1)
                if fault == .stallAfter(events: 5) {
                    _ = try await connection?.read()
                }
                connection = nil
                let close = try await upstreams[0].waitForClientClose()
                #expect(close.requestNumber == 1)
                #expect(try await answer(of: relay).response.body == ReplayRecording.demo.bytes)
            }
        }

        @Test(arguments: [0, 1, 30, 200])
        func `a client that ends behind requests that it sent ahead cancels the first`(
            ahead: Int
        ) async throws {
            try await withRelay { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.stallBeforeHeaders])])
                let connection = try RawConnection(port: relay.port)
                let ask = "POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{}"
                try connection.send(String(repeating: ask, count: 1 + ahead))
                await upstreams[0].waitUntil(requests: 1)
                connection.endSending()
                let close = try await upstreams[0].waitForClientClose()
                #expect(close.requestNumber == 1)
                #expect(upstreams[0].receivedRequests.count == 1)
            }
        }

        @Test func `clients that all vanish leave nothing behind`() async throws {
            let count = 200
            try await withRelay { relay, upstreams in
                upstreams[0].respond(
                    with: Array(
                        repeating: ReplayBehaviour(faults: [.stallAfter(events: 3)]), count: count))
                var connections: [RawConnection] = []
                for _ in 0..<count {
                    let connection = try RawConnection(port: relay.port)
                    try connection.request("POST /v1/messages", body: #"{"stream":true}"#)
                    connections.append(connection)
                }
                await upstreams[0].waitUntil(requests: count)
                connections = []
                await upstreams[0].waitUntil(openConnections: 0)
                let metrics = try await answer(of: relay, "GET /metrics", body: nil).response.text
                #expect(metrics.contains(#"ending="client_gone""#))
            }
        }

        @Test func `an upstream that falls silent ends the stream with an error event`()
            async throws
        {
            try await withRelay({ $0.upstreamIdleTimeout = .milliseconds(100) }) {
                relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.stallAfter(events: 4)])])
                let (response, _) = try await answer(of: relay)
                #expect(response.isWhole)
                #expect(response.text.hasSuffix("\n\n"))
                let event = response.text.split(separator: "\n\n").last
                #expect(event?.hasPrefix("event: error\ndata: {") == true)
                #expect(event?.contains("the upstream fell silent") == true)
                #expect(try await upstreams[0].waitForClientClose().requestNumber == 1)
            }
        }

        @Test func `an upstream that does not answer in time is given up`() async throws {
            try await withRelay({ $0.firstByteTimeout = .milliseconds(100) }) { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.stallBeforeHeaders])])
                let (response, _) = try await answer(of: relay)
                #expect(response.status == 504)
                #expect(response.text.contains("timeout_error"))
            }
        }
    }
#endif
