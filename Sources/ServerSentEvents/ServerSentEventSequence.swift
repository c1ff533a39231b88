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
    /// line is dropped then. It throws what its base throws, and ``ServerSentEventError``.
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
        @usableFromInline var base: Base.AsyncIterator
        @usableFromInline let decoder: ServerSentEventDecoderBox
        @usableFromInline var chunk: Chunk<Base.Element>?
        @usableFromInline var isFinished = false

        @inlinable
        init(base: Base.AsyncIterator, limits: ServerSentEventDecoder.Limits) {
            self.base = base
            decoder = ServerSentEventDecoderBox(limits: limits)
        }

        /// The next event, or nil at the end of the stream; stays on the caller's executor.
        @inlinable
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> ServerSentEvent? {
            while !isFinished {
                do {
                    if let event = try nextOfChunk() { return event }
                    guard let next = try await base.next(isolation: actor) else { break }
                    chunk = Chunk(next)
                } catch {
                    finish()
                    throw error
                }
            }
            finish()
            return nil
        }

        @inlinable
        mutating func nextOfChunk() throws(ServerSentEventError) -> ServerSentEvent? {
            let decoder = decoder
            return try chunk?.take { (rest) throws(ServerSentEventError) in
                try decoder.next(from: &rest)
            } ?? nil
        }

        @inlinable
        mutating func finish() {
            isFinished = true
            chunk = nil
            decoder.finish()
        }
    }
}

extension ServerSentEventSequence: Sendable where Base: Sendable {}

@available(*, unavailable)
extension ServerSentEventSequence.Iterator: Sendable {}
