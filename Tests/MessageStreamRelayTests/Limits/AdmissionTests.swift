#if Relay
    import Testing

    @testable import MessageStreamRelay

    @Suite("Limits of a client")
    struct AdmissionTests {
        /// What happens, and at which second.
        enum Step: Sendable {
            case admits(at: Double)
            case rejects(Rejection, at: Double, retryAfter: Double)
            case reserves(Int, at: Double, made: Reservation)
            case ends(tokens: Int, reserved: Int = 0, at: Double)
        }

        struct Course: Sendable, CustomStringConvertible {
            let description: String
            let limits: RequestLimits
            let steps: [Step]
        }

        private static let courses: [Course] = [
            Course(
                description: "no limits", limits: RequestLimits(),
                steps: Array(repeating: .admits(at: 0), count: 1000)
                    + [.ends(tokens: .max, at: 0), .admits(at: 0)]),
            Course(
                description: "two at a time", limits: RequestLimits(maximumConcurrentStreams: 2),
                steps: [
                    .admits(at: 0), .admits(at: 0),
                    .rejects(.concurrentStreams, at: 5, retryAfter: 1),
                    .ends(tokens: 5, at: 6), .admits(at: 6),
                    .rejects(.concurrentStreams, at: 6, retryAfter: 1),
                ]),
            Course(
                description: "three requests a minute: all at once, then one every 20 s",
                limits: RequestLimits(requestsPerMinute: 3),
                steps: [
                    .admits(at: 0), .admits(at: 0), .admits(at: 0),
                    .rejects(.requestsPerMinute, at: 0, retryAfter: 20),
                    .rejects(.requestsPerMinute, at: 15, retryAfter: 5), .admits(at: 20),
                    .rejects(.requestsPerMinute, at: 20, retryAfter: 20), .admits(at: 60),
                    .admits(at: 60), .rejects(.requestsPerMinute, at: 60, retryAfter: 20),
                ]),
            Course(
                description: "no more than a minute's worth is saved up",
                limits: RequestLimits(requestsPerMinute: 2),
                steps: [
                    .admits(at: 0), .admits(at: 10_000), .admits(at: 10_000),
                    .rejects(.requestsPerMinute, at: 10_000, retryAfter: 30),
                ]),
            Course(
                description: "tokens are taken off when they are known, and may be owed",
                limits: RequestLimits(tokensPerMinute: 600),
                steps: [
                    .admits(at: 0), .ends(tokens: 599, at: 0), .admits(at: 0),
                    .ends(tokens: 901, at: 0), .rejects(.tokensPerMinute, at: 0, retryAfter: 90.1),
                    .rejects(.tokensPerMinute, at: 90, retryAfter: 0.1), .admits(at: 90.1),
                ]),
            Course(
                description: "an answer without tokens costs none",
                limits: RequestLimits(tokensPerMinute: 1),
                steps: [
                    .admits(at: 0), .ends(tokens: 0, at: 1), .admits(at: 1),
                    .ends(tokens: -5, at: 1),
                    .admits(at: 1), .ends(tokens: 1, at: 1),
                    .rejects(.tokensPerMinute, at: 1, retryAfter: 60),
                ]),
            Course(
                description: "a wrong count locks nobody out for longer than an hour",
                limits: RequestLimits(tokensPerMinute: 100),
                steps: [
                    .admits(at: 0), .admits(at: 0), .ends(tokens: .max, at: 0),
                    .rejects(.tokensPerMinute, at: 0, retryAfter: 3600.6),
                    .ends(tokens: .max, at: 0),
                    .rejects(.tokensPerMinute, at: 0, retryAfter: 3600.6), .admits(at: 3600.6),
                ]),
            Course(
                description: "what one limit rejects costs nothing of the others",
                limits: RequestLimits(
                    maximumConcurrentStreams: 1, requestsPerMinute: 2, tokensPerMinute: 60),
                steps: [
                    .admits(at: 0), .rejects(.concurrentStreams, at: 0, retryAfter: 1),
                    .rejects(.concurrentStreams, at: 0, retryAfter: 1), .ends(tokens: 61, at: 0),
                    .rejects(.tokensPerMinute, at: 0, retryAfter: 2),
                    .rejects(.tokensPerMinute, at: 0, retryAfter: 2), .admits(at: 2),
                    .ends(tokens: 0, at: 2),
                    .rejects(.requestsPerMinute, at: 2, retryAfter: 28),
                ]),
            Course(
                description: "what is reserved is not there for others, and comes back",
                limits: RequestLimits(tokensPerMinute: 600),
                steps: [
                    .admits(at: 0), .admits(at: 0), .admits(at: 0),
                    .reserves(400, at: 0, made: .made(tokens: 400)),
                    .reserves(300, at: 0, made: .refused(retryAfter: .seconds(10))),
                    .reserves(200, at: 0, made: .made(tokens: 200)),
                    .rejects(.tokensPerMinute, at: 0, retryAfter: 0.1),
                    .ends(tokens: 100, reserved: 400, at: 0), .admits(at: 0),
                    .reserves(300, at: 0, made: .made(tokens: 300)),
                    .ends(tokens: 900, reserved: 200, at: 0),
                    .rejects(.tokensPerMinute, at: 0, retryAfter: 70.1),
                ]),
            Course(
                description: "who wants more than there can be gets all there is",
                limits: RequestLimits(tokensPerMinute: 60),
                steps: [
                    .admits(at: 0), .reserves(.max, at: 0, made: .made(tokens: 60)),
                    .admits(at: 1),
                    .reserves(.max, at: 1, made: .refused(retryAfter: .seconds(59))),
                    .ends(tokens: .min, reserved: 60, at: 2),
                    .reserves(.min, at: 2, made: .made(tokens: 0)),
                    .reserves(.max, at: 2, made: .made(tokens: 60)),
                ]),
            Course(
                description: "without a limit nothing is reserved", limits: RequestLimits(),
                steps: [
                    .admits(at: 0), .reserves(.max, at: 0, made: .made(tokens: 0)),
                    .ends(tokens: .max, at: 0), .admits(at: 0),
                ]),
            Course(
                description: "a clock that stands still or goes back does no harm",
                limits: RequestLimits(requestsPerMinute: 60),
                steps: Array(repeating: .admits(at: 100), count: 60) + [
                    .rejects(.requestsPerMinute, at: 100, retryAfter: 1),
                    .rejects(.requestsPerMinute, at: 99, retryAfter: 2), .admits(at: 101),
                ]),
        ]

        @Test(arguments: courses)
        func `a client's course`(_ course: Course) throws {
            let start = ContinuousClock.now
            func instant(_ seconds: Double) -> ContinuousClock.Instant {
                start.advanced(by: .milliseconds(Int((seconds * 1000).rounded())))
            }
            var rules = AdmissionRules(course.limits)
            for (number, step) in course.steps.enumerated() {
                switch step {
                case .admits(let time):
                    #expect(rules.begin(at: instant(time)) == .admitted, "step \(number)")
                case .rejects(let reason, let time, let wait):
                    #expect(
                        rules.begin(at: instant(time))
                            == .rejected(
                                reason, retryAfter: .milliseconds(Int((wait * 1000).rounded()))),
                        "step \(number)")
                case .reserves(let tokens, let time, let made):
                    #expect(
                        rules.reserve(tokens, at: instant(time)) == made, "step \(number)")
                case .ends(let tokens, let reserved, let time):
                    try #require(rules.streams > 0, "step \(number)")
                    rules.end(tokens: tokens, reserved: reserved, at: instant(time))
                }
            }
        }

        @Test func `each key has its own account, and so has who comes without`() throws {
            let keys = ClientKeys([
                ClientKey(name: "a", sha256: ClientKey.digest(of: "a")),
                ClientKey(name: "b", sha256: ClientKey.digest(of: "b")),
            ])
            let admission = Admission(
                keys: [
                    ClientKey(
                        name: "a", sha256: ClientKey.digest(of: "a"),
                        limits: RequestLimits(maximumConcurrentStreams: 2)),
                    ClientKey(name: "b", sha256: ClientKey.digest(of: "b")),
                ], limits: RequestLimits(maximumConcurrentStreams: 1))
            let a = try #require(keys.client(authorization: nil, apiKey: "a"))
            let b = try #require(keys.client(authorization: nil, apiKey: "b"))
            let full = Admission.Verdict.rejected(.concurrentStreams, retryAfter: .seconds(1))
            #expect(admission.begin(a) == .admitted)
            #expect(admission.begin(a) == .admitted)
            #expect(admission.begin(a) == full)
            #expect(admission.begin(b) == .admitted)
            #expect(admission.begin(b) == full)
            #expect(admission.begin(.anonymous) == .admitted)
            #expect(admission.begin(.anonymous) == full)
            admission.end(a, tokens: 1)
            #expect(admission.streams(of: a) == 1)
            #expect(admission.begin(a) == .admitted)
            #expect(admission.streams(of: b) == 1)
        }

        @Test func `requests of many threads are all counted`() async {
            let admission = Admission(keys: [], limits: RequestLimits(requestsPerMinute: 1000))
            let now = ContinuousClock.now
            let admitted = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        (0..<500).count { _ in
                            guard admission.begin(.anonymous, at: now) == .admitted else {
                                return false
                            }
                            admission.end(.anonymous, tokens: 10, at: now)
                            return true
                        }
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(admitted == 1000)
            #expect(admission.streams(of: .anonymous) == 0)
        }

        @Test(
            arguments: [
                (Duration.zero, 1), (.milliseconds(1), 1), (.seconds(1), 1),
                (.milliseconds(1001), 2),
                (.seconds(3600), 3600),
            ] as [(Duration, Int64)])
        func `a wait is told in whole seconds, rounded up`(_ wait: Duration, _ seconds: Int64) {
            #expect(wait.retryAfterSeconds == seconds)
        }
    }
#endif
