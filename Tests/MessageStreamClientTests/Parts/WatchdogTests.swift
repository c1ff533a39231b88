#if Client
    import Synchronization
    import Testing

    @testable import MessageStreamClient

    /// What ends an exchange when a timeout is over.
    @Suite(.timeLimit(.minutes(1))) struct WatchdogTests {
        /// A clock that a sleep moves on, and how long each sleep was.
        private final class SleepingClock: Sendable {
            private let state = Mutex((now: Duration.zero, sleeps: [Duration]()))

            var now: Duration { state.withLock { $0.now } }
            var sleeps: [Duration] { state.withLock { $0.sleeps } }

            func sleep(_ duration: Duration) {
                state.withLock { state in
                    state.now += duration
                    state.sleeps.append(duration)
                }
            }
        }

        private let clock = SleepingClock()

        private func exchange(_ timeouts: Timeouts) -> ClientExchange {
            let time = TimeSource(
                now: { [clock] in clock.now }, sleep: { [clock] in clock.sleep($0) })
            return ClientExchange(time: time, timeouts: timeouts, deadline: nil)
        }

        @Test(arguments: [Duration.milliseconds(1), .seconds(20), .seconds(21), .seconds(600)])
        func `It ends the exchange when the time is over, and not before`(limit: Duration) async {
            let exchange = exchange(Timeouts(firstByte: limit, idle: nil))
            exchange.begin {}
            await exchange.wait(isolation: nil)
            guard case .failed(let error) = exchange.take() else {
                Issue.record("no end")
                return
            }
            #expect(error.code == .firstByteTimeout)
            #expect(clock.now == limit)
        }

        /// The watchdog sleeps already when it becomes known that there is less to wait for.
        @Test(arguments: [(ClientExchangeWatch.Patience.refusal, 10), (.end, 3)])
        func `A limit that is set later is kept as exactly`(
            _ patience: ClientExchangeWatch.Patience, _ seconds: Int
        ) async {
            let clock = SteppedClock()
            let exchange = ClientExchange(
                time: TimeSource(now: { clock.now }, sleep: { try await clock.sleep($0) }),
                timeouts: Timeouts(), deadline: nil)
            exchange.begin {}
            await clock.waitUntilOneSleeps(to: .seconds(20))
            clock.advance(by: .seconds(5))
            exchange.set(patience)
            await clock.waitUntilOneSleeps(to: .seconds(5 + seconds))
            clock.advance(by: .seconds(seconds) - .nanoseconds(1))
            guard case .nothingYet = exchange.take() else {
                Issue.record("it ended too early")
                return
            }
            clock.advance(by: .nanoseconds(1))
            await exchange.wait(isolation: nil)
            guard case .failed(let error) = exchange.take() else {
                Issue.record("no end")
                return
            }
            #expect(error.code == .idleTimeout)
        }

        /// Swift keeps the timer of a sleep, some 800 bytes, until its time, also if it is cancelled.
        @Test func `No sleep is so long that streams which are over pile up`() async {
            let exchange = exchange(Timeouts(firstByte: .seconds(600), idle: .seconds(300)))
            exchange.begin {}
            await exchange.wait(isolation: nil)
            #expect(clock.sleeps.max() == .seconds(20))
        }
    }
#endif
