/// One event of an event stream, with strings of its own.
///
/// What WHATWG HTML section 9.2.6 calls dispatching: ``event`` is the event's type, ``data`` its data
/// buffer, ``lastEventID`` the `lastEventId` of the `MessageEvent`.
public struct ServerSentEvent: Sendable {
    /// The `event` field; nil when the block had none or an empty one, which means `message`.
    public var event: String?
    /// The `data` lines joined with line feeds.
    public var data: String
    /// The block's own `id` field; nil when it had none, empty when it takes the last ID back.
    public var id: String?
    /// The block's own `retry` field in milliseconds; nil when it had no valid one.
    public var retry: Int64?
    /// The last event ID string after this event: its own `id`, or that of an earlier event.
    public var lastEventID: String

    /// An event as it would be decoded; `lastEventID` is taken from `id` when nil.
    public init(
        event: String? = nil, data: String, id: String? = nil, retry: Int64? = nil,
        lastEventID: String? = nil
    ) {
        self.event = event
        self.data = data
        self.id = id
        self.retry = retry
        self.lastEventID = lastEventID ?? id ?? ""
    }

    /// The type with which a browser would dispatch this event: ``event``, or `message`.
    public var type: String {
        event ?? "message"
    }
}

extension ServerSentEvent: Hashable {
    /// Whether both events are the same, compared by Unicode scalars.
    public static func == (left: ServerSentEvent, right: ServerSentEvent) -> Bool {
        same(left.event, right.event) && same(left.data, right.data) && same(left.id, right.id)
            && left.retry == right.retry && same(left.lastEventID, right.lastEventID)
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(event)
        hasher.combine(data)
        hasher.combine(id)
        hasher.combine(retry)
    }

    private static func same(_ left: String?, _ right: String?) -> Bool {
        switch (left, right) {
        case (nil, nil): true
        case (let left?, let right?): left.utf8.elementsEqual(right.utf8)
        case (nil, _), (_, nil): false
        }
    }
}
