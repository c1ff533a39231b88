public import ServerSentEvents

extension AsyncSequence where Element: Collection<UInt8> {
    /// The events of a streamed message, all that a chunk completes in one array.
    ///
    /// ```swift
    /// for try await events in body.messageStreamEventBatches() {
    ///     for event in events { handle(event) }
    /// }
    /// ```
    ///
    /// What a busy server wants: one `await` a chunk, a synchronous loop inside. Ends and throws as
    /// `messageStreamEvents(limits:)` does; when an event fails, those before it come first.
    @inlinable
    public func messageStreamEventBatches(
        limits: ServerSentEventDecoder.Limits = .default
    ) -> MessageStreamEventBatches<Self> {
        MessageStreamEventBatches(base: self, limits: limits)
    }
}

/// The events of a streamed message, chunk by chunk; see `messageStreamEventBatches(limits:)`.
public struct MessageStreamEventBatches<Base: AsyncSequence>: AsyncSequence
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

    /// Pulls a chunk and hands out its events.
    public struct Iterator: AsyncIteratorProtocol {
        @usableFromInline var events: EventBatchIterator<Base.AsyncIterator, MessageStreamReader>

        @inlinable
        init(base: Base.AsyncIterator, limits: ServerSentEventDecoder.Limits) {
            events = EventBatchIterator(base: base, reader: MessageStreamReader(limits: limits))
        }

        /// The next batch, never empty, or nil when the message is over.
        @inlinable @inline(__always)
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> [MessageStreamEvent]? {
            try await events.next(isolation: actor)
        }
    }
}

extension MessageStreamEventBatches: Sendable where Base: Sendable {}

@available(*, unavailable)
extension MessageStreamEventBatches.Iterator: Sendable {}
