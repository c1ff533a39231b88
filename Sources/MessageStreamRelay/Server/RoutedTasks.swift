#if Relay
    internal import Synchronization

    /// Tasks that each serve a connection: event loops must not end before them.
    final class RoutedTasks: Sendable {
        private struct State: Sendable {
            var last: UInt64 = 0
            var tasks: [UInt64: Task<Void, Never>] = [:]
        }

        private let state = Mutex(State())

        func add(_ body: @escaping @Sendable () async -> Void) {
            state.withLock { state in
                state.last += 1
                let number = state.last
                state.tasks[number] = Task { [self] in
                    await body()
                    self.state.withLock { $0.tasks[number] = nil }
                }
            }
        }

        /// Waits until there are none; more may come meanwhile.
        func finish() async {
            while let task = state.withLock({ $0.tasks.values.first }) { await task.value }
        }
    }
#endif
