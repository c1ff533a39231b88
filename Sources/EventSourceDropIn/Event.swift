extension EventSource {
    /// An event, with the members of mattt/EventSource's.
    public struct Event: Hashable, Identifiable, Codable, Sendable {
        /// The block's own `id` field; nil when it had none.
        public let id: String?
        /// The `event` field; nil when the block had none, which means `message`.
        public let event: String?
        /// The `data` lines joined with line feeds; empty when the block had none.
        public let data: String
        /// The `retry` field in milliseconds; nil when the block had no valid one above 0.
        public let retry: Int?

        /// An event with these fields.
        public init(id: String? = nil, event: String? = nil, data: String, retry: Int? = nil) {
            self.id = id
            self.event = event
            self.data = data
            self.retry = retry
        }
    }
}

/// Another name of ``EventSource/Event``.
public typealias SSE = EventSource.Event
