extension AsyncStream where Element: Sendable {
    /// A stream that has all its elements at once: what the documentation's code reads.
    public static func of(_ elements: [Element]) -> AsyncStream {
        AsyncStream { continuation in
            for element in elements { continuation.yield(element) }
            continuation.finish()
        }
    }
}
