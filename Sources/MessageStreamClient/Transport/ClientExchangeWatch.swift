/// Which timeout of an exchange is due when. Does no I/O and reads no clock.
///
/// Idle time is time in which the network owes bytes: it stands still while there are some that
/// nobody took.
struct ClientExchangeWatch: Sendable {
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
    /// When all that is to come must have come.
    private var end: Duration?
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

    /// The network is waited for as `patience` says from now on.
    mutating func set(_ patience: Patience, at now: Duration) {
        end = patience.total.map { now + $0 }
        guard let limit = patience.idle else {
            idle = timeouts.idle
            return
        }
        idle = min(timeouts.idle ?? limit, limit)
        // Its first byte has no longer time than the others.
        if case .awaitingFirstByte = phase { phase = .waiting(since: now) }
    }

    /// What is overdue, or when to ask again; nil when nothing can come due.
    func check(at now: Duration) -> Verdict? {
        if let deadline, now >= deadline { return .overdue(.totalTimeout) }
        if let end, now >= end { return .overdue(.idleTimeout) }
        var wakeUps = [deadline.map { $0 - now }, end.map { $0 - now }]
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

    /// How long the network is waited for, beside what the timeouts say.
    enum Patience: Equatable {
        /// An answer is coming.
        case usual
        /// The body of a refusal: what came of it will do.
        case refusal
        /// The model has said why it stopped: the message is whole, whether `message_stop` comes or not.
        case end

        /// The longest gap.
        var idle: Duration? {
            switch self {
            case .usual, .end: nil
            case .refusal: .seconds(10)
            }
        }

        /// The longest that all of it may take, whatever comes meanwhile.
        var total: Duration? {
            switch self {
            case .usual: nil
            case .refusal: .seconds(60)
            case .end: .seconds(3)
            }
        }
    }

    enum Verdict: Equatable {
        case overdue(MessageStreamClientError.Code)
        case askAgain(after: Duration)
    }
}
