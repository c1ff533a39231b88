public import ServerSentEvents

/// Decodes the events of one message and knows when it is over.
struct MessageReading: ~Copyable {
    /// Nothing more will be read: the message is complete, or an error has been thrown.
    private(set) var isOver = false
    private var decoder: MessageStreamDecoder
    private var outline = MessageOutline()
    private var hasFailed = false

    init(limits: ServerSentEventDecoder.Limits) {
        decoder = MessageStreamDecoder(limits: limits)
    }

    /// The next event of `input`, or nil when it is used up or the message is over.
    @_lifetime(input: copy input)
    @inline(__always)
    mutating func next(
        from input: inout Span<UInt8>
    ) throws(MessageStreamError) -> MessageStreamEvent? {
        guard !isOver else { return nil }
        do throws(MessageStreamError) {
            guard let event = try decoder.nextEvent(of: &input, untilDone: &isOver) else {
                return nil
            }
            if case .contentBlockDelta(let index, _) = event {
                try outline.admitDelta(to: index, event: decoder.eventCount)
                return event
            }
            return try note(event, number: decoder.eventCount) ? event : nil
        } catch {
            fail()
            throw error
        }
    }

    /// Notes an event other than the frequent ones; returns whether it is one of the message.
    private mutating func note(
        _ event: MessageStreamEvent, number: Int
    ) throws(MessageStreamError) -> Bool {
        if case .error(let streamed) = event {
            throw MessageStreamError(streamed, eventNumber: number)
        }
        // Of messages in a row the first one is read.
        let beginsNext = try outline.note(event, number: number) == .next
        if case .messageStop = event { isOver = true }
        if beginsNext { isOver = true }
        return !beginsNext
    }

    /// Says that an error has been thrown: nothing more will be read, and no other error is due.
    mutating func fail() {
        isOver = true
        hasFailed = true
    }

    /// Says that the reader was cancelled; returns, once, that it was, unless the message is whole.
    mutating func cancel() -> MessageStreamError? {
        defer { fail() }
        guard !hasFailed, outline.shortfall != nil else { return nil }
        return error(MessageStreamError(.cancelled))
    }

    /// Says that no bytes will follow; throws, once, if the message is not complete.
    mutating func end() throws(MessageStreamError) {
        defer { fail() }
        guard !hasFailed, let shortfall = outline.shortfall else { return }
        throw error(shortfall)
    }

    /// An error about the end of the bytes, with its place if it has none.
    private func error(_ error: MessageStreamError) -> MessageStreamError {
        var error = error
        if error.eventNumber == nil { error.byteOffset = decoder.byteOffset }
        return error
    }
}

extension MessageStreamDecoder {
    /// The next event as bytes where they lie, or nil when `input` is used up or `data: [DONE]` has
    /// come, which `isDone` then says.
    ///
    /// What follows `[DONE]` in the same chunk is not part of the message.
    @_lifetime(copy input)
    @_lifetime(input: copy input)
    @inlinable
    @inline(__always)
    package mutating func nextView(
        of input: inout Span<UInt8>, untilDone isDone: inout Bool
    ) throws(MessageStreamError) -> MessageStreamEventView? {
        // Asking whether it is done moves nothing that the view points to, which the compiler cannot
        // know: it has the view depend on the whole decoder.
        let view = unsafe _overrideLifetime(try nextView(from: &input), copying: input)
        isDone = self.isDone
        return isDone ? nil : view
    }
}

/// A ``MessageReading`` that an iterator, which must be copyable, can hold.
///
/// Only its iterator has the reader, and an iterator is one task's at a time: checking every access
/// for exclusivity, as Swift does for the properties of classes, would cost more than decoding the
/// event.
@usableFromInline
final class MessageStreamReader: EventBatchReader {
    @usableFromInline typealias Event = MessageStreamEvent
    @usableFromInline typealias Failure = MessageStreamError

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
    @_lifetime(input: copy input)
    func read(
        _ input: inout Span<UInt8>, into events: inout [MessageStreamEvent]
    ) throws(MessageStreamError) {
        while let event = try unsafe reading.next(from: &input) { events.append(event) }
    }

    @usableFromInline
    func fail() {
        unsafe reading.fail()
    }

    @usableFromInline
    func stop(by error: (any Error)?) -> (any Error)? {
        if let error, !error.isCancellation {
            fail()
            return error
        }
        guard let cancelled = unsafe reading.cancel() else { return nil }
        return error as? CancellationError ?? cancelled
    }

    @usableFromInline
    func end() throws(MessageStreamError) -> MessageStreamEvent? {
        try unsafe reading.end()
        return nil
    }
}
