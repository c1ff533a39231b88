extension AsyncSequence where Element: Collection<UInt8> {
    /// The events of a stream, all that a chunk completes in one array.
    ///
    /// ```swift
    /// for try await events in body.serverSentEventBatches() {
    ///     for event in events { print(event.data) }
    /// }
    /// ```
    ///
    /// What a busy server wants: one `await` a chunk, a synchronous loop inside. Chunks that
    /// complete no event give no batch. When an event fails, those before it come first. Throws what
    /// `serverSentEvents(limits:)` does, also in a task that was cancelled.
    @inlinable
    public func serverSentEventBatches(
        limits: ServerSentEventDecoder.Limits = .default
    ) -> ServerSentEventBatches<Self> {
        ServerSentEventBatches(base: self, limits: limits)
    }
}

/// The events of an event stream, chunk by chunk; see `serverSentEventBatches(limits:)`.
public struct ServerSentEventBatches<Base: AsyncSequence>: AsyncSequence
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
        @usableFromInline var events:
            EventBatchIterator<Base.AsyncIterator, ServerSentEventDecoderBox>

        @inlinable
        init(base: Base.AsyncIterator, limits: ServerSentEventDecoder.Limits) {
            events = EventBatchIterator(
                base: base, reader: ServerSentEventDecoderBox(limits: limits))
        }

        /// The next batch, never empty, or nil at the end; stays on the caller's executor.
        @inlinable @inline(__always)
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> [ServerSentEvent]? {
            try await events.next(isolation: actor)
        }
    }
}

extension ServerSentEventBatches: Sendable where Base: Sendable {}

@available(*, unavailable)
extension ServerSentEventBatches.Iterator: Sendable {}
