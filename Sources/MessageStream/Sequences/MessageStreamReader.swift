public import ServerSentEvents

/// Decodes the events of one message and knows when it is over.
struct MessageReading: ~Copyable {
    /// Nothing more will be read: the message is complete, or an error has been thrown.
    private(set) var isOver = false
    private var decoder: MessageStreamDecoder
    private var isComplete = false

    init(limits: ServerSentEventDecoder.Limits) {
        decoder = MessageStreamDecoder(limits: limits)
    }

    /// The next event of `input`, or nil when it is used up or the message is over.
    @_lifetime(input: copy input)
    mutating func next(
        from input: inout Span<UInt8>
    ) throws(MessageStreamError) -> MessageStreamEvent? {
        guard !isOver else { return nil }
        do throws(MessageStreamError) {
            let event = try decoder.next(from: &input)
            if decoder.isDone {
                isOver = true
                return nil
            }
            switch event {
            case .messageStop:
                isOver = true
                isComplete = true
            case .messageDelta(let delta): isComplete = isComplete || delta.stopReason != nil
            case .error(let streamed):
                var error = MessageStreamError(.streamed, message: streamed.message)
                error.eventNumber = decoder.eventCount
                error.streamedError = streamed
                throw error
            case .messageStart, .contentBlockStart, .contentBlockDelta, .contentBlockStop, .ping,
                .unknown, nil:
                break
            }
            return event
        } catch {
            fail()
            throw error
        }
    }

    /// Says that an error has been thrown: nothing more will be read, and no other error is due.
    mutating func fail() {
        isOver = true
        isComplete = true
    }

    /// Says that no bytes will follow; throws, once, if the message is not complete.
    mutating func end() throws(MessageStreamError) {
        isOver = true
        guard !isComplete else { return }
        isComplete = true
        var error = MessageStreamError(decoder.eventCount == 0 ? .noMessage : .truncated)
        error.byteOffset = decoder.byteOffset
        throw error
    }
}

/// A ``MessageReading`` that an iterator, which must be copyable, can hold.
///
/// Only its iterator has the reader, and an iterator is one task's at a time: checking every access
/// for exclusivity, as Swift does for the properties of classes, would cost more than decoding the
/// event.
@usableFromInline
final class MessageStreamReader {
    @exclusivity(unchecked) private var reading: MessageReading

    @usableFromInline
    init(limits: ServerSentEventDecoder.Limits) {
        unsafe reading = MessageReading(limits: limits)
    }

    @usableFromInline
    var isOver: Bool { unsafe reading.isOver }

    @usableFromInline
    @_lifetime(input: copy input)
    func next(from input: inout Span<UInt8>) throws(MessageStreamError) -> MessageStreamEvent? {
        try unsafe reading.next(from: &input)
    }

    @usableFromInline
    func fail() {
        unsafe reading.fail()
    }

    @usableFromInline
    func end() throws(MessageStreamError) {
        try unsafe reading.end()
    }
}
