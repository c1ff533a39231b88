extension MessageStreamEventSequence {
    /// The text of the answer as it comes, thoughts and tool inputs left out.
    ///
    /// ```swift
    /// for try await text in body.messageStreamEvents().text {
    ///     print(text, terminator: "")
    /// }
    /// ```
    ///
    /// Joined without anything in between, the pieces are the text of the message. Throws what the
    /// events throw, so that text of which the beginning is missing never ends as if it were whole.
    @inlinable
    public var text: MessageStreamTextSequence<Base> {
        MessageStreamTextSequence(events: self)
    }
}

/// The text deltas of a streamed message; see ``MessageStreamEventSequence/text``.
public struct MessageStreamTextSequence<Base: AsyncSequence>: AsyncSequence
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

    /// Passes over everything but text.
    public struct Iterator: AsyncIteratorProtocol {
        @usableFromInline var events: MessageStreamEventSequence<Base>.Iterator

        @inlinable
        init(events: MessageStreamEventSequence<Base>.Iterator) {
            self.events = events
        }

        /// The next piece of text, or nil when the message is over.
        @inlinable
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> String? {
            while let event = try await events.next(isolation: actor) {
                if case .contentBlockDelta(_, .text(let text)) = event { return text }
            }
            return nil
        }
    }
}

extension MessageStreamTextSequence: Sendable where Base: Sendable {}

@available(*, unavailable)
extension MessageStreamTextSequence.Iterator: Sendable {}
