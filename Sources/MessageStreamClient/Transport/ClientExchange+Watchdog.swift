#if Client
    import Synchronization

    extension ClientExchange {
        /// The longest that the watchdog sleeps. The timer of a sleep that is cancelled stays until its
        /// time: streams that are over must not keep memory for the ten minutes of a timeout.
        private static let longestSleep = Duration.seconds(20)

        /// Starts what ends the exchange when a timeout is over, unless there are none.
        ///
        /// One task sleeps to the next moment at which anything can be due, and looks again: a byte
        /// that comes costs no timer.
        func watch() {
            guard case .askAgain? = check() else { return }
            let watchdog = Task { [weak self, time] in
                while case .askAgain(let delay)? = self?.check() {
                    do { try await time.sleep(min(delay, Self.longestSleep)) } catch { return }
                }
            }
            let dismissed = state.withLock { state in
                guard state.end == nil, !state.isReleased else {
                    return watchdog as Task<Void, Never>?
                }
                defer { state.watchdog = watchdog }
                return state.watchdog
            }
            dismissed?.cancel()
        }

        /// Waits for the network as `patience` says from now on.
        func set(_ patience: ClientExchangeWatch.Patience) {
            state.withLock { $0.watch.set(patience, at: time.now()) }
            // The one that sleeps knows nothing of it.
            watch()
        }

        private func check() -> ClientExchangeWatch.Verdict? {
            let verdict = state.withLock { state in
                state.end == nil && !state.isReleased ? state.watch.check(at: time.now()) : nil
            }
            if case .overdue(let code)? = verdict {
                end(.failure(MessageStreamClientError(code)), closing: true)
            }
            return verdict
        }
    }
#endif
