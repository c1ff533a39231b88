/// One event as bytes where they lie: in the chunk, or in the decoder if a border cut the event.
///
/// A view costs no copy and no allocation. It cannot outlive the chunk, nor the decoder's next call:
/// the compiler sees to that. The bytes are as they came; ``event()`` makes strings of them, with
/// U+FFFD in place of invalid UTF-8. Do not use views to keep events: keep ``ServerSentEvent``.
public struct ServerSentEventView: ~Escapable {
    /// The `event` field; empty means `message`.
    public let type: Span<UInt8>
    /// The `data` lines joined with LF.
    public let data: Span<UInt8>
    /// The last event ID string after this event.
    public let lastEventID: Span<UInt8>
    /// The block's own `retry` field in milliseconds; nil when it had no valid one.
    public let retry: Int64?
    /// Whether the block had a valid `id` field of its own: then ``lastEventID`` is its value.
    public let hasID: Bool
    /// Where in the stream the value of the first `data` line begins, in bytes.
    public let dataOffset: UInt64

    @_lifetime(copy type, copy data, copy lastEventID)
    package init(
        type: Span<UInt8>, data: Span<UInt8>, lastEventID: Span<UInt8>, retry: Int64?, hasID: Bool,
        dataOffset: UInt64
    ) {
        self.type = type
        self.data = data
        self.lastEventID = lastEventID
        self.retry = retry
        self.hasID = hasID
        self.dataOffset = dataOffset
    }

    /// The event with strings of its own. Allocates for each that is longer than 15 bytes.
    public func event() -> ServerSentEvent {
        let lastID = String(repairing: lastEventID)
        return ServerSentEvent(
            event: type.isEmpty ? nil : String(repairing: type),
            data: String(repairing: data),
            id: hasID ? lastID : nil,
            retry: retry,
            lastEventID: lastID)
    }
}
