/// Whether and when a request is sent again. Does no I/O, and knows neither clock nor dice.
struct RetrySchedule: Sendable {
    /// What came of an attempt's content.
    enum Content: Sendable, Hashable {
        /// Nothing has been handed out that a new answer would contradict.
        case none
        /// Text came and nothing else: the model could go on from there.
        case continuable
        /// Content came that no new request could go on with.
        case delivered
    }

    enum Decision: Equatable {
        case giveUp
        /// Send it again, from the beginning.
        case retry(after: Duration)
        /// Ask for the rest of the text.
        case resume(after: Duration)
    }

    private let policy: RetryPolicy
    private(set) var retriesTaken = 0

    init(_ policy: RetryPolicy) {
        self.policy = policy
    }

    /// What to do after an attempt that failed with `error`.
    ///
    /// - Parameters:
    ///   - shouldRetry: What `x-should-retry` said.
    ///   - random: A number from 0 up to 1.
    ///   - timeLeft: Until the whole call has to be over.
    mutating func decide(
        after error: MessageStreamClientError, shouldRetry: Bool?, content: Content,
        random: Double, timeLeft: Duration?
    ) -> Decision {
        guard retriesTaken < policy.maximumRetries, shouldRetry ?? error.mayPass else {
            return .giveUp
        }
        switch content {
        case .none: break
        case .delivered: return .giveUp
        case .continuable: guard policy.continuation != .never else { return .giveUp }
        }
        guard let delay = delay(asked: error.retryAfter, random: random) else { return .giveUp }
        if let timeLeft, delay >= timeLeft { return .giveUp }
        retriesTaken += 1
        return content == .none ? .retry(after: delay) : .resume(after: delay)
    }

    /// The wait before the next attempt, or nil when the server asks for a longer one than allowed.
    private func delay(asked: Duration?, random: Double) -> Duration? {
        if let asked { return asked <= policy.maximumRetryAfter ? asked : nil }
        // The doubling stops at the maximum; 2^62 of anything is past it.
        var backoff = policy.initialBackoff
        for _ in 0..<min(retriesTaken, 62) where backoff < policy.maximumBackoff { backoff *= 2 }
        return min(backoff, policy.maximumBackoff) * (1 - 0.25 * random)
    }
}
