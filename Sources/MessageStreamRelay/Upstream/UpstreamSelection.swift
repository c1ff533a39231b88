#if Relay
    /// In which order upstreams are asked, for one event loop: no input or output, no clock of its own.
    ///
    /// The first is drawn by weight. Those that could not be reached lately come last, so that a dead
    /// upstream costs one request in ``penalty`` and not its share of them.
    struct UpstreamSelection: Sendable {
        /// For how long an upstream is avoided after a failure.
        static let penalty = Duration.seconds(5)

        private let weights: [Int]
        private var failures: [ContinuousClock.Instant?]

        /// One weight for each upstream; those with 0 are asked only when others have failed.
        init(weights: [Int]) {
            self.weights = weights
            failures = Array(repeating: nil, count: weights.count)
        }

        /// The next upstream to ask; nil when all are in `tried`.
        mutating func next(
            after tried: [Int], at now: ContinuousClock.Instant,
            using random: inout some RandomNumberGenerator
        ) -> Int? {
            let open = weights.indices.filter { !tried.contains($0) }
            let sound = open.filter { !isAvoided($0, at: now) }
            let candidates = sound.isEmpty ? open : sound
            let total = candidates.reduce(0) { $0 + weights[$1] }
            guard total > 0 else { return candidates.first }
            var point = Int.random(in: 0..<total, using: &random)
            for candidate in candidates {
                point -= weights[candidate]
                if point < 0 { return candidate }
            }
            return candidates.last
        }

        /// Notes that an upstream could not be reached.
        mutating func failed(_ upstream: Int, at now: ContinuousClock.Instant) {
            failures[upstream] = now
        }

        /// Notes that an upstream answered.
        mutating func answered(_ upstream: Int) {
            if failures[upstream] != nil { failures[upstream] = nil }
        }

        private func isAvoided(_ upstream: Int, at now: ContinuousClock.Instant) -> Bool {
            guard let failure = failures[upstream] else { return false }
            return now - failure < Self.penalty
        }
    }
#endif
