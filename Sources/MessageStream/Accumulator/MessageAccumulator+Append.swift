internal import PartialJSON

extension MessageAccumulator {
    /// Takes the next event into the message, and returns what it did to it.
    ///
    /// A delta costs its own length, see ``MessageUpdate``. Events after the ending are ignored.
    ///
    /// - Throws: What is wrong with the event, or what the API says went wrong, with the message so
    ///   far in ``MessageStreamError/partialMessage``; from then on the same at every call.
    @discardableResult
    public mutating func append(
        _ event: MessageStreamEvent
    ) throws(MessageStreamError) -> MessageUpdate? {
        guard try beginEvent() else { return nil }
        do {
            return try apply(event)
        } catch {
            throw fail(error)
        }
    }

    /// Takes the next event into the message from its bytes, and says nothing about what it did.
    ///
    /// ```swift
    /// while let view = try decoder.nextView(from: &input) { try accumulator.append(view) }
    /// ```
    ///
    /// The same message and the same errors as by ``append(_:)-(MessageStreamEvent)``, for a fraction
    /// of the cost: a text delta costs the copy of its bytes, and neither a string nor a snapshot;
    /// ``message`` and ``toolInput(at:)`` can be read at any time. For those who want to know what each
    /// event did, the other is right.
    ///
    /// - Throws: What the other throws, and
    ///   ``MessageStreamError/Code-swift.struct/malformedEvent``.
    public mutating func append(
        _ view: borrowing MessageStreamEventView
    ) throws(MessageStreamError) {
        guard try beginEvent() else { return }
        do throws(MessageStreamError) {
            guard try !applyPayload(of: view) else { return }
            for event in view.overdueEvents { _ = try apply(event) }
            _ = try apply(view.event())
        } catch {
            throw fail(error)
        }
    }

    /// Takes in one of the deltas that are nothing but a payload; false for any other event.
    @inline(__always)
    private mutating func applyPayload(
        of view: borrowing MessageStreamEventView
    ) throws(MessageStreamError) -> Bool {
        guard view.isDelta, view.hasPayload, let index = view.index else {
            return false
        }
        let kind: PayloadKind
        switch view.deltaKind {
        case .text: kind = .text
        case .inputJSON: kind = .inputJSON
        case .thinking where !view.deltaHasMoreMembers: kind = .thinking
        case .thinking, .signature, .citation, .compaction, .unknown, nil: return false
        }
        guard view.payloadHasEscapes || view.seam.isOpen else {
            try apply(view.payload, kind, toBlock: index)
            return true
        }
        // A closure that throws a type of this module's would not be specialised in the other.
        var failure: MessageStreamError?
        view.withJoinedBytes { payload in
            do throws(MessageStreamError) {
                guard failure == nil else { return }
                try apply(payload, kind, toBlock: index)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return true
    }

    /// Counts an event, unless the message has ended; then throws what ended it, if it was an error.
    @inline(__always)
    private mutating func beginEvent() throws(MessageStreamError) -> Bool {
        switch ending {
        case nil: break
        case .failed(let error): throw error
        case .complete, .completeByStopReason, .truncated, .cancelled: return false
        }
        eventCount += 1
        return true
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
            throw MessageStreamError(streamed, eventNumber: eventCount)
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
