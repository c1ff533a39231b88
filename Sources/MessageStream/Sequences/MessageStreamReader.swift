public import ServerSentEvents

/// Decodes the events of one message and knows when it is over: what iterators hold.
///
/// A class, since an iterator must be copyable and a decoder is not.
@usableFromInline
final class MessageStreamReader {
    /// Nothing more will be read: the message is complete, or an error has been thrown.
    @usableFromInline var isOver = false
    private var decoder: MessageStreamDecoder
    private var isComplete = false

    @usableFromInline
    init(limits: ServerSentEventDecoder.Limits) {
        decoder = MessageStreamDecoder(limits: limits)
    }

    /// The next event of `input`, or nil when it is used up or the message is over.
    @usableFromInline
    @_lifetime(input: copy input)
    func next(from input: inout Span<UInt8>) throws(MessageStreamError) -> MessageStreamEvent? {
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
            isOver = true
            isComplete = true
            throw error
        }
    }

    /// Says that no bytes will follow; throws, once, if the message is not complete.
    @usableFromInline
    func end() throws(MessageStreamError) {
        isOver = true
        guard !isComplete else { return }
        isComplete = true
        var error = MessageStreamError(decoder.eventCount == 0 ? .noMessage : .truncated)
        error.byteOffset = decoder.byteOffset
        throw error
    }
}
