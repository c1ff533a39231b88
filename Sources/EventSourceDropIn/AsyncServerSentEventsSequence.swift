public import ServerSentEvents

extension AsyncSequence where Element == UInt8 {
    /// The events of a stream of bytes, as mattt/EventSource's property of that name gives them.
    ///
    /// ```swift
    /// for try await event in bytes.events {
    ///     print(event.event ?? "message", event.data)
    /// }
    /// ```
    ///
    /// Lines are collected before they are decoded, so that a byte costs no more than its source
    /// takes for it. Where WHATWG's rules are wanted, or the source gives chunks, use
    /// `serverSentEvents()`.
    @inlinable
    public var events: AsyncServerSentEventsSequence<Self> {
        AsyncServerSentEventsSequence(base: self)
    }
}

/// The events of a stream of bytes; see `events`.
///
/// It throws what its base throws, and `ServerSentEventError` past its limits.
public struct AsyncServerSentEventsSequence<Base: AsyncSequence>: AsyncSequence
where Base.Element == UInt8 {
    /// An event.
    public typealias Element = EventSource.Event

    @usableFromInline let base: Base
    @usableFromInline let limits: ServerSentEventDecoder.Limits

    /// The events of `base`.
    @inlinable
    public init(base: Base, limits: ServerSentEventDecoder.Limits = .default) {
        self.base = base
        self.limits = limits
    }

    /// An iterator at the stream's start. The base is iterated anew.
    @inlinable
    public func makeAsyncIterator() -> Iterator {
        Iterator(
            base: ByteLines(base: base).makeAsyncIterator(),
            reader: EventSourceReader(limits: limits))
    }

    /// Pulls bytes and hands out their events.
    public struct Iterator: AsyncIteratorProtocol {
        @usableFromInline var events: EventIterator<ByteLines<Base>.Iterator, EventSourceReader>

        @inlinable
        init(base: ByteLines<Base>.Iterator, reader: EventSourceReader) {
            events = EventIterator(base: base, reader: reader)
        }

        /// The next event, or nil at the end of the stream; stays on the caller's executor.
        @inlinable @inline(__always)
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> EventSource.Event? {
            if let event = try events.nextOfChunk() { return event }
            return try await events.nextOfBase(isolation: actor)
        }
    }
}

extension AsyncServerSentEventsSequence: Sendable where Base: Sendable {}

@available(*, unavailable)
extension AsyncServerSentEventsSequence.Iterator: Sendable {}
