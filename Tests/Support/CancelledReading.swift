/// Cancels the task that it runs in, as a tap on Stop does from elsewhere.
package func cancelThisTask() {
    unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
}

/// Reads `sequence` in a task that is cancelled after `count` elements: how many came, and the error.
package func readCancelling<S: AsyncSequence & Sendable>(
    _ sequence: S, after count: Int
) async -> (count: Int, error: (any Error)?) {
    await Task {
        var seen = 0
        do {
            if count == 0 { cancelThisTask() }
            for try await _ in sequence {
                seen += 1
                if seen == count { cancelThisTask() }
            }
            return (seen, nil)
        } catch {
            return (seen, error)
        }
    }.value
}

/// A stream in which everything is there already, and which ends when its reader is cancelled.
package func buffered<Element: Sendable>(_ elements: [Element]) -> AsyncStream<Element> {
    AsyncStream { continuation in
        for element in elements { continuation.yield(element) }
        continuation.finish()
    }
}
