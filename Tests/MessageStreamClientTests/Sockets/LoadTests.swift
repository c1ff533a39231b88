#if Client && Relay
    import Foundation
    import MessageStream
    import MessageStreamReplay
    import Synchronization
    import Testing

    @testable import MessageStreamClient

    @Suite(.serialized, .timeLimit(.minutes(5))) struct LoadTests {
        /// A stream of its own size for each number, so that none can be taken for another.
        private func recording(_ number: Int) -> ReplayRecording {
            ReplayRecording(
                name: "r\(number)", id: "msg_\(number)",
                pieces: (0..<40).map { "piece \($0) of \(number), 你好 🙂\n" })
        }

        @Test func `A thousand streams at once through one client arrive to the byte`() async throws
        {
            let recordings = (0..<10).map(recording)
            // A busy machine may take longer to make a thousand connections than a client waits.
            try await Upstream.run(
                recordings,
                configure: { configuration in
                    configuration.connectTimeout = .seconds(120)
                }
            ) { upstream in
                let whole = recordings.indices.map { number in
                    (0..<40).map { "piece \($0) of \(number), 你好 🙂\n" }.joined()
                }
                var memory: [Int] = []
                for round in 0..<4 {
                    let start = ContinuousClock.now
                    let leaks = Leaks()
                    await withTaskGroup(of: Void.self) { group in
                        for number in 0..<1000 {
                            let reading = Reading.allCases[number % Reading.allCases.count]
                            group.addTask {
                                let outcome = await Self.read(
                                    upstream, "r\(number % 10)", reading, leaks)
                                #expect(outcome.error == nil)
                                #expect(outcome.text == whole[number % 10])
                                #expect(outcome.response?.ending == .complete)
                            }
                        }
                    }
                    memory.append(residentBytes())
                    let open = upstream.server.openConnections
                    print(
                        "round \(round): 1000 streams in \(ContinuousClock.now - start),",
                        "\(open) connections, \(memory[round] >> 20) MiB resident")
                    // Nothing holds the streams; only what lingers in the executor may for a moment.
                    #expect(leaks.responses == 0)
                }
                // From the second round on there is nothing new to keep.
                #expect(memory[3] - memory[1] < 32 << 20)
                let requests = upstream.server.receivedRequests.count
                #expect(requests == 4000)
                try await upstream.client.shutdown()
                await upstream.server.waitUntil(openConnections: 0)
            }
        }

        private static func read(
            _ upstream: Upstream, _ name: String, _ reading: Reading, _ leaks: Leaks
        ) async -> Reading.Outcome {
            var upstream = upstream
            upstream.request.model = ModelName(rawValue: name)
            let outcome = await reading.read(upstream)
            leaks.watch(outcome.response?.stream)
            return outcome
        }
    }

    /// Counts the streams that something still holds.
    final class Leaks: Sendable {
        private struct Weak: Sendable {
            weak let stream: ResponseStream?
        }

        private let watched = Mutex<[Weak]>([])

        func watch(_ stream: ResponseStream?) {
            watched.withLock { $0.append(Weak(stream: stream)) }
        }

        var responses: Int {
            watched.withLock { $0.count { $0.stream != nil } }
        }
    }

    /// Memory of this process, in bytes.
    func residentBytes() -> Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
            .split(separator: " ")
        return fields.flatMap { Int($0[1]) }.map { $0 * 4096 } ?? 0
    }
#endif
