/// Which timeout of an exchange is due when. Does no I/O and reads no clock.
///
/// Idle time is time in which the network owes bytes: it stands still while there are some that
/// nobody took.
struct ExchangeWatch: Sendable {
    private enum Phase {
        /// No byte of the body has come.
        case awaitingFirstByte(since: Duration)
        /// All that came has been taken.
        case waiting(since: Duration)
        /// There are bytes to take.
        case supplied
    }

    private let timeouts: Timeouts
    private let deadline: Duration?
    private var idle: Duration?
    private var phase: Phase
    /// How long the network was waited for since the last progress.
    private var waited = Duration.zero

    /// - Parameter deadline: When the whole call has to be over.
    init(_ timeouts: Timeouts, deadline: Duration?, startingAt now: Duration) {
        self.timeouts = timeouts
        self.deadline = deadline
        idle = timeouts.idle
        phase = .awaitingFirstByte(since: now)
    }

    /// Bytes came.
    mutating func receive(at now: Duration) {
        if case .waiting(let since) = phase { waited += now - since }
        if timeouts.pingsCount { waited = .zero }
        phase = .supplied
    }

    /// The last of the bytes that came was taken.
    mutating func wait(from now: Duration) {
        phase = .waiting(since: now)
    }

    /// An event came that is no ping.
    mutating func noteProgress(at now: Duration) {
        waited = .zero
        if case .waiting = phase { phase = .waiting(since: now) }
    }

    /// The answer is an error's body, for which nobody waits long.
    mutating func limitIdle(to limit: Duration) {
        idle = min(idle ?? limit, limit)
    }

    /// What is overdue, or when to ask again; nil when nothing can come due.
    func check(at now: Duration) -> Verdict? {
        if let deadline, now >= deadline { return .overdue(.totalTimeout) }
        var wakeUps = [deadline.map { $0 - now }]
        switch phase {
        case .awaitingFirstByte(let since):
            if let limit = timeouts.firstByte {
                if now - since >= limit { return .overdue(.firstByteTimeout) }
                wakeUps.append(limit - (now - since))
            }
            wakeUps.append(idle)
        case .waiting(let since):
            if let idle {
                let spent = waited + (now - since)
                if spent >= idle { return .overdue(.idleTimeout) }
                wakeUps.append(idle - spent)
            }
        case .supplied:
            // At the earliest, if all were taken right now; but not every moment while nobody reads.
            wakeUps.append(idle.map { max($0 - waited, $0 / 8) })
        }
        return wakeUps.compactMap(\.self).min().map(Verdict.askAgain)
    }

    enum Verdict: Equatable {
        case overdue(MessageStreamClientError.Code)
        case askAgain(after: Duration)
    }
}
