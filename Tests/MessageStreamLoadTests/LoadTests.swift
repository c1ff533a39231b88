#if Relay
    import Testing

    @testable import MessageStreamLoad

    /// Loads over real connections, with nothing or a middle man in between.
    @Suite(.timeLimit(.minutes(5)))
    struct LoadTests {
        /// Runs a load with a middle man in between.
        private static func report(
            _ damage: MiddleMan.Damage, _ change: (inout LoadPlan) -> Void = { _ in }
        ) async throws -> LoadReport {
            let middle = try await MiddleMan(damage)
            var plan = LoadPlan(
                target: LoadTarget(address: middle.address, path: "/v1/messages"),
                upstream: LoadAddress(host: "127.0.0.1", port: 0))
            plan.length = .events(20)
            change(&plan)
            let load = try await Load(plan)
            middle.use(try #require(load.upstreamAddress))
            let report = try await load.run()
            await middle.end()
            return report
        }

        /// Where delta `number` begins in what the upstream sends.
        private static func offset(ofDelta number: Int) -> Int {
            UpstreamHead.bytes.count + UpstreamHead.chunk(KnownAnswer.beginning).count
                + (0..<number).map { KnownAnswer.form(of: $0).chunk.count }.reduce(0, +)
        }

        @Test(arguments: [.window(1), .window(7), .turns, .bulk, .rate(500)] as [LoadPlan.Pace])
        func `streams that come through whole pass`(pace: LoadPlan.Pace) async throws {
            let report = try await Self.report(.none) { plan in
                plan.streams = 5
                plan.pace = pace
            }
            #expect(report.passed == 5)
            #expect(report.failed == 0, "\(report.failures)")
            #expect(report.upstreamRequests == 5)
            // The first delta came before the measured time; three events follow the last.
            #expect(report.events == 5 * (19 + 3))
            #expect(report.latency.count == 5 * 20)
            #expect(report.firstEvent.count == 5)
            #expect((report.lag.count > 0) == (pace == .rate(500)))
        }

        @Test(arguments: [true, false])
        func `clients ask again`(keepingConnections: Bool) async throws {
            let report = try await Self.report(.none) { plan in
                plan.streams = 3
                plan.repetitions = 4
                plan.keepsConnections = keepingConnections
            }
            #expect(report.passed == 12, "\(report.failures)")
            #expect(report.upstreamRequests == 12)
        }

        @Test func `a stream of one event is a stream`() async throws {
            let report = try await Self.report(.none) { $0.length = .events(1) }
            #expect(report.passed == 1, "\(report.failures)")
        }

        @Test(arguments: [.window(1), .turns, .bulk, .rate(200)] as [LoadPlan.Pace])
        func `a duration ends all streams`(pace: LoadPlan.Pace) async throws {
            let report = try await Self.report(.none) { plan in
                plan.streams = 3
                plan.pace = pace
                plan.length = .time(.milliseconds(100))
            }
            #expect(report.passed == 3, "\(report.failures)")
            #expect(report.seconds >= 0.1)
        }

        @Test func `a byte that a middle man changes is noticed`() async throws {
            // One byte each of a name, of the JSON, of a number and of a time.
            let start = Self.offset(ofDelta: 5) + 4
            let stampOffset = KnownAnswer.form(of: 5).stampOffset
            for place in [start + 9, start + 60, start + stampOffset + 7] {
                let report = try await Self.report(.flip(place)) { $0.pace = .turns }
                #expect(report.failed == 1)
                #expect(report.passed == 0)
            }
            let time = start + stampOffset + 9
            let early = try await Self.report(.flip(time)) { $0.pace = .turns }
            #expect(early.failures == [.wrongTimes: 1])
            // The last digit is any: a and f become what is no digit.
            let last = try await Self.report(.flip(time + 15)) { $0.pace = .turns }
            #expect(last.failures == [.wrongTimes: 1] || last.failures == [.differs: 1])
        }

        @Test(arguments: [.turns, .rate(500)] as [LoadPlan.Pace])
        func `an event that a middle man drops is noticed`(pace: LoadPlan.Pace) async throws {
            let range = Self.offset(ofDelta: 5)..<Self.offset(ofDelta: 6)
            let report = try await Self.report(.drop(range)) { $0.pace = pace }
            #expect(report.failures == [.wrongEvent: 1])
        }

        @Test(arguments: [0, 5, 20])
        func `an answer that is cut is noticed`(deltas: Int) async throws {
            let report = try await Self.report(.cut(Self.offset(ofDelta: deltas))) {
                $0.pace = .turns
            }
            #expect(report.failures == [.cut: 1])
        }

        @Test func `where nothing listens there is no stream`() async throws {
            let gone = try await MiddleMan(.none)
            await gone.end()
            let plan = LoadPlan(target: LoadTarget(address: gone.address, path: "/v1/messages"))
            let report = try await Load(plan).run()
            #expect(report.failures == [.unreachable: 1])
        }
    }

    /// Loads of servers whose answers nothing is known of.
    @Suite(.timeLimit(.minutes(5)))
    struct UnknownServerTests {
        private static let stop = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"

        private static func report(_ answer: String, path: String) async throws -> LoadReport {
            let server = try await CannedServer(answer)
            var plan = LoadPlan(target: LoadTarget(address: server.address, path: path))
            plan.streams = 3
            let report = try await Load(plan).run()
            await server.end()
            return report
        }

        @Test(arguments: [
            ("/v1/messages", "event: ping\ndata: {}\n\n" + stop),
            ("/chat/stream", "data: {\"content\": \"a\"}\n\ndata: [DONE]\n\n"),
        ])
        func `a stream that ends as it should passes`(path: String, body: String) async throws {
            let report = try await Self.report("HTTP/1.1 200 OK\r\n\r\n" + body, path: path)
            #expect(report.passed == 3, "\(report.failures)")
            #expect(report.events == 6)
        }

        @Test(
            arguments: [
                ("HTTP/1.1 529 Overloaded\r\ncontent-length: 0\r\n\r\n", .status(529)),
                ("HTTP/1.1 200 OK\r\n\r\nevent: ping\ndata: {}\n\n", .incomplete),
                ("HTTP/1.1 200 OK\r\n\r\nevent: error\ndata: {}\n\n" + stop, .errorEvent),
                ("HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n" + stop, .cut),
                ("SSH-2.0-server\r\n", .notHTTP),
            ] as [(String, StreamFailure.Reason)])
        func `a stream that does not is a failure`(
            answer: String, reason: StreamFailure.Reason
        ) async throws {
            let report = try await Self.report(answer, path: "/v1/messages")
            #expect(report.failures == [reason: 3])
        }
    }
#endif
