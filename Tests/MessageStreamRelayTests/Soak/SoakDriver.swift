#if Client && Relay
    import Foundation
    import MessageStreamClient
    import MessageStreamReplay
    import TestSupport

    /// Says how it goes, at once: standard output may be kept back until the process ends.
    func tell(_ text: String) {
        FileHandle.standardError.write(Data("soak: \(text)\n".utf8))
    }

    /// Keeps so many streams under way, and watches the process meanwhile.
    struct SoakDriver: Sendable {
        let tally: SoakTally
        let server: ReplayServer
        /// Which take turns; every fourth goes past the relay.
        let clients: [MessageClient]
        let seed: UInt64
        /// Events of one stream in a second.
        let rate: Double
        /// How long a stream may stall that is made to.
        let stall: Duration

        /// How many clients there are for many streams. The work of AsyncHTTPClient's pool for each new
        /// connection grows with those that it has: with thousands in one pool a debug build would do
        /// little else.
        static let clients = 20

        /// How many streams begin before the server is told anew how to deliver.
        private static let scriptLength = 1000

        /// Runs `streams` at once for `time`, each followed by the next in its place; without a time
        /// two in each place. Returns samples of the process, one a second.
        func run(streams: Int, for time: Duration?) async -> [ProcessSample] {
            let start = ContinuousClock.now
            let sampler = Task { await watch(from: start, until: time) }
            await withTaskGroup(of: Void.self) { group in
                for place in 0..<streams {
                    group.addTask {
                        guard let time else {
                            for _ in 0..<2 { await runStream(at: place) }
                            return
                        }
                        // A load comes up; all at once would measure how connections are made.
                        try? await Task.sleep(
                            until: start + min(.seconds(60), time / 8) * place / streams)
                        while ContinuousClock.now < start + time { await runStream(at: place) }
                    }
                }
            }
            sampler.cancel()
            return await sampler.value
        }

        /// Whether the client of that number goes through the relay.
        static func isRelayed(client: Int) -> Bool { client % 4 != 1 }

        private func runStream(at place: Int) async {
            let number = tally.begin()
            if number.isMultiple(of: Self.scriptLength) { prepareAnswers(from: number) }
            let client = place % clients.count
            let isRelayed = Self.isRelayed(client: client)
            let plan = SoakPlan(
                seed: seed, number: number, isRelayed: isRelayed, stall: stall,
                // That of thirty events.
                time: .seconds(30 / rate))
            let outcome = await SoakStream(plan: plan, client: clients[client]).run()
            tally.note(await SoakVerdict(outcome, of: plan), of: number, plan)
        }

        /// Tells the server how to deliver the next answers: more than are asked for until the next
        /// time, since requests are sent again.
        private func prepareAnswers(from number: Int) {
            var random = SplitMix(seed: seed ^ UInt64(number + 1))
            server.respond(
                with: (0..<3 * Self.scriptLength).map { _ in
                    .soak(&random, eventsPerSecond: rate)
                })
        }

        /// Takes a sample a second, and prints one every half a minute.
        private func watch(
            from start: ContinuousClock.Instant, until time: Duration?
        ) async -> [ProcessSample] {
            var samples: [ProcessSample] = []
            while time.map({ ContinuousClock.now < start + $0 }) ?? true {
                do { try await Task.sleep(for: .seconds(1)) } catch { break }
                let sample = ProcessSample(
                    time: ContinuousClock.now - start, streams: tally.open)
                samples.append(sample)
                guard samples.count.isMultiple(of: 30) else { continue }
                tell(
                    "\(sample.time.components.seconds) s, \(sample.streams) streams, "
                        + "\(tally.done) over, \(sample.residentBytes >> 20) MiB resident, "
                        + "\((sample.heap?.used ?? 0) >> 20) MiB in use, "
                        + "\((sample.heap?.free ?? 0) >> 20) MiB free between, "
                        + "\(sample.descriptors) descriptors, \(tally.problems.count) problems: "
                        + tally.endingsText)
            }
            return samples
        }
    }
#endif
