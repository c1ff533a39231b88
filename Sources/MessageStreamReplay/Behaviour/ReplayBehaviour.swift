/// How a recording is delivered: when, in what pieces, and with which faults.
public struct ReplayBehaviour: Sendable, Hashable {
    /// When the events are sent.
    public var pacing: Pacing
    /// Where the bytes are cut into writes.
    public var chunking: Chunking
    /// What goes wrong, in any order; see ``Fault``.
    public var faults: [Fault]
    /// Whether streams come with `content-encoding: gzip` if the client accepts that.
    ///
    /// A client must undo gzip's framing, and can read each piece as soon as it has come; but the
    /// bytes are stored, not compressed: they get no fewer.
    public var isGzipped: Bool

    /// A behaviour; by default a faultless one, as fast as the client reads.
    public init(
        pacing: Pacing = .asFastAsPossible, chunking: Chunking = .events, faults: [Fault] = [],
        isGzipped: Bool = false
    ) {
        self.pacing = pacing
        self.chunking = chunking
        self.faults = faults
        self.isGzipped = isGzipped
    }

    /// When the events are sent.
    public enum Pacing: Sendable, Hashable {
        /// As fast as the client reads.
        case asFastAsPossible
        /// So many events a second, the first at once; no event is ever sent before its time.
        ///
        /// A rate that is not positive and finite is as fast as possible.
        case eventsPerSecond(Double)
    }

    /// Where the bytes are cut into writes, each of which is a chunk of HTTP's chunked encoding.
    ///
    /// A piece that holds bytes of several events is sent when it is time for the last of them.
    public enum Chunking: Sendable, Hashable {
        /// One write an event.
        case events
        /// So many bytes a write, at least 1, whatever the events are.
        case bytes(Int)
        /// One write an event, and a border inside every character of several bytes.
        case splitUTF8
        /// Everything in one write.
        case whole
    }
}
