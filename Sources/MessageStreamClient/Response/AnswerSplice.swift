import MessageStream

/// Makes the events of an answer that goes on with a cut one the continuation of its events.
///
/// The new answer counts its blocks from 0 and begins a message and a block of its own, which the
/// reader has already. Does no I/O.
struct AnswerSplice: Sendable {
    /// What the new answer goes on with.
    let continuation: AnswerContinuation

    /// How far the new answer's own message has come.
    private var progress = MessageProgress()
    private let attempt: Int
    private let reason: MessageStreamClientError
    /// The reader's block that is open, into which the new answer's first text goes.
    private var openBlock: Int?
    /// The index of the reader's next block.
    private var nextIndex: Int
    /// The reader's indices of the new answer's blocks, nil for one that is left out.
    private var places: [Int: Int?] = [:]
    /// What the reader has of the new answer's text.
    private var overlap: TextOverlap
    /// The reader's index of the block whose text came last.
    private var textPlace: Int?

    /// - Parameters:
    ///   - blocks: What the reader has, all of it text.
    ///   - isLastOpen: Whether the last block has not been stopped.
    ///   - way: How the model was asked to go on.
    init(
        blocks: [ContentBlock], isLastOpen: Bool, way: AnswerContinuation.Way, attempt: Int,
        reason: MessageStreamClientError
    ) {
        let text = blocks.reduce(into: "") { text, block in
            if case .text(let block) = block { text += block.text }
        }
        continuation = AnswerContinuation(way: way, text: text)
        overlap = TextOverlap(after: text, repeatsWords: way == .userTurn)
        self.attempt = attempt
        self.reason = reason
        nextIndex = blocks.count
        openBlock = isLastOpen ? blocks.count - 1 : nil
    }

    /// The events that the reader gets for `event`.
    mutating func apply(_ event: MessageStreamEvent) -> [MessageStreamEvent] {
        switch event {
        case .contentBlockStart: progress.noteBlock()
        case .messageDelta(let delta): progress.note(delta.anyStopReason)
        case .messageStart, .contentBlockDelta, .contentBlockStop, .messageStop, .ping, .error,
            .unknown:
            break
        }
        switch event {
        case .messageStart(let message):
            let meaning = progress.meaning(ofStart: message)
            switch meaning {
            case .first, .replacement: progress.begin(message, as: meaning)
            case .repetition: return []
            // For the reader's message it is the same: it is over, or it is mixed with another.
            case .next, .intrusion: return [event]
            }
            let marker = MessageStreamContinuation(
                attempt: attempt, reason: reason, messageID: message.id, usage: message.usage)
            return [
                .unknown(name: MessageStreamContinuation.eventName, data: marker.jsonText)
            ]
        case .contentBlockStart(let index, .thinking),
            .contentBlockStart(let index, .redactedThinking):
            // They are signed as the beginning of another message, and the API would refuse them in
            // the middle of this one.
            places[index] = .some(nil)
            return []
        case .contentBlockStart(let index, .text(let block)) where openBlock != nil:
            let place = openBlock.take()
            places[index] = place
            return text(block.text, at: place)
        case .contentBlockStart(let index, let block):
            let place = nextIndex
            nextIndex += 1
            places[index] = place
            return closing([.contentBlockStart(index: place, contentBlock: block)])
        case .contentBlockDelta(let index, .text(let text)):
            return self.text(text, at: place(of: index))
        case .contentBlockDelta(let index, let delta):
            return place(of: index).map {
                heldText() + [.contentBlockDelta(index: $0, delta: delta)]
            } ?? []
        case .contentBlockStop(let index):
            return place(of: index).map { heldText() + [.contentBlockStop(index: $0)] } ?? []
        case .messageDelta, .messageStop:
            return heldText() + closing([event])
        case .ping, .error, .unknown:
            return [event]
        }
    }

    /// The reader's index of a block, nil when it is left out; one that never began has no place in
    /// the reader's message either.
    private func place(of index: Int) -> Int? {
        places[index] ?? nextIndex
    }

    /// Stops the reader's open block first, when the new answer has nothing to add to it.
    private mutating func closing(_ events: [MessageStreamEvent]) -> [MessageStreamEvent] {
        guard let index = openBlock.take() else { return events }
        return [.contentBlockStop(index: index)] + events
    }

    private mutating func text(_ text: String, at place: Int?) -> [MessageStreamEvent] {
        guard let place else { return [] }
        textPlace = place
        return delta(overlap.next(text))
    }

    /// What was held because it may have been a repetition, when no more of it comes.
    private mutating func heldText() -> [MessageStreamEvent] {
        delta(overlap.finish())
    }

    private func delta(_ text: String) -> [MessageStreamEvent] {
        guard !text.isEmpty, let textPlace else { return [] }
        return [.contentBlockDelta(index: textPlace, delta: .text(text))]
    }
}
