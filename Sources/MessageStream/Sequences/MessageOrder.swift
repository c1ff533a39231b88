/// Which events of a message have come: whether the next one may, and whether the message is whole.
///
/// The rules are those of ``MessageAccumulator``, for readers who put no message together.
struct MessageOrder {
    private(set) var progress = MessageProgress.nothing
    private var hasStarted = false
    private var firstEarlyEvent: Int?
    private var blockCount = 0
    /// The block that started last, while it is open, else -1: the one that nearly all deltas are for.
    private var openBlock = -1
    /// The others that are open: some gateways send blocks side by side.
    private var otherOpenBlocks: Set<Int> = []

    /// Takes in the next event, the `number`th.
    @inline(__always)
    mutating func note(_ event: MessageStreamEvent, number: Int) throws(MessageStreamError) {
        if case .contentBlockDelta(let index, _) = event, index == openBlock { return }
        try noteOther(event, number: number)
    }

    private mutating func noteOther(
        _ event: MessageStreamEvent, number: Int
    ) throws(MessageStreamError) {
        switch event {
        case .messageStart(let message):
            if !hasStarted, blockCount == 0 { blockCount = message.content.count }
            hasStarted = true
            progress.note(message.stopReason)
        case .contentBlockStart(let index, _):
            noteEarlyEvent(number)
            try startBlock(index, number: number)
        case .contentBlockDelta(let index, _):
            guard otherOpenBlocks.contains(index) else { throw noOpenBlock(index, number: number) }
        case .contentBlockStop(let index):
            guard (0..<blockCount).contains(index) else {
                throw noOpenBlock(index, number: number)
            }
            if index == openBlock { openBlock = -1 } else { otherOpenBlocks.remove(index) }
        case .messageDelta(let delta):
            noteEarlyEvent(number)
            progress.note(delta.anyStopReason)
        case .messageStop:
            noteEarlyEvent(number)
            if let error = missingStart { throw error }
            progress.stop()
        case .error(let streamed):
            throw MessageStreamError(streamed, eventNumber: number)
        case .ping, .unknown:
            break
        }
    }

    private mutating func startBlock(_ index: Int, number: Int) throws(MessageStreamError) {
        let limit = MessageAccumulator.Limits.default.maximumBlocks
        if var error = MessageStreamError(startOfBlock: index, after: blockCount, limit: limit) {
            error.eventNumber = number
            throw error
        }
        if openBlock >= 0 { otherOpenBlocks.insert(openBlock) }
        openBlock = index
        blockCount += 1
    }

    private mutating func noOpenBlock(_ index: Int, number: Int) -> MessageStreamError {
        if index >= blockCount { noteEarlyEvent(number) }
        var error = MessageStreamError(noOpenBlock: index, of: blockCount)
        error.eventNumber = number
        return error
    }

    private mutating func noteEarlyEvent(_ number: Int) {
        if !hasStarted, firstEarlyEvent == nil { firstEarlyEvent = number }
    }

    /// What is wrong with a message of which events came before its start, or no start at all.
    private var missingStart: MessageStreamError? {
        firstEarlyEvent.map(MessageStreamError.init(beginningWithEvent:))
    }

    /// What is thrown if nothing follows, or nil when the message is whole.
    var shortfall: MessageStreamError? {
        missingStart ?? progress.shortfall.map { MessageStreamError($0) }
    }
}
