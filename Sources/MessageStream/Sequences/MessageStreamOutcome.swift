public import ServerSentEvents

/// What became of a streamed message: all that came of it, and how it ended.
public struct MessageStreamOutcome: Sendable {
    /// The message, whole or as far as it came; nil when nothing of one came.
    public let message: Message?
    /// How the stream ended.
    public let ending: MessageStreamEnding
    /// What was thrown: a ``MessageStreamError``, or the error of the source; nil when nothing was.
    public let error: (any Error)?

    init(_ accumulator: borrowing MessageAccumulator, error: (any Error)?) {
        message = accumulator.message
        ending = accumulator.ending ?? .truncated
        self.error = error
    }
}

extension MessageStreamEventSequence {
    /// Reads the stream to its end and says what became of it; never throws, loses nothing.
    ///
    /// When the task is cancelled, the ending is ``MessageStreamEnding/cancelled``, whatever the source
    /// makes of it; the message is there as far as it came. What was buffered is not read any more.
    @inlinable
    public func outcome(
        limits: MessageAccumulator.Limits = .default,
        isolation: isolated (any Actor)? = #isolation
    ) async -> MessageStreamOutcome {
        var collector = MessageCollector(stream: self.limits, message: limits)
        var chunks = base.makeAsyncIterator()
        do {
            while !collector.isOver, !Task.isCancelled,
                let bytes = try await chunks.next(isolation: isolation)
            {
                var chunk = Chunk(bytes)
                chunk.take { rest in collector.read(&rest) }
            }
            return Task.isCancelled ? collector.endByCancelling() : collector.end()
        } catch {
            return collector.end(bySource: error)
        }
    }

    /// The whole message.
    ///
    /// ```swift
    /// let message = try await body.messageStreamEvents().finalMessage()
    /// ```
    ///
    /// - Throws: ``MessageStreamError`` with the message as far as it came, or the error of the
    ///   source; ``outcome(limits:isolation:)`` gives both.
    @inlinable
    public func finalMessage(
        isolation: isolated (any Actor)? = #isolation
    ) async throws -> Message {
        try await outcome(isolation: isolation).wholeMessage()
    }

    /// The text of the whole message: its text blocks, joined without anything in between.
    ///
    /// - Throws: What ``finalMessage(isolation:)`` throws.
    @inlinable
    public func finalText(
        isolation: isolated (any Actor)? = #isolation
    ) async throws -> String {
        try await finalMessage(isolation: isolation).text
    }
}

extension MessageStreamOutcome {
    @usableFromInline
    func wholeMessage() throws -> Message {
        if let error { throw error }
        guard let message else { preconditionFailure("without an error there is a message") }
        return message
    }
}
