#if Relay
    import MessageStreamRelay
    import TestSupport
    import Testing

    /// More connections than there may be.
    @Suite(.timeLimit(.minutes(5)))
    struct ConnectionBoundTests {
        @Test(arguments: [false, true])
        func `one connection too many is closed, and the next has its place when one ends`(
            isByAddress: Bool
        ) async throws {
            try await withRelay({ configuration in
                if isByAddress {
                    configuration.maximumConnectionsPerAddress = 2
                } else {
                    configuration.maximumConnections = 2
                }
            }) { relay, _ in
                var kept: [RawConnection] = []
                for _ in 0..<2 {
                    let connection = try RawConnection(port: relay.port)
                    try connection.request("GET /health")
                    #expect(try await connection.response().0.status == 200)
                    kept.append(connection)
                }
                let refused = try RawConnection(port: relay.port)
                let read = try await refused.read()
                #expect(read == .end || read == .reset)
                try kept[0].request("GET /health", ["connection": "close"])
                _ = try await kept[0].bytes { _ in false }
                // Its place is free a moment after its end is seen.
                var status: Int?
                while status == nil {
                    status = try? await answer(of: relay, "GET /health", body: nil).response.status
                }
                #expect(status == 200)
            }
        }

        @Test func `a second head has as much time as the first`() async throws {
            try await withRelay({ configuration in
                configuration.requestHeadTimeout = .milliseconds(100)
                configuration.keepAliveTimeout = .seconds(300)
            }) { relay, _ in
                let connection = try RawConnection(port: relay.port)
                try connection.request("GET /health")
                #expect(try await connection.response().0.status == 200)
                try connection.send("GET /health HTTP/1.1\r\nho")
                let (_, end) = try await connection.bytes { _ in false }
                #expect(end != nil)
            }
        }

        @Test func `all who ask at once whether it is ready get one look`() async throws {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<30 {
                        group.addTask {
                            try await answer(of: relay, "GET /ready", body: nil).response.status
                        }
                    }
                    return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
                }
                #expect(statuses == [200])
                #expect(upstream.connectionCount < 10)
            }
        }
    }
#endif
