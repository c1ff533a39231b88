#if Relay
    /// What one client may do now; no clock but the caller's.
    struct AdmissionRules: Sendable {
        /// How long a client is told to wait for one of its own streams to end: nobody knows when.
        static let streamWait: Duration = .seconds(1)

        private let maximumConcurrentStreams: Int?
        private var requests: RateBucket?
        private var tokens: RateBucket?
        private(set) var streams = 0

        /// The rules of a client that has done nothing yet.
        init(_ limits: RequestLimits) {
            maximumConcurrentStreams = limits.maximumConcurrentStreams
            requests = limits.requestsPerMinute.map(RateBucket.init)
            tokens = limits.tokensPerMinute.map(RateBucket.init)
        }

        /// A request comes. One that is rejected costs nothing.
        mutating func begin(at now: ContinuousClock.Instant) -> Admission.Verdict {
            if let maximumConcurrentStreams, streams >= maximumConcurrentStreams {
                return .rejected(.concurrentStreams, retryAfter: Self.streamWait)
            }
            if let wait = requests?.wait(for: 1, at: now), wait > .zero {
                return .rejected(.requestsPerMinute, retryAfter: wait)
            }
            if let wait = tokens?.wait(for: 1, at: now), wait > .zero {
                return .rejected(.tokensPerMinute, retryAfter: wait)
            }
            requests?.take(1, at: now)
            streams += 1
            return .admitted
        }

        /// The answer of an admitted request is over, after so many tokens.
        mutating func end(tokens count: Int, at now: ContinuousClock.Instant) {
            precondition(streams > 0, "an answer ends once")
            streams -= 1
            tokens?.take(count, at: now)
        }
    }
#endif
