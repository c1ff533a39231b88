import Testing

@testable import MessageStreamClient

/// What happens to an exchange, and what is due after it.
private enum Step: Sendable {
    case receive(at: Int)
    case wait(from: Int)
    case progress(at: Int)
    case patience(ClientExchangeWatch.Patience, at: Int)
    /// Something is overdue.
    case overdue(MessageStreamClientError.Code, at: Int)
    /// Nothing is; ask again after so many seconds.
    case fine(at: Int, askAgainAfter: Int)
    /// Nothing can ever be.
    case forever(at: Int)
}

@Suite struct ClientExchangeWatchTests {
    private let timeouts = Timeouts(firstByte: .seconds(60), idle: .seconds(10))

    private func run(
        _ timeouts: Timeouts, deadline: Int? = nil, _ steps: [Step],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var watch = ClientExchangeWatch(
            timeouts, deadline: deadline.map { .seconds($0) }, startingAt: .zero)
        for step in steps {
            switch step {
            case .receive(let time): watch.receive(at: .seconds(time))
            case .wait(let time): watch.wait(from: .seconds(time))
            case .progress(let time): watch.noteProgress(at: .seconds(time))
            case .patience(let patience, let time): watch.set(patience, at: .seconds(time))
            case .overdue(let code, let time):
                #expect(
                    watch.check(at: .seconds(time)) == .overdue(code), "\(step)",
                    sourceLocation: sourceLocation)
            case .fine(let time, let delay):
                #expect(
                    watch.check(at: .seconds(time)) == .askAgain(after: .seconds(delay)),
                    "\(step)", sourceLocation: sourceLocation)
            case .forever(let time):
                #expect(
                    watch.check(at: .seconds(time)) == nil, "\(step)",
                    sourceLocation: sourceLocation)
            }
        }
    }

    @Test func `The first byte has a time of its own`() {
        run(
            timeouts,
            [
                .fine(at: 0, askAgainAfter: 10), .fine(at: 55, askAgainAfter: 5),
                .overdue(.firstByteTimeout, at: 60),
            ])
    }

    @Test func `Every byte that is waited for begins the idle time anew`() {
        run(
            timeouts,
            [
                .receive(at: 50), .wait(from: 51), .fine(at: 60, askAgainAfter: 1),
                .receive(at: 60), .wait(from: 60), .fine(at: 69, askAgainAfter: 1),
                .overdue(.idleTimeout, at: 70),
            ])
    }

    @Test func `While there are bytes to take no idle time passes`() {
        run(
            timeouts,
            [
                .receive(at: 1), .fine(at: 1000, askAgainAfter: 10), .wait(from: 1000),
                .fine(at: 1009, askAgainAfter: 1), .overdue(.idleTimeout, at: 1010),
            ])
    }

    @Test func `Where pings do not count, only progress begins the idle time anew`() {
        var timeouts = timeouts
        timeouts.pingsCount = false
        run(
            timeouts,
            [
                .receive(at: 0), .wait(from: 0), .receive(at: 6), .wait(from: 7),
                .fine(at: 10, askAgainAfter: 1), .overdue(.idleTimeout, at: 11),
            ])
        run(
            timeouts,
            [
                .receive(at: 0), .wait(from: 0), .receive(at: 6), .progress(at: 6), .wait(from: 7),
                .fine(at: 16, askAgainAfter: 1), .overdue(.idleTimeout, at: 17),
            ])
    }

    @Test func `The whole call has a deadline, whatever else goes on`() {
        run(
            timeouts, deadline: 20,
            [
                .fine(at: 19, askAgainAfter: 1), .receive(at: 19), .overdue(.totalTimeout, at: 20),
            ])
    }

    @Test func `The body of a refusal is not waited for as long as an answer`() {
        run(
            timeouts,
            [
                .receive(at: 0), .patience(.refusal, at: 0), .wait(from: 0),
                .fine(at: 3, askAgainAfter: 7), .overdue(.idleTimeout, at: 10),
            ])
    }

    @Test func `Nor is its first byte, where the head is all that comes`() {
        run(
            Timeouts(firstByte: .seconds(600), idle: .seconds(300)),
            [
                .fine(at: 50, askAgainAfter: 300), .patience(.refusal, at: 50),
                .fine(at: 50, askAgainAfter: 10), .overdue(.idleTimeout, at: 60),
            ])
        run(
            Timeouts(firstByte: nil, idle: nil),
            [.forever(at: 5), .patience(.refusal, at: 5), .overdue(.idleTimeout, at: 15)])
        // A shorter limit of the caller's stays.
        run(
            Timeouts(firstByte: .seconds(600), idle: .seconds(2)),
            [.patience(.refusal, at: 5), .overdue(.idleTimeout, at: 7)])
    }

    @Test func `A refusal that drips is not read for ever`() {
        let drip = (0..<12).flatMap { number in
            [Step.receive(at: 5 * number), .wait(from: 5 * number)]
        }
        run(
            Timeouts(),
            [.patience(.refusal, at: 0)] + drip
                + [.fine(at: 59, askAgainAfter: 1), .overdue(.idleTimeout, at: 60)])
    }

    @Test func `After a stop reason nothing that comes lengthens the wait`() {
        let pings = [
            Step.receive(at: 101), .progress(at: 101), .wait(from: 101), .receive(at: 102),
        ]
        run(
            Timeouts(firstByte: nil, idle: nil),
            [.receive(at: 0), .wait(from: 0), .patience(.end, at: 100)] + pings
                + [.fine(at: 102, askAgainAfter: 1), .overdue(.idleTimeout, at: 103)])
        // Another message begins.
        run(
            timeouts,
            [
                .receive(at: 0), .wait(from: 0), .patience(.end, at: 0), .receive(at: 2),
                .patience(.usual, at: 2), .wait(from: 2), .fine(at: 11, askAgainAfter: 1),
                .overdue(.idleTimeout, at: 12),
            ])
    }

    @Test func `Without timeouts there is nothing to ask for`() {
        run(
            Timeouts(firstByte: nil, idle: nil),
            [.forever(at: 0), .receive(at: 1), .forever(at: 2), .wait(from: 3), .forever(at: 4)])
    }

    @Test func `A reader that stays away does not keep the watch awake`() {
        var timeouts = timeouts
        timeouts.pingsCount = false
        var watch = ClientExchangeWatch(timeouts, deadline: nil, startingAt: .zero)
        watch.receive(at: .zero)
        watch.wait(from: .zero)
        // All but a moment of the idle time is used up, and then a byte comes that nobody takes.
        watch.receive(at: .seconds(10) - .nanoseconds(1))
        #expect(watch.check(at: .seconds(20)) == .askAgain(after: .seconds(1.25)))
    }
}
