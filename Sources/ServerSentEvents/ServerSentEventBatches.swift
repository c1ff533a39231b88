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
    /// complete no event give no batch. When an event fails, those before it come first.
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
        @usableFromInline var base: Base.AsyncIterator
        @usableFromInline let decoder: ServerSentEventDecoderBox
        @usableFromInline var failure: (any Error)?
        @usableFromInline var isFinished = false

        @inlinable
        init(base: Base.AsyncIterator, limits: ServerSentEventDecoder.Limits) {
            self.base = base
            decoder = ServerSentEventDecoderBox(limits: limits)
        }

        /// The next batch, never empty, or nil at the end; stays on the caller's executor.
        @inlinable
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> [ServerSentEvent]? {
            if let failure {
                self.failure = nil
                throw failure
            }
            var events: [ServerSentEvent] = []
            while events.isEmpty, !isFinished {
                do {
                    guard let bytes = try await base.next(isolation: actor) else {
                        isFinished = true
                        break
                    }
                    var chunk = Chunk(bytes)
                    try chunk.take { (rest) throws(ServerSentEventError) in
                        while let event = try decoder.next(from: &rest) { events.append(event) }
                    }
                } catch {
                    isFinished = true
                    if events.isEmpty { throw error }
                    failure = error
                }
            }
            return events.isEmpty ? nil : events
        }
    }
}

extension ServerSentEventBatches: Sendable where Base: Sendable {}

@available(*, unavailable)
extension ServerSentEventBatches.Iterator: Sendable {}
