/// One server-sent event as bytes where they lie, valid inside the closure that gets it.
@safe
public struct CompetentFrame {
    /// The `event` field; empty means `message`.
    public let type: UnsafeBufferPointer<UInt8>
    /// The `data` lines joined with line feeds.
    public let data: UnsafeBufferPointer<UInt8>
    /// The block's own `retry` field in milliseconds; nil when it had no valid one.
    public let retry: Int64?
    /// Whose ID the event has; nil in streams without.
    let identity: Identity?

    /// The IDs of an event, for the streams that have any.
    final class Identity {
        let id: String?
        let lastEventID: String

        init(id: String?, lastEventID: String) {
            self.id = id
            self.lastEventID = lastEventID
        }
    }

    /// The event with strings of its own.
    public var owned: BaselineFrame {
        BaselineFrame(
            type: unsafe String(decoding: type, as: UTF8.self),
            data: unsafe String(decoding: data, as: UTF8.self),
            id: identity?.id, retry: retry, lastEventID: identity?.lastEventID ?? "")
    }
}
