/// How long a client waits for what; nil waits for ever.
///
/// Times are those in which the client waits for the network: a slow reader does not use them up.
/// The total is the exception, it runs from the call on and takes in every attempt.
public struct Timeouts: Sendable, Hashable {
    /// Until the first byte of the answer's body, from the moment at which a request goes out, ten
    /// minutes unless said otherwise: a model may think for long before it begins.
    public var firstByte: Duration?

    /// Between two bytes of the answer, or between two events where pings do not count; five minutes
    /// unless said otherwise.
    public var idle: Duration?

    /// Whether pings keep the stream alive, which they do unless said otherwise.
    ///
    /// Otherwise only events other than pings do: a server whose model is stuck goes on pinging.
    public var pingsCount: Bool

    /// For all of it: every attempt, the waits in between, the whole answer. None unless said
    /// otherwise.
    public var total: Duration?

    /// Timeouts.
    public init(
        firstByte: Duration? = .seconds(600), idle: Duration? = .seconds(300),
        pingsCount: Bool = true, total: Duration? = nil
    ) {
        self.firstByte = firstByte
        self.idle = idle
        self.pingsCount = pingsCount
        self.total = total
    }
}
