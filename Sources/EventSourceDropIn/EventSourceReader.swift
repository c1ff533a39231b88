public import ServerSentEvents

/// An ``EventDecoding`` that an iterator, which must be copyable, can hold.
///
/// Only its iterator has the reader, and an iterator is one task's at a time: see
/// `ServerSentEventDecoderBox` for what checking every access would cost.
@usableFromInline
final class EventSourceReader: EventReader {
    @usableFromInline typealias Event = EventSource.Event
    @usableFromInline typealias Failure = ServerSentEventError

    @exclusivity(unchecked) private var decoding: EventDecoding
    @exclusivity(unchecked) private var isFinished = false

    @usableFromInline
    init(limits: ServerSentEventDecoder.Limits) {
        unsafe decoding = EventDecoding(limits: limits)
    }

    @usableFromInline
    var isOver: Bool { unsafe isFinished }

    @usableFromInline
    @_lifetime(input: copy input)
    func next(
        from input: inout Span<UInt8>
    ) throws(ServerSentEventError) -> EventSource.Event? {
        do throws(ServerSentEventError) {
            return try unsafe decoding.next(from: &input)
        } catch {
            fail()
            throw error
        }
    }

    @usableFromInline
    func fail() {
        unsafe isFinished = true
        unsafe decoding.abandon()
    }

    @usableFromInline
    func end() -> EventSource.Event? {
        guard !isOver else { return nil }
        unsafe isFinished = true
        return unsafe decoding.finish()
    }
}
