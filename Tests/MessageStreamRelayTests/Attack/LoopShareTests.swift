#if Relay
    import MessageStreamRelay
    import MessageStreamReplay
    import PartialJSON
    import Synchronization
    import TestSupport
    import Testing

    /// Requests that are dear, and a stream on the same event loop.
    @Suite(.timeLimit(.minutes(5)))
    struct LoopShareTests {
        /// Bodies of nearly 4 MiB that are all values.
        private static let bodies = [
            #"{"message":"x","tools":[{"a":[\#(list("[]"))]}]}"#,
            #"{"message":"x","tools":[{"a":[\#(list("1"))]}]}"#,
            #"{"message":"x","tools":[{"a":[\#(list(#"{"a":0}"#))]}]}"#,
            #"{"nothing":[\#(list(#""""#))]}"#,
        ]

        private static func list(_ element: String) -> String {
            let count = 4_190_000 / (element.utf8.count + 1)
            return Array(repeating: element, count: count).joined(separator: ",")
        }

        @Test func `a question of many values is refused before anything is made of them`()
            async throws
        {
            try await withRelay { relay, upstreams in
                for body in Self.bodies {
                    let (response, _) = try await answer(of: relay, "POST /chat/stream", body: body)
                    #expect(response.status == 413)
                    #expect(response.text.contains("values"))
                }
                #expect(upstreams[0].receivedRequests.isEmpty)
            }
        }

        @Test func `a stream goes on while such questions are read`() async throws {
            let recording = ReplayRecording.texts(60_000)
            try await withRelay(
                before: [[recording]], { $0.eventLoopThreads = 1 }
            ) { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(pacing: .eventsPerSecond(1000))])
                let stream = try RawConnection(port: relay.port)
                try stream.request("POST /v1/messages", body: #"{"stream":true}"#)
                _ = try await stream.read()
                let isOver = Mutex(false)
                async let reading = Self.times(of: stream) { isOver.withLock { $0 } }
                var questions: [Range<ContinuousClock.Instant>] = []
                for body in Self.bodies {
                    let start = ContinuousClock.now
                    _ = try await answer(of: relay, "POST /chat/stream", body: body)
                    questions.append(start..<ContinuousClock.now)
                }
                isOver.withLock { $0 = true }
                let times = try await reading
                // Of each question the longest silence; the least of them is not the machine's.
                let silences = questions.map { question in
                    zip(times, times.dropFirst())
                        .filter { $0 < question.upperBound && $1 > question.lowerBound }
                        .map { $1 - $0 }.max() ?? .zero
                }
                let silence = try #require(silences.min())
                // What the loop would be busy with, were values made of the body and written again.
                let work = try ContinuousClock().measure {
                    _ = try JSONValue(parsing: Self.bodies[0]).jsonText
                }
                #expect(silence * 2 < work, "\(silences) against \(work)")
            }
        }

        /// When something came of a stream.
        private static func times(
            of stream: RawConnection, until isOver: () -> Bool
        ) async throws -> [ContinuousClock.Instant] {
            var times = [ContinuousClock.now]
            while !isOver(), case .bytes = try await stream.read() { times.append(.now) }
            return times
        }
    }
#endif
