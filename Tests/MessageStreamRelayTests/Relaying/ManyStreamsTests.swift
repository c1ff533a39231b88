#if Relay
    import Foundation
    import MessageStreamRelay
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// Many streams, slow readers, and the end in the midst of it.
    @Suite(.timeLimit(.minutes(10)))
    struct ManyStreamsTests {
        /// How many streams are compared: 1000, or what the environment says.
        private static let streams =
            ProcessInfo.processInfo.environment["MESSAGE_STREAM_RELAYED_STREAMS"].flatMap {
                Int($0)
            }
            ?? 1000

        @Test func `streams arrive to the byte, however they are cut and paced`() async throws {
            let recording = ReplayRecording.texts(20)
            try await withRelay(before: [[recording]]) { relay, upstreams in
                upstreams[0].respond(
                    with: (0..<Self.streams).map { _ in
                        let chunkings: [ReplayBehaviour.Chunking] = [
                            .events, .splitUTF8, .whole, .bytes(.random(in: 1...3000)),
                            .bytes(.random(in: 1...100)),
                        ]
                        let pacing: ReplayBehaviour.Pacing =
                            Bool.random()
                            ? .asFastAsPossible : .eventsPerSecond(.random(in: 200...20_000))
                        return ReplayBehaviour(
                            pacing: pacing, chunking: chunkings.randomElement() ?? .events)
                    })
                let clients = 25
                let passed = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<clients {
                        group.addTask {
                            let connection = try RawConnection(port: relay.port)
                            var passed = 0
                            for _ in 0..<(Self.streams / clients) {
                                try connection.request(
                                    "POST /v1/messages", body: #"{"stream":true}"#)
                                let (response, _) = try await connection.response()
                                if response.isWhole, response.body == recording.bytes {
                                    passed += 1
                                }
                            }
                            return passed
                        }
                    }
                    return try await group.reduce(0, +)
                }
                #expect(passed == Self.streams / clients * clients)
                #expect(upstreams[0].receivedRequests.count == passed)
            }
        }

        #if os(Linux)
            @Test func `readers that do not read make nothing grow, and get everything later`()
                async throws
            {
                let recording = ReplayRecording.texts(120_000)
                let bytes = recording.bytes
                let readers = 4
                try await withRelay(before: [[recording]]) { relay, upstreams in
                    upstreams[0].respond(
                        with: Array(
                            repeating: ReplayBehaviour(chunking: .bytes(1 << 16)),
                            count: readers + 1))
                    let before = try residentBytes()
                    var connections: [RawConnection] = []
                    for _ in 0..<readers {
                        let connection = try RawConnection(port: relay.port)
                        try connection.request("POST /v1/messages", body: #"{"stream":true}"#)
                        connections.append(connection)
                    }
                    // Nobody reads; a reader that does is served meanwhile.
                    let other = try RawConnection(port: relay.port)
                    try other.request("POST /v1/messages", body: #"{"stream":true}"#)
                    var last: [UInt8] = []
                    while !last.elementsEqual("0\r\n\r\n".utf8) {
                        guard case .bytes(let more) = try await other.read() else { break }
                        last = (last + more.suffix(5)).suffix(5)
                    }
                    #expect(last.elementsEqual("0\r\n\r\n".utf8))
                    let grown = try residentBytes() - before
                    #expect(
                        grown < bytes.count * 2,
                        "\(grown) bytes for \(readers) streams of \(bytes.count)")
                    for connection in connections {
                        #expect(try await connection.response().0.body == bytes)
                    }
                }
            }

            private func residentBytes() throws -> Int {
                let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
                let pages = try #require(status.split(separator: " ").dropFirst().first)
                return try #require(Int(pages)) * 4096
            }
        #endif

        @Test func `a reader of one byte at a time gets every byte`() async throws {
            try await withRelay(before: [[.texts(10)]]) { relay, _ in
                let connection = try RawConnection(port: relay.port)
                try connection.request("POST /v1/messages", body: #"{"stream":true}"#)
                var bytes: [UInt8] = []
                while RawResponse(bytes)?.isWhole != true {
                    guard case .bytes(let byte) = try await connection.read(atMost: 1) else {
                        break
                    }
                    bytes += byte
                }
                #expect(RawResponse(bytes)?.body == ReplayRecording.texts(10).bytes)
            }
        }

        @Test func `draining under load loses no stream`() async throws {
            let count = 100
            let recording = ReplayRecording.texts(60)
            try await withRelay(before: [[recording]]) { relay, upstreams in
                upstreams[0].respond(
                    with: Array(
                        repeating: ReplayBehaviour(pacing: .eventsPerSecond(100)), count: count))
                try await withThrowingTaskGroup(of: Bool.self) { group in
                    for _ in 0..<count {
                        group.addTask {
                            let (response, _) = try await answer(of: relay)
                            return response.isWhole && response.body == recording.bytes
                        }
                    }
                    await upstreams[0].waitUntil(requests: count)
                    await relay.drain(within: .seconds(120))
                    var whole = 0
                    for try await isWhole in group where isWhole { whole += 1 }
                    #expect(whole == count)
                }
            }
        }

        @Test func `two relays share a port that both want shared`() async throws {
            try await withRelay({ $0.reusePort = true }) { first, upstreams in
                try await withRelay({
                    $0.reusePort = true
                    $0.port = first.port
                }) { second, others in
                    #expect(second.port == first.port)
                    for _ in 0..<50 {
                        let (response, _) = try await answer(of: first)
                        #expect(response.status == 200)
                    }
                    let asked = [upstreams, others].map { $0[0].receivedRequests.count }
                    #expect(asked.reduce(0, +) == 50)
                    #expect(asked.allSatisfy { $0 > 0 }, "\(asked)")
                }
            }
        }
    }
#endif
