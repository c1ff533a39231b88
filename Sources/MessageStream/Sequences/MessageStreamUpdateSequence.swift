extension MessageStreamEventSequence {
    /// What each event did to the message, with snapshots: text so far, tool input so far.
    ///
    /// ```swift
    /// for try await update in body.messageStreamEvents().updates {
    ///     if case .inputJSON(_, _, let input, _) = update { show(input["path"]?.string) }
    /// }
    /// ```
    ///
    /// A ``MessageStreamError`` that it throws carries the message as far as it came.
    @inlinable
    public var updates: MessageStreamUpdateSequence<Base> {
        MessageStreamUpdateSequence(events: self)
    }
}

/// The updates of a streamed message; see ``MessageStreamEventSequence/updates``.
public struct MessageStreamUpdateSequence<Base: AsyncSequence>: AsyncSequence
where Base.Element: Collection<UInt8> {
    @usableFromInline let events: MessageStreamEventSequence<Base>

    @inlinable
    init(events: MessageStreamEventSequence<Base>) {
        self.events = events
    }

    /// An iterator at the stream's start. The base is iterated anew.
    @inlinable
    public func makeAsyncIterator() -> Iterator {
        Iterator(events: events.makeAsyncIterator())
    }

    /// Puts the message together and passes on what changes.
    public struct Iterator: AsyncIteratorProtocol {
        @usableFromInline var events: MessageStreamEventSequence<Base>.Iterator
        @usableFromInline let accumulator = MessageAccumulatorBox()

        @inlinable
        init(events: MessageStreamEventSequence<Base>.Iterator) {
            self.events = events
        }

        /// The next update, or nil when the message is over.
        @inlinable
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> MessageUpdate? {
            do {
                while let event = try await events.next(isolation: actor) {
                    if let update = try accumulator.append(event) { return update }
                }
                return nil
            } catch let error as MessageStreamError {
                throw accumulator.fail(error)
            }
        }
    }
}

extension MessageStreamUpdateSequence: Sendable where Base: Sendable {}

@available(*, unavailable)
extension MessageStreamUpdateSequence.Iterator: Sendable {}

/// An accumulator that an iterator, which must be copyable, can hold.
@usableFromInline
final class MessageAccumulatorBox {
    private var accumulator = MessageAccumulator()

    @usableFromInline
    init() {}

    @usableFromInline
    func append(_ event: MessageStreamEvent) throws(MessageStreamError) -> MessageUpdate? {
        try accumulator.append(event)
    }

    @usableFromInline
    func fail(_ error: MessageStreamError) -> MessageStreamError {
        accumulator.fail(error)
    }
}
