internal import Synchronization

/// A state that tasks can wait on: each change wakes those for whom it has come true.
final class Observed<State: Sendable>: Sendable {
    private struct Waiter: Sendable {
        var id: Int
        /// What resumes the waiter if the state is as it wants it; may take its share of the state.
        var attempt: @Sendable (inout State) -> (@Sendable () -> Void)?
        var cancel: @Sendable () -> Void
    }

    private struct Contents: Sendable {
        var state: State
        var waiters: [Waiter] = []
        var lastID = 0
        /// Those that were cancelled before they began to wait.
        var cancelled: Set<Int> = []
    }

    private let contents: Mutex<Contents>

    init(_ state: State) {
        contents = Mutex(Contents(state: state))
    }

    /// Changes or reads the state.
    func update<Result: Sendable>(_ change: @Sendable (inout State) -> Result) -> Result {
        let (result, wakes) = contents.withLock { contents in
            let result = change(&contents.state)
            var wakes: [@Sendable () -> Void] = []
            contents.waiters.removeAll { waiter in
                guard let wake = waiter.attempt(&contents.state) else { return false }
                wakes.append(wake)
                return true
            }
            return (result, wakes)
        }
        // Outside of the lock, since whoever wakes may want it.
        for wake in wakes { wake() }
        return result
    }

    /// Waits until `take` gives something, which it may take out of the state.
    ///
    /// Those who wait for the same are served in the order in which they came.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    @discardableResult
    func wait<Result: Sendable>(
        for take: @escaping @Sendable (inout State) -> Result?
    ) async throws -> Result {
        let id = contents.withLock { contents in
            contents.lastID += 1
            return contents.lastID
        }
        // A cancellation may come when the wait is over already.
        defer { contents.withLock { _ = $0.cancelled.remove(id) } }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                begin(id, continuation, take)
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func begin<Result: Sendable>(
        _ id: Int, _ continuation: CheckedContinuation<Result, any Error>,
        _ take: @escaping @Sendable (inout State) -> Result?
    ) {
        let waiter = Waiter(
            id: id,
            attempt: { state in
                guard let result = take(&state) else { return nil }
                return { continuation.resume(returning: result) }
            },
            cancel: { continuation.resume(throwing: CancellationError()) })
        let wake: (@Sendable () -> Void)? = contents.withLock { contents in
            if contents.cancelled.remove(id) != nil { return waiter.cancel }
            let wake = waiter.attempt(&contents.state)
            if wake == nil { contents.waiters.append(waiter) }
            return wake
        }
        wake?()
    }

    private func cancel(_ id: Int) {
        let waiter: Waiter? = contents.withLock { contents in
            guard let index = contents.waiters.firstIndex(where: { $0.id == id }) else {
                contents.cancelled.insert(id)
                return nil
            }
            return contents.waiters.remove(at: index)
        }
        waiter?.cancel()
    }
}
