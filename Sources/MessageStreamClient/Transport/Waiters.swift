/// The tasks that wait for something to happen.
struct Waiters: Sendable {
    private var continuations: [UInt64: CheckedContinuation<Void, Never>] = [:]
    private var lastID: UInt64 = 0

    mutating func newID() -> UInt64 {
        lastID += 1
        return lastID
    }

    mutating func add(_ id: UInt64, _ continuation: CheckedContinuation<Void, Never>) {
        continuations[id] = continuation
    }

    /// One that need not wait any longer, if it does; resume it outside of any lock.
    mutating func take(_ id: UInt64) -> CheckedContinuation<Void, Never>? {
        continuations.removeValue(forKey: id)
    }

    /// All of them; resume them outside of any lock.
    mutating func takeAll() -> [CheckedContinuation<Void, Never>] {
        defer { continuations = [:] }
        return Array(continuations.values)
    }
}

extension [CheckedContinuation<Void, Never>] {
    func resumeAll() {
        for continuation in self { continuation.resume() }
    }
}
