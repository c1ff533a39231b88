extension AsyncSequence {
    /// The events of a stream that arrives in chunks: `[UInt8]`, `ArraySlice`, `Data`, any bytes.
    ///
    /// ```swift
    /// for try await event in body.serverSentEvents() {
    ///     print(event.type, event.data)
    /// }
    /// ```
    ///
    /// The chunks may be cut anywhere. The sequence ends with its base; an event without its blank
    /// line is dropped then. It throws what its base throws, and ``ServerSentEventError``; in a task
    /// that was cancelled `CancellationError`, also where the base just ends, as `AsyncStream` does.
    /// Of what is buffered then no more than 16 events are handed out.
    ///
    /// Iterate once over a base that can be read only once, such as `AsyncStream` or the body of a
    /// response: a second loop reads on somewhere behind where the first one stopped, and what the first
    /// had read of a chunk is gone.
    ///
    /// An event costs no hop between executors when its chunk is there already. Where many events
    /// come in one chunk, ``serverSentEventBatches(limits:)`` costs less.
    @inlinable
    public func serverSentEvents(
        limits: ServerSentEventDecoder.Limits = .default
    ) -> ServerSentEventSequence<Self> where Element: Collection<UInt8> {
        ServerSentEventSequence(base: self, limits: limits)
    }

    /// The events of a stream that arrives byte by byte.
    ///
    /// Lines are collected before they are decoded, so that a byte costs little. Where the source
    /// can give chunks, use them: awaiting every byte costs more than decoding it.
    @inlinable
    public func serverSentEvents(
        limits: ServerSentEventDecoder.Limits = .default
    ) -> ServerSentEventSequence<ByteLines<Self>> where Element == UInt8 {
        ServerSentEventSequence(base: ByteLines(base: self), limits: limits)
    }
}

/// The events of an event stream whose bytes come in chunks; see `serverSentEvents(limits:)`.
public struct ServerSentEventSequence<Base: AsyncSequence>: AsyncSequence
where Base.Element: Collection<UInt8> {
    @usableFromInline let base: Base
    @usableFromInline let limits: ServerSentEventDecoder.Limits

    @inlinable
    init(base: Base, limits: ServerSentEventDecoder.Limits) {
        self.base = base
        self.limits = limits
    }

    /// An iterator at the stream's start. The base is iterated anew.
    @inlinable
    public func makeAsyncIterator() -> Iterator {
        Iterator(base: base.makeAsyncIterator(), limits: limits)
    }

    /// Pulls chunks and hands out their events.
    public struct Iterator: AsyncIteratorProtocol {
        @usableFromInline var events: EventIterator<Base.AsyncIterator, ServerSentEventDecoderBox>

        @inlinable
        init(base: Base.AsyncIterator, limits: ServerSentEventDecoder.Limits) {
            events = EventIterator(base: base, reader: ServerSentEventDecoderBox(limits: limits))
        }

        /// The next event, or nil at the end of the stream; stays on the caller's executor.
        @inlinable @inline(__always)
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> ServerSentEvent? {
            if let event = try events.nextOfChunk() { return event }
            return try await events.nextOfBase(isolation: actor)
        }
    }
}

extension ServerSentEventSequence: Sendable where Base: Sendable {}

@available(*, unavailable)
extension ServerSentEventSequence.Iterator: Sendable {}
