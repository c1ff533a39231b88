#if Relay
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// How a recording arrives: when, and in what pieces.
    @Suite(.timeLimit(.minutes(5)))
    struct DeliveryWireTests {
        private static let events = ReplayRecording.shortEvents.map { Array($0.utf8) }

        @Test func eachEventIsAWriteOfItsOwn() async throws {
            try await withServer([.short]) { server in
                let (response, _) = try await answer(of: server)
                #expect(response.chunks == Self.events)
            }
        }

        @Test func everythingMayBeOneWrite() async throws {
            try await withServer([.short], ReplayBehaviour(chunking: .whole)) { server in
                let (response, _) = try await answer(of: server)
                #expect(response.chunks == [Self.events.flatMap(\.self)])
            }
        }

        @Test(arguments: [1, 2, 3, 7, 100, 1 << 20])
        func aWriteMayHaveSoManyBytes(count: Int) async throws {
            try await withServer([.short], ReplayBehaviour(chunking: .bytes(count))) { server in
                let (response, _) = try await answer(of: server)
                #expect(response.body == Self.events.flatMap(\.self))
                #expect(response.chunks.dropLast().allSatisfy { $0.count == count })
            }
        }

        @Test func bordersMayLieInsideOfCharacters() async throws {
            try await withServer([.short], ReplayBehaviour(chunking: .splitUTF8)) { server in
                let (response, _) = try await answer(of: server)
                #expect(response.body == Self.events.flatMap(\.self))
                // The second event has an é, a 你 and a 🙂: 1 + 2 + 3 borders.
                #expect(response.chunks.count == Self.events.count + 6)
                let beginnings = response.chunks.filter { $0[0] & 0xC0 == 0x80 }
                #expect(beginnings.map { $0[0] } == [0xA9, 0xBD, 0xA0, 0x9F, 0x99, 0x82])
            }
        }

        @Test(arguments: [
            ReplayBehaviour.Chunking.events, .bytes(10), .splitUTF8, .whole,
        ])
        func noByteComesBeforeItsTime(_ chunking: ReplayBehaviour.Chunking) async throws {
            // Slow next to what a busy machine needs by itself, so that no pacing at all would show.
            let rate = 2.0
            let behaviour = ReplayBehaviour(pacing: .eventsPerSecond(rate), chunking: chunking)
            try await withServer([.short], behaviour) { server in
                let connection = try RawConnection(port: server.port)
                let start = ContinuousClock.now
                try connection.ask()
                var received: [UInt8] = []
                var ends: [Int] = []
                for event in Self.events { ends.append((ends.last ?? 0) + event.count) }
                while RawResponse(received)?.isWhole != true {
                    guard case .bytes(let bytes) = try await connection.read() else {
                        Issue.record("the connection ended")
                        return
                    }
                    received += bytes
                    let elapsed = ContinuousClock.now - start
                    guard let count = RawResponse(received)?.body.count, count > 0 else { continue }
                    // The event to which the last byte belongs.
                    let event = ends.firstIndex { $0 >= count } ?? ends.count - 1
                    #expect(elapsed >= .seconds(Double(event) / rate))
                }
                #expect(RawResponse(received)?.body == Self.events.flatMap(\.self))
            }
        }

        @Test func pacingEndsWithTheClient() async throws {
            let behaviour = ReplayBehaviour(pacing: .eventsPerSecond(1e-300))
            try await withServer([.short], behaviour) { server in
                do {
                    let connection = try RawConnection(port: server.port)
                    try connection.ask()
                    _ = try await connection.bytes { RawResponse($0)?.chunks.count == 1 }
                }
                #expect(try await server.waitForClientClose().requestNumber == 1)
                await server.waitUntil(openConnections: 0)
            }
        }

        @Test(arguments: [0, -1, .infinity, .nan])
        func aRateThatIsNoneIsNoPacing(_ rate: Double) async throws {
            let behaviour = ReplayBehaviour(pacing: .eventsPerSecond(rate))
            try await withServer([.short], behaviour) { server in
                let (response, _) = try await answer(of: server)
                #expect(response.chunks == Self.events)
            }
        }
    }
#endif
