extension ServerSentEventView {
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
