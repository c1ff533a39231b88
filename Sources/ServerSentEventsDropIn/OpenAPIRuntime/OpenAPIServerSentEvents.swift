public import ServerSentEvents

/// The events of a body, as swift-openapi-runtime would decode them; see
/// `asDecodedServerSentEvents()`.
///
/// It throws what its base throws, and `ServerSentEventError` past its limits.
public struct OpenAPIServerSentEvents<Base: AsyncSequence>: AsyncSequence
where Base.Element == ArraySlice<UInt8> {
    @usableFromInline let base: Base
    @usableFromInline let limits: ServerSentEventDecoder.Limits
    @usableFromInline let predicate: (@Sendable (ArraySlice<UInt8>) -> Bool)?

    @inlinable
    init(
        base: Base, limits: ServerSentEventDecoder.Limits,
        while predicate: (@Sendable (ArraySlice<UInt8>) -> Bool)?
    ) {
        self.base = base
        self.limits = limits
        self.predicate = predicate
    }

    /// The same events with other limits.
    public func limited(to limits: ServerSentEventDecoder.Limits) -> Self {
        Self(base: base, limits: limits, while: predicate)
    }

    /// An iterator at the stream's start. The base is iterated anew.
    @inlinable
    public func makeAsyncIterator() -> Iterator {
        Iterator(
            base: base.makeAsyncIterator(),
            reader: OpenAPIEventReader(limits: limits, while: predicate))
    }

    /// Pulls chunks and hands out their events.
    public struct Iterator: AsyncIteratorProtocol {
        @usableFromInline var events: EventIterator<Base.AsyncIterator, OpenAPIEventReader>

        @inlinable
        init(base: Base.AsyncIterator, reader: OpenAPIEventReader) {
            events = EventIterator(base: base, reader: reader)
        }

        /// The next event, or nil at the end of the stream; stays on the caller's executor.
        @inlinable @inline(__always)
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> OpenAPIServerSentEvent? {
            if let event = try events.nextOfChunk() { return event }
            return try await events.nextOfBase(isolation: actor)
        }
    }
}

extension OpenAPIServerSentEvents: Sendable where Base: Sendable {}

@available(*, unavailable)
extension OpenAPIServerSentEvents.Iterator: Sendable {}
