#if Client && Relay
    import Foundation
    import MessageStreamClient
    import MessageStreamRelay
    import MessageStreamReplay
    import TestSupport
    import Testing

    private let environment = ProcessInfo.processInfo.environment

    /// How long new streams are begun; 0 for two in a row in each place.
    private let soakMinutes = environment["MESSAGE_STREAM_SOAK_MINUTES"].flatMap { Int($0) } ?? 0

    /// Many streams at once with faults of every kind, through the client and the relay.
    ///
    /// A replay server answers; three quarters of the streams go through the relay, the others straight
    /// to the server, compressed. Each stream's plan follows from the seed and its number: what is
    /// asked for, what goes wrong, how it is read, when its reader gives up; see `SoakPlan`. Every
    /// stream must end once, with the ending that its plan says. One that ends well must have the
    /// recording's message; one that fails, the message of the recording's first events: of exactly
    /// those that were sent, where HTTP was not cut.
    ///
    /// `make test` runs it small. `make soak` runs it for as many minutes as it is told, alone in
    /// its process, and then it also holds the process to flat memory and descriptors.
    @Suite(.timeLimit(.minutes(10 + soakMinutes)))
    struct SoakTests {
        private static let isLong = soakMinutes > 0
        /// How many streams there are at once.
        private static let streams =
            environment["MESSAGE_STREAM_SOAK_STREAMS"].flatMap { Int($0) } ?? 100
        private static let seed =
            environment["MESSAGE_STREAM_SOAK_SEED"].flatMap { UInt64($0) }
            ?? (isLong ? .random(in: 1...1 << 32) : 1)

        /// Events of all streams together, in a second: what two cores carry in a debug build.
        private static let eventsPerSecond =
            environment["MESSAGE_STREAM_SOAK_EVENTS"].flatMap { Double($0) } ?? 2500
        /// Memory of the last quarter of the time may be larger than that of the second by a twentieth,
        /// and by what the allocator keeps in reserve.
        private static let allowance = (factor: 1.05, bytes: 32 << 20)
        /// Of what is in use nothing is in reserve; but it goes up and down with what arrives.
        private static let allowanceInUse = (factor: 1.05, bytes: 4 << 20)
        /// Descriptors that are not streams': of event loops, of pools, of what closes just now.
        private static let otherDescriptors = 1500

        /// The most events of one stream in a second, more or less.
        private static let greatestRate = 50.0
        /// How long a stream stalls that is made to; longer where a busy process may be that slow itself.
        private static func stall(_ time: Duration?) -> Duration { .seconds(time == nil ? 10 : 30) }

        @Test func `every stream ends once and as it must, and nothing grows`() async throws {
            tell("seed \(Self.seed), \(Self.streams) streams at once")
            try requireDescriptors()
            // What the process opens once and keeps is not to be counted as lost.
            _ = try await soak(streams: 4, rate: Self.greatestRate, for: nil)
            let before = ProcessSample.descriptors()
            let rate = min(Self.greatestRate, Self.eventsPerSecond / Double(Self.streams))
            let time: Duration? = Self.isLong ? .seconds(60 * soakMinutes) : nil
            let (tally, samples) = try await soak(streams: Self.streams, rate: rate, for: time)
            tell("\(tally.done) streams: \(tally.endingsText)")
            for problem in tally.problems.prefix(SoakTally.mostProblems) {
                Issue.record("seed \(Self.seed): \(problem)")
            }
            #expect(tally.problems.isEmpty, "seed \(Self.seed)")
            #expect(tally.open == 0, "seed \(Self.seed)")
            #expect(tally.done >= 2 * Self.streams)
            #expect(tally.endings.count >= 8, "\(tally.endingsText)")
            if Self.isLong { try judge(samples, descriptorsBefore: before) }
        }

        /// A stream takes a client's end, a relay's two and a server's.
        private func requireDescriptors() throws {
            guard Self.isLong, let most = ProcessSample.mostDescriptors() else { return }
            let needed = Self.streams / 4 * 14 + Self.otherDescriptors
            try #require(
                most >= needed, "\(needed) descriptors are needed, \(most) permitted: ulimit -n")
        }

        private func judge(_ samples: [ProcessSample], descriptorsBefore before: Int) throws {
            let after = ProcessSample.descriptors()
            let second = try #require(samples.median(ofQuarter: 1, \.residentBytes))
            let last = try #require(samples.median(ofQuarter: 3, \.residentBytes))
            let open = try #require(samples.median(ofQuarter: 3, \.streams))
            let descriptors = samples.map(\.descriptors).max() ?? 0
            tell(
                "resident \(second >> 20) MiB in the second quarter, \(last >> 20) MiB in the last; "
                    + "descriptors \(before) before, \(descriptors) at most, \(after) after; "
                    + "\(open) streams at once")
            #expect(after == before, "descriptors before and after")
            #expect(descriptors <= Self.streams / 4 * 14 + Self.otherDescriptors)
            #expect(open > Self.streams * 9 / 10)
            let bound = Int(Double(second) * Self.allowance.factor) + Self.allowance.bytes
            #expect(last <= bound, "resident memory grew from \(second) to \(last) bytes")
            try judgeHeap(samples.filter { $0.heap != nil })
        }

        private func judgeHeap(_ samples: [ProcessSample]) throws {
            guard !samples.isEmpty else { return }
            let second = try #require(samples.median(ofQuarter: 1) { $0.heap?.used ?? 0 })
            let last = try #require(samples.median(ofQuarter: 3) { $0.heap?.used ?? 0 })
            tell("in use \(second >> 20) MiB in the second quarter, \(last >> 20) MiB in the last")
            let bound =
                Int(Double(second) * Self.allowanceInUse.factor) + Self.allowanceInUse.bytes
            #expect(last <= bound, "memory in use grew from \(second) to \(last) bytes")
        }

        /// Runs streams, so many at once, for that time; all that was begun is over when it returns.
        private func soak(
            streams: Int, rate: Double, for time: Duration?
        ) async throws -> (SoakTally, [ProcessSample]) {
            let tally = SoakTally()
            var samples: [ProcessSample] = []
            try await withRelay(
                before: [SoakRecording.served], limits: .init(maximumKeptRequests: 0),
                { configuration in
                    // As for the clients' own: a busy machine is no fault of anybody's.
                    configuration.connectTimeout = .seconds(120)
                    configuration.requestHeadTimeout = .seconds(120)
                }
            ) { relay, upstreams in
                let server = upstreams[0]
                var clients: [MessageClient] = []
                for client in 0..<min(streams, SoakDriver.clients) {
                    let isRelayed = SoakDriver.isRelayed(client: client)
                    var configuration = MessageClient.Configuration(
                        baseURL: isRelayed ? relay.baseURL : server.baseURL)
                    configuration.asksForCompression = !isRelayed
                    // A busy machine may take longer to make a thousand connections than clients wait.
                    configuration.connectTimeout = .seconds(120)
                    clients.append(MessageClient(configuration: configuration))
                }
                let driver = SoakDriver(
                    tally: tally, server: server, clients: clients, seed: Self.seed, rate: rate,
                    stall: Self.stall(time))
                samples = await driver.run(streams: streams, for: time)
                for client in clients { try await client.shutdown() }
                try await judgeBooks(of: relay)
                // Else its idle connections stay for as long as they may.
                await relay.stop()
                await server.waitUntil(openConnections: 0)
            }
            return (tally, samples)
        }

        /// The relay has closed its books on every request.
        private func judgeBooks(of relay: RelayServer) async throws {
            let (response, _) = try await answer(of: relay, "GET /metrics", body: nil)
            let metrics = try PrometheusSamples(response.text)
            let active = metrics[
                "message_stream_relay_active_streams", ["route": "messages"]]
            #expect(active == 0, "the relay's requests under way")
        }
    }
#endif
