internal import PartialJSON

extension MessageAccumulator {
    /// Takes the next event into the message, and returns what it did to it.
    ///
    /// A delta costs its own length, see ``MessageUpdate``. Events after the ending are ignored, and
    /// so is a second `message_start`.
    ///
    /// - Throws: What is wrong with the event, or what the API says went wrong, with the message so
    ///   far in ``MessageStreamError/partialMessage``; from then on the same at every call.
    @discardableResult
    public mutating func append(
        _ event: MessageStreamEvent
    ) throws(MessageStreamError) -> MessageUpdate? {
        guard ending == nil else {
            if case .failed(let error) = ending { throw error }
            return nil
        }
        eventCount += 1
        do {
            return try apply(event)
        } catch {
            throw fail(error)
        }
    }

    /// Ends the message with an error from elsewhere, such as a decoder or the network.
    ///
    /// Returns the error with the message so far, which ``ending`` carries from then on. After the
    /// ending it changes nothing and returns `error` as it is.
    @discardableResult
    public mutating func fail(_ error: MessageStreamError) -> MessageStreamError {
        guard ending == nil else { return error }
        endBlocks()
        var error = error
        error.partialMessage = message
        ending = .failed(error)
        return error
    }

    private mutating func apply(
        _ event: MessageStreamEvent
    ) throws(MessageStreamError) -> MessageUpdate? {
        switch event {
        case .contentBlockDelta(let index, let delta):
            return try apply(delta, toBlock: index)
        case .messageStart(let message):
            try start(message)
        case .contentBlockStart(let index, let block):
            try start(block, at: index)
        case .contentBlockStop(let index):
            return try stopBlock(index)
        case .messageDelta(let delta):
            try apply(delta)
        case .messageStop:
            return try stop()
        case .error(let streamed):
            var error = error(.streamed, "the API sent an error: \(streamed.summary)")
            error.streamedError = streamed
            throw error
        case .ping, .unknown:
            break
        }
        return nil
    }

    /// An error about the event that is being taken in.
    func error(
        _ code: MessageStreamError.Code, _ message: String, block: Int? = nil
    ) -> MessageStreamError {
        var error = MessageStreamError(code, message: message)
        error.eventNumber = eventCount
        error.blockIndex = block
        return error
    }
}

extension StreamedError {
    fileprivate var summary: String {
        [type.rawValue, message].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
