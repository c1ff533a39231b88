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

        /// Takes tokens off that an admitted request may come to use; one that may use more than a
        /// minute's worth waits until all of it is there, or else it would wait for ever.
        mutating func reserve(_ count: Int, at now: ContinuousClock.Instant) -> Reservation {
            guard var bucket = tokens else { return .made(tokens: 0) }
            let count = min(max(0, count), bucket.capacity)
            let wait = bucket.wait(for: count, at: now)
            guard wait <= .zero else { return .refused(retryAfter: wait) }
            bucket.take(count, at: now)
            tokens = bucket
            return .made(tokens: count)
        }

        /// The answer of an admitted request is over, after so many tokens, of which those that were
        /// reserved have been taken off.
        mutating func end(
            tokens count: Int, reserved: Int = 0, at now: ContinuousClock.Instant
        ) {
            assert(streams > 0, "an answer ends once")
            // In a release a slip in counting must not take every open stream along.
            guard streams > 0 else { return }
            streams -= 1
            let count = max(0, count)
            if count >= reserved {
                tokens?.take(count - reserved, at: now)
            } else {
                tokens?.giveBack(reserved - count)
            }
        }
    }

    /// What became of the wish for tokens.
    enum Reservation: Sendable, Hashable {
        /// So many are taken off; what is not used comes back at the end.
        case made(tokens: Int)
        /// They are not there, and could be after so long.
        case refused(retryAfter: Duration)
    }
#endif
