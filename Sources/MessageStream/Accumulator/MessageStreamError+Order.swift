/// What is wrong with events that come where none of their kind may: for the accumulator and for the
/// sequences, which find the same.
extension MessageStreamError {
    /// The error for a block that starts at `index` when `count` others have started; nil if it may.
    init?(startOfBlock index: Int, after count: Int, limit: Int) {
        if (0..<count).contains(index) {
            self.init(
                .blockStartedTwice,
                message: "block \(index) starts although it has started before")
        } else if index != count {
            self.init(.blockGap, message: "block \(index) starts where \(count) is the next")
        } else if index >= limit {
            self.init(.tooManyBlocks, message: "the message has more than \(limit) blocks")
        } else {
            return nil
        }
        blockIndex = index
    }

    /// The error for an event of block `index`, which is not open, when `count` blocks have started.
    init(noOpenBlock index: Int, of count: Int) {
        if (0..<count).contains(index) {
            self.init(
                .deltaAfterStop, message: "a delta came for block \(index), which has stopped")
        } else {
            self.init(
                .missingBlock,
                message: "a delta or stop came for block \(index), which never started")
        }
        blockIndex = index
    }

    /// The error for a message that has no `message_start` before that event, or none at all.
    init(beginningWithEvent number: Int) {
        self.init(
            .missingMessageStart,
            message: "the message began without a message_start: "
                + "its beginning was lost, or read before")
        eventNumber = number
    }
}
