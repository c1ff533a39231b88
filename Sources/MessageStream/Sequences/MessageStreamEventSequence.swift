public import ServerSentEvents

extension AsyncSequence {
    /// The events of a streamed message that arrives in chunks: `[UInt8]`, `ArraySlice`, `Data`.
    ///
    /// ```swift
    /// for try await event in body.messageStreamEvents() {
    ///     if case .contentBlockDelta(_, .text(let text)) = event { print(text, terminator: "") }
    /// }
    /// ```
    ///
    /// Reading stops at `message_stop`, or at `data: [DONE]`: a relay that leaves its socket open
    /// does not hang the reader. The sequence ends without an error only when the message is
    /// complete, or at least said why it stopped. It throws ``MessageStreamError``: for an error event
    /// (``MessageStreamError/Code-swift.struct/streamed``), for a stream that was cut
    /// (``MessageStreamError/Code-swift.struct/truncated``), for what the decoder refuses; and what
    /// its base throws. In a task that was cancelled it throws
    /// ``MessageStreamError/Code-swift.struct/cancelled`` whatever the base makes of it, unless that is a
    /// `CancellationError`; of what is buffered then no more than 16 events are handed out.
    ///
    /// Events that come where they cannot are errors, as for a ``MessageAccumulator``: a delta for a
    /// block that never started, a message without its `message_start`. So iterate once over a base
    /// that can be read only once, such as `AsyncStream` or the body of a response. A second loop reads
    /// on somewhere behind where the first one stopped; it throws
    /// ``MessageStreamError/Code-swift.struct/missingBlock`` or its like, for text is lost.
    @inlinable
    public func messageStreamEvents(
        limits: ServerSentEventDecoder.Limits = .default
    ) -> MessageStreamEventSequence<Self> where Element: Collection<UInt8> {
        MessageStreamEventSequence(base: self, limits: limits)
    }

    /// The events of a streamed message that arrives byte by byte.
    ///
    /// Where the source can give chunks, use them: awaiting every byte costs more than decoding it.
    @inlinable
    public func messageStreamEvents(
        limits: ServerSentEventDecoder.Limits = .default
    ) -> MessageStreamEventSequence<ByteLines<Self>> where Element == UInt8 {
        MessageStreamEventSequence(base: ByteLines(base: self), limits: limits)
    }
}

/// The typed events of a message whose bytes come in chunks; see `messageStreamEvents(limits:)`.
public struct MessageStreamEventSequence<Base: AsyncSequence>: AsyncSequence
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
        @usableFromInline var events: EventIterator<Base.AsyncIterator, MessageStreamReader>

        @inlinable
        init(base: Base.AsyncIterator, limits: ServerSentEventDecoder.Limits) {
            events = EventIterator(base: base, reader: MessageStreamReader(limits: limits))
        }

        /// The next event, or nil when the message is over; stays on the caller's executor.
        @inlinable @inline(__always)
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> MessageStreamEvent? {
            if let event = try events.nextOfChunk() { return event }
            return try await events.nextOfBase(isolation: actor)
        }
    }
}

extension MessageStreamEventSequence: Sendable where Base: Sendable {}

@available(*, unavailable)
extension MessageStreamEventSequence.Iterator: Sendable {}
