/// How far a load is.
package struct LoadProgress: Sendable {
    /// Streams that have had their first event, or failed.
    package var opened: Int
    /// Streams that are open at a time when all are.
    package var streams: Int
    /// Requests that are over.
    package var ended: Int
    /// Of those, the ones that failed.
    package var failed: Int
    /// Events that have come.
    package var events: Int
}
