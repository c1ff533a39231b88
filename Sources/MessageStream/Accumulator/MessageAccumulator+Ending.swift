extension MessageAccumulator {
    /// Says that nothing follows, because the stream is over or is not read any further.
    ///
    /// Call it when the bytes have ended, also for `data: [DONE]`. Returns the ending; if there is
    /// one already, that one.
    ///
    /// - Parameter cancelled: Whether the reader stopped of its own will.
    @discardableResult
    public mutating func finish(cancelled: Bool = false) -> MessageStreamEnding {
        if let ending { return ending }
        if cancelled {
            endBlocks()
            ending = .cancelled
        } else if let shortfall = outline.shortfall, shortfall.code != .truncated {
            fail(shortfall)
        } else {
            endBlocks()
            ending = outline.progress.ending
        }
        return ending ?? .truncated
    }

    /// Whether the message is whole, or would be if nothing followed.
    var isWhole: Bool {
        ending?.isComplete ?? (outline.shortfall == nil)
    }

    /// The whole message. Ends it if it has not ended; see ``finish(cancelled:)``.
    ///
    /// - Throws: Unless the message is whole, why it is not, with the message as far as it came in
    ///   ``MessageStreamError/partialMessage``.
    public mutating func finalMessage() throws(MessageStreamError) -> Message {
        switch finish() {
        case .complete, .completeByStopReason:
            guard let message else { preconditionFailure("a whole message has started") }
            return message
        case .truncated: throw partial(.truncated)
        case .cancelled: throw partial(.cancelled)
        case .failed(let error): throw error
        }
    }

    /// The text of the whole message: its text blocks, joined without anything in between.
    ///
    /// - Throws: As ``finalMessage()`` does.
    public mutating func finalText() throws(MessageStreamError) -> String {
        try finalMessage().text
    }

    private func partial(_ code: MessageStreamError.Code) -> MessageStreamError {
        var error = MessageStreamError(code)
        error.partialMessage = message
        return error
    }
}
