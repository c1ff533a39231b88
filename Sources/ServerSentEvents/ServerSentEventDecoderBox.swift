/// A decoder that an iterator, which must be copyable, can hold.
///
/// Only its iterator has the box, and an iterator is one task's at a time: checking every access for
/// exclusivity, as Swift does for the properties of classes, would cost more than framing the event.
@usableFromInline
final class ServerSentEventDecoderBox: EventBatchReader {
    @usableFromInline typealias Event = ServerSentEvent
    @usableFromInline typealias Failure = ServerSentEventError

    @exclusivity(unchecked) private var decoder: ServerSentEventDecoder
    @exclusivity(unchecked) private var isFinished = false

    @usableFromInline
    init(limits: ServerSentEventDecoder.Limits) {
        unsafe decoder = ServerSentEventDecoder(limits: limits)
    }

    @usableFromInline
    var isOver: Bool { unsafe isFinished }

    @usableFromInline
    @_lifetime(input: copy input)
    func next(from input: inout Span<UInt8>) throws(ServerSentEventError) -> ServerSentEvent? {
        do throws(ServerSentEventError) {
            return try unsafe decoder.next(from: &input)
        } catch {
            fail()
            throw error
        }
    }

    @usableFromInline
    @_lifetime(input: copy input)
    func read(
        _ input: inout Span<UInt8>, into events: inout [ServerSentEvent]
    ) throws(ServerSentEventError) {
        while let event = try unsafe decoder.next(from: &input) { events.append(event) }
    }

    @usableFromInline
    func fail() {
        unsafe isFinished = true
        unsafe decoder.finish()
    }

    @usableFromInline
    func end() -> ServerSentEvent? {
        fail()
        return nil
    }
}
