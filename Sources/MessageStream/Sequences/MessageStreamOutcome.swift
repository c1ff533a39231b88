/// What became of a streamed message: all that came of it, and how it ended.
public struct MessageStreamOutcome: Sendable {
    /// The message, whole or as far as it came; nil when nothing of one came.
    public let message: Message?
    /// How the stream ended.
    public let ending: MessageStreamEnding
    /// What was thrown: a ``MessageStreamError``, or the error of the source; nil when nothing was.
    public let error: (any Error)?

    @usableFromInline
    init(_ accumulator: borrowing MessageAccumulator, error: (any Error)?) {
        message = accumulator.message
        ending = accumulator.ending ?? .truncated
        self.error = error
    }
}

extension MessageStreamEventSequence {
    /// Reads the stream to its end and says what became of it; never throws, loses nothing.
    ///
    /// When the task is cancelled, the source ends or throws `CancellationError`; the message is
    /// there as far as it came.
    @inlinable
    public func outcome(
        limits: MessageAccumulator.Limits = .default,
        isolation: isolated (any Actor)? = #isolation
    ) async -> MessageStreamOutcome {
        var accumulator = MessageAccumulator(limits: limits)
        do {
            for try await event in self { try accumulator.append(event) }
            accumulator.finish()
            return MessageStreamOutcome(accumulator, error: nil)
        } catch let error as MessageStreamError {
            return MessageStreamOutcome(ending: &accumulator, by: error)
        } catch {
            return MessageStreamOutcome(ending: &accumulator, bySource: error)
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
    /// The outcome of a stream that a decoder, a rule of the message or the API ended.
    @usableFromInline
    init(ending accumulator: inout MessageAccumulator, by error: MessageStreamError) {
        if error.code == .truncated {
            accumulator.finish()
        } else {
            accumulator.fail(error)
        }
        var error = error
        if case .failed(let known) = accumulator.ending { error = known }
        error.partialMessage = error.partialMessage ?? accumulator.message
        self.init(accumulator, error: error)
    }

    /// The outcome of a stream whose source failed, or whose reader was cancelled.
    @usableFromInline
    init(ending accumulator: inout MessageAccumulator, bySource error: any Error) {
        if error is CancellationError {
            accumulator.finish(cancelled: true)
        } else {
            accumulator.fail(
                MessageStreamError(.sourceFailed, message: "the source failed: \(error)"))
        }
        self.init(accumulator, error: error)
    }

    @usableFromInline
    func wholeMessage() throws -> Message {
        if let error { throw error }
        guard ending.isComplete, let message else {
            var error = MessageStreamError(.truncated)
            error.partialMessage = message
            throw error
        }
        return message
    }
}
