import MessageStream

/// An event, its place in the stream, and what became of it.
struct NumberedEvent {
    var event: MessageStreamEvent
    /// Counted from 1.
    var number: Int
    /// Where the event's data begins, in bytes from the start of the stream.
    var byteOffset: UInt64
    /// Whether the event belongs to the message: not one that comes after its end or cannot be right.
    var isPartOfMessage = false
}

/// How the events and messages of a stream are written.
protocol MessageFormat {
    /// Adds to `text` what there is to say about an event.
    ///
    /// - Parameter update: What the event added to the message, if it did.
    mutating func show(
        _ numbered: NumberedEvent, update: MessageUpdate?, into text: inout String)

    /// Adds to `text` what there is to say when a message is over, whole or not.
    ///
    /// - Parameter isUsageProvisional: Whether the count of output tokens is but a placeholder.
    mutating func showEnd(of message: Message, isUsageProvisional: Bool, into text: inout String)
}
