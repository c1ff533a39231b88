/// One server-sent event as WHATWG HTML section 9.2.6 dispatches it, with strings of its own.
public struct BaselineFrame: Sendable {
    /// The `event` field; empty means `message`.
    public var type: String
    /// The `data` lines joined with line feeds.
    public var data: String
    /// The block's own `id` field; nil when it had none.
    public var id: String?
    /// The block's own `retry` field in milliseconds; nil when it had no valid one.
    public var retry: Int64?
    /// The last event ID string after this event.
    public var lastEventID: String
}

/// Why the data of an event is not what its type promises.
public struct BaselineError: Error, Hashable, Sendable {
    /// The kinds of failure.
    public enum Code: Sendable { case invalidJSON, malformedEvent }

    /// What went wrong.
    public let code: Code
    /// Where in the event's data, in bytes; 0 where the decoder does not say.
    public let byteOffset: Int

    init(_ code: Code, byteOffset: Int = 0) {
        self.code = code
        self.byteOffset = byteOffset
    }
}
