/// A decoder that an iterator, which must be copyable, can hold.
///
/// Only its iterator has the box, and an iterator is one task's at a time: checking every access for
/// exclusivity, as Swift does for the properties of classes, would cost more than framing the event.
@usableFromInline
final class ServerSentEventDecoderBox {
    @exclusivity(unchecked) private var decoder: ServerSentEventDecoder

    @usableFromInline
    init(limits: ServerSentEventDecoder.Limits) {
        unsafe decoder = ServerSentEventDecoder(limits: limits)
    }

    @usableFromInline
    @_lifetime(input: copy input)
    func next(from input: inout Span<UInt8>) throws(ServerSentEventError) -> ServerSentEvent? {
        try unsafe decoder.next(from: &input)
    }

    @usableFromInline
    func finish() {
        unsafe decoder.finish()
    }
}
