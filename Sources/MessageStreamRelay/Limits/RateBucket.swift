#if Relay
    /// A bucket that holds a minute's worth and refills steadily ("token bucket").
    ///
    /// All it keeps is when it will be full again: the time until then, over the time that one unit
    /// takes, is what is missing. Exact, and nothing has to be refilled on a clock.
    struct RateBucket: Sendable {
        /// The most that one count may put a bucket behind: an upstream that counts wrongly must not
        /// lock a key out for days.
        static let greatestDebt: Duration = .seconds(3600)

        private let perMinute: Int
        private var fullAt: ContinuousClock.Instant?

        /// A full bucket.
        init(perMinute: Int) {
            self.perMinute = min(max(1, perMinute), RequestLimits.greatest)
        }

        /// How many units a full one has.
        var capacity: Int { perMinute }

        private static let minute: Duration = .seconds(60)

        /// How long until `count` units are in it; zero if they are.
        func wait(for count: Int, at now: ContinuousClock.Instant) -> Duration {
            guard let fullAt, fullAt > now else { return .zero }
            let missing = now.duration(to: fullAt)
            return max(.zero, missing - (Self.minute - time(for: count)))
        }

        /// Takes `count` units, whether they are there or not.
        mutating func take(_ count: Int, at now: ContinuousClock.Instant) {
            let start = max(fullAt ?? now, now)
            let latest = now.advanced(by: Self.minute + Self.greatestDebt)
            fullAt = min(start.advanced(by: time(for: count)), latest)
        }

        /// Puts `count` units back that were taken; what does not fit is lost.
        mutating func giveBack(_ count: Int) {
            fullAt = fullAt?.advanced(by: .zero - time(for: count))
        }

        private func time(for count: Int) -> Duration {
            // More than that is cut anyway, and the product stays in range.
            let count = min(max(0, count), perMinute * 64)
            return Self.minute * count / perMinute
        }
    }
#endif
