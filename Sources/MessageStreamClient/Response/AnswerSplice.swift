import MessageStream

/// Makes the events of an answer that goes on with a cut one the continuation of its events.
///
/// The new answer counts its blocks from 0 and begins a message and a block of its own, which the
/// reader has already. Does no I/O.
struct AnswerSplice: Sendable {
    /// The text with which the new answer is made to begin; never ends in white space, which the API
    /// refuses.
    let prefill: String

    /// How far the new answer's own message has come.
    private var progress = MessageProgress()
    private let attempt: Int
    private let reason: MessageStreamClientError
    /// The reader's block that is open, into which the new answer's first text goes.
    private var openBlock: Int?
    /// What the new answer's indices are counted from.
    private var firstIndex: Int
    /// The white space that the reader has and the new answer may begin with.
    private var overlap: Substring.UnicodeScalarView

    /// - Parameters:
    ///   - blocks: What the reader has, all of it text.
    ///   - isLastOpen: Whether the last block has not been stopped.
    init(
        blocks: [ContentBlock], isLastOpen: Bool, attempt: Int, reason: MessageStreamClientError
    ) {
        let text = blocks.reduce(into: "") { text, block in
            if case .text(let block) = block { text += block.text }
        }
        let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.startIndex
        prefill = String(text[..<end])
        overlap = text[end...].unicodeScalars
        self.attempt = attempt
        self.reason = reason
        firstIndex = blocks.count
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
        case .contentBlockStart(0, .text(let block)) where openBlock != nil:
            firstIndex -= 1
            openBlock = nil
            let text = withoutOverlap(block.text)
            return text.isEmpty
                ? [] : [.contentBlockDelta(index: firstIndex, delta: .text(text))]
        case .contentBlockStart(let index, let block):
            return closing([.contentBlockStart(index: firstIndex + index, contentBlock: block)])
        case .contentBlockDelta(let index, .text(let text)):
            let text = withoutOverlap(text)
            return text.isEmpty
                ? [] : [.contentBlockDelta(index: firstIndex + index, delta: .text(text))]
        case .contentBlockDelta(let index, let delta):
            return [.contentBlockDelta(index: firstIndex + index, delta: delta)]
        case .contentBlockStop(let index):
            return [.contentBlockStop(index: firstIndex + index)]
        case .messageDelta, .messageStop:
            return closing([event])
        case .ping, .error, .unknown:
            return [event]
        }
    }

    /// Stops the reader's open block first, when the new answer has nothing to add to it.
    private mutating func closing(_ events: [MessageStreamEvent]) -> [MessageStreamEvent] {
        guard let index = openBlock.take() else { return events }
        return [.contentBlockStop(index: index)] + events
    }

    private mutating func withoutOverlap(_ text: String) -> String {
        var rest = text.unicodeScalars[...]
        while let expected = overlap.first, let scalar = rest.first {
            guard scalar == expected else {
                overlap = overlap[overlap.endIndex...]
                break
            }
            overlap.removeFirst()
            rest.removeFirst()
        }
        return String(rest)
    }
}
