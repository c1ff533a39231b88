#if Client
    import Synchronization

    /// A clock that goes when it is told to, and wakes those whose time has come.
    final class SteppedClock: Sendable {
        private struct State {
            var now = Duration.zero
            var lastID = 0
            var sleepers:
                [Int: (end: Duration, continuation: CheckedContinuation<Void, any Error>)] =
                    [:]
            /// Those who wait for other sleepers.
            var watchers:
                [(isSo: ([Duration]) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []

            var ends: [Duration] { sleepers.values.map(\.end) }

            /// Those who need not wait any longer.
            mutating func takeWatchers() -> [CheckedContinuation<Void, Never>] {
                let ends = ends
                defer { watchers.removeAll { $0.isSo(ends) } }
                return watchers.filter { $0.isSo(ends) }.map(\.continuation)
            }
        }

        private let state = Mutex(State())

        var now: Duration { state.withLock { $0.now } }

        func sleep(_ duration: Duration) async throws {
            let id = state.withLock { state in
                state.lastID += 1
                return state.lastID
            }
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation {
                    (continuation: CheckedContinuation<Void, any Error>) in
                    let watchers = state.withLock { state in
                        // Looked at under the lock, so that a cancel finds it or is found.
                        if Task.isCancelled {
                            continuation.resume(throwing: CancellationError())
                        } else {
                            state.sleepers[id] = (state.now + duration, continuation)
                        }
                        return state.takeWatchers()
                    }
                    for watcher in watchers { watcher.resume() }
                }
            } onCancel: {
                let (sleeper, watchers) = state.withLock { state in
                    (state.sleepers.removeValue(forKey: id), state.takeWatchers())
                }
                sleeper?.continuation.resume(throwing: CancellationError())
                for watcher in watchers { watcher.resume() }
            }
        }

        func advance(by duration: Duration) {
            let due = state.withLock { state in
                state.now += duration
                let due = state.sleepers.filter { $0.value.end <= state.now }
                for id in due.keys { state.sleepers[id] = nil }
                return due.values
            }
            for sleeper in due { sleeper.continuation.resume() }
        }

        /// Waits until exactly one sleeps, up to that time.
        func waitUntilOneSleeps(to end: Duration) async {
            await withCheckedContinuation { continuation in
                let isSo = state.withLock { state in
                    let isSo = state.ends == [end]
                    if !isSo { state.watchers.append(({ $0 == [end] }, continuation)) }
                    return isSo
                }
                if isSo { continuation.resume() }
            }
        }
    }
#endif
