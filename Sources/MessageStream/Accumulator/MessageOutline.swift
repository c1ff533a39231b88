/// A message without its content: the rules of which event may follow which.
///
/// An accumulator holds a message to them, as does whoever reads a stream and keeps nothing of it.
/// Costs no memory while blocks come one after the other.
package struct MessageOutline: Sendable {
    package private(set) var progress = MessageProgress()
    /// How many blocks have started.
    private var blockCount = 0
    /// The block that started last, until it stops; -1 for none. Nearly all deltas are for it.
    private var newestBlock = -1
    /// Blocks before it that have not stopped.
    private var olderBlocks: Set<Int> = []
    /// The first event that belongs to a message and came before `message_start`; 0 for none.
    private var firstEarlyEvent = 0

    package init() {}

    /// Whether anything of a message came.
    var hasBegun: Bool { progress.hasStarted || firstEarlyEvent > 0 }

    /// Takes note of event `number`; returns, of a `message_start`, what it means.
    ///
    /// For those who keep nothing of the message. An error event breaks no rule.
    package mutating func note(
        _ event: MessageStreamEvent, number: Int
    ) throws(MessageStreamError) -> MessageProgress.Start? {
        switch event {
        case .contentBlockDelta(let index, _): try admitDelta(to: index, event: number)
        case .messageStart(let message): return try start(message, event: number)
        case .contentBlockStart(let index, _): try startBlock(index, event: number)
        case .contentBlockStop(let index): _ = try stopBlock(index, event: number)
        case .messageDelta(let delta): note(delta, event: number)
        case .messageStop: try stop(event: number)
        case .error, .ping, .unknown: break
        }
        return nil
    }

    /// Says that `message_start` came with event `number`, and returns what it means.
    ///
    /// Where that is `next` or `repetition` nothing has changed.
    mutating func start(
        _ message: Message, event number: Int,
        maximumBlocks: Int = MessageAccumulator.Limits.default.maximumBlocks
    ) throws(MessageStreamError) -> MessageProgress.Start {
        let meaning = progress.meaning(ofStart: message)
        switch meaning {
        case .repetition, .next: return meaning
        case .intrusion: throw Self.at(number, progress.error(ofIntrusion: message))
        case .first, .replacement: break
        }
        guard message.content.count <= maximumBlocks else {
            throw Self.tooManyBlocks(maximumBlocks, number)
        }
        progress.begin(message, as: meaning)
        // A message that is there already may be replayed as a stream of a start and a stop.
        if blockCount == 0 { blockCount = message.content.count }
        return meaning
    }

    /// Says that block `index` started with event `number`.
    mutating func startBlock(
        _ index: Int, event number: Int,
        maximumBlocks: Int = MessageAccumulator.Limits.default.maximumBlocks
    ) throws(MessageStreamError) {
        noteEarly(number)
        guard index >= blockCount else {
            throw Self.error(
                .blockStartedTwice, "block \(index) starts although it has started before",
                block: index, number)
        }
        guard index == blockCount else {
            throw Self.error(
                .blockGap, "block \(index) starts where \(blockCount) is the next", block: index,
                number)
        }
        guard index < maximumBlocks else {
            throw Self.tooManyBlocks(maximumBlocks, block: index, number)
        }
        if newestBlock >= 0 { olderBlocks.insert(newestBlock) }
        newestBlock = index
        blockCount += 1
        progress.noteBlock()
    }

    /// Lets in a delta for block `index`, which came with event `number`.
    @inline(__always)
    package mutating func admitDelta(
        to index: Int, event number: Int
    ) throws(MessageStreamError) {
        if index == newestBlock { return }
        try admitRareDelta(to: index, number)
    }

    private mutating func admitRareDelta(
        to index: Int, _ number: Int
    ) throws(MessageStreamError) {
        try requireBlock(index, number)
        guard olderBlocks.contains(index) else {
            throw Self.error(
                .deltaAfterStop, "a delta came for block \(index), which has stopped",
                block: index, number)
        }
    }

    /// Says that block `index` stopped with event `number`; returns false if it had before.
    ///
    /// A second stop is let pass: it says nothing that is wrong.
    mutating func stopBlock(
        _ index: Int, event number: Int
    ) throws(MessageStreamError) -> Bool {
        try requireBlock(index, number)
        if index == newestBlock {
            newestBlock = -1
            return true
        }
        return olderBlocks.remove(index) != nil
    }

    /// Says that `message_delta` came with event `number`.
    mutating func note(_ delta: MessageDelta, event number: Int) {
        noteEarly(number)
        progress.note(delta.anyStopReason)
    }

    /// Says that `message_stop` came with event `number`.
    mutating func stop(event number: Int) throws(MessageStreamError) {
        noteEarly(number)
        if let missingStart { throw missingStart }
        progress.stop()
    }

    /// What is wrong with the message if nothing follows; nil when it is whole.
    package var shortfall: MessageStreamError? {
        if let missingStart { return missingStart }
        if !progress.hasBegun { return MessageStreamError(.noMessage) }
        return progress.isWhole ? nil : MessageStreamError(.truncated)
    }

    /// What is wrong with a message of which events came before its start, or no start at all.
    private var missingStart: MessageStreamError? {
        guard firstEarlyEvent > 0 else { return nil }
        return Self.at(
            firstEarlyEvent,
            MessageStreamError(
                .missingMessageStart,
                message:
                    "the message began without a message_start: its beginning was lost, or read before"
            ))
    }

    private mutating func noteEarly(_ number: Int) {
        if !progress.hasStarted, firstEarlyEvent == 0 { firstEarlyEvent = number }
    }

    private mutating func requireBlock(_ index: Int, _ number: Int) throws(MessageStreamError) {
        if index >= 0, index < blockCount { return }
        noteEarly(number)
        throw Self.error(
            .missingBlock, "a delta or stop came for block \(index), which never started",
            block: index, number)
    }
}

extension MessageOutline {
    private static func tooManyBlocks(
        _ maximum: Int, block: Int? = nil, _ number: Int
    ) -> MessageStreamError {
        error(.tooManyBlocks, "the message has more than \(maximum) blocks", block: block, number)
    }

    private static func error(
        _ code: MessageStreamError.Code, _ message: String, block: Int?, _ number: Int
    ) -> MessageStreamError {
        var error = MessageStreamError(code, message: message)
        error.blockIndex = block
        return at(number, error)
    }

    private static func at(_ number: Int, _ error: MessageStreamError) -> MessageStreamError {
        var error = error
        error.eventNumber = number
        return error
    }
}
