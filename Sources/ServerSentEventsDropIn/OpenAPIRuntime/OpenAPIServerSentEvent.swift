/// An event with the members of swift-openapi-runtime's `ServerSentEvent`.
///
/// It has a name of its own so that a file can import both libraries. Where the other import is
/// gone, `import ServerSentEventsDropInNames` gives it its old name back.
public struct OpenAPIServerSentEvent: Sendable, Hashable {
    /// The block's own `id` field; nil when it had none.
    public var id: String?
    /// The `event` field; nil when the block had none.
    public var event: String?
    /// The `data` lines joined with line feeds; nil when the block had none.
    public var data: String?
    /// The `retry` field in milliseconds; nil when the block had no valid one.
    public var retry: Int64?

    /// An event with these fields.
    public init(
        id: String? = nil, event: String? = nil, data: String? = nil, retry: Int64? = nil
    ) {
        self.id = id
        self.event = event
        self.data = data
        self.retry = retry
    }
}

/// An event with the members of swift-openapi-runtime's `ServerSentEventWithJSONData`.
public struct OpenAPIServerSentEventWithJSONData<JSONDataType: Sendable & Hashable>: Sendable,
    Hashable
{
    /// The `event` field; nil when the block had none.
    public var event: String?
    /// What the JSON of the `data` lines says; nil when the block had none.
    public var data: JSONDataType?
    /// The block's own `id` field; nil when it had none.
    public var id: String?
    /// The `retry` field in milliseconds; nil when the block had no valid one.
    public var retry: Int64?

    /// An event with these fields.
    public init(
        event: String? = nil, data: JSONDataType? = nil, id: String? = nil, retry: Int64? = nil
    ) {
        self.event = event
        self.data = data
        self.id = id
        self.retry = retry
    }
}
