/// A client that went away before its answer was over.
public struct ClientClose: Sendable, Hashable {
    /// Which request it was, from 1: its answer has the header `request-id: req_replay_N`.
    public var requestNumber: Int
    /// When the server's socket was told.
    public var time: ContinuousClock.Instant
}
