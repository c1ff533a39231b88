internal import PartialJSON

/// The events about single blocks.
extension MessageAccumulator {
    mutating func start(_ block: ContentBlock, at index: Int) throws(MessageStreamError) {
        noteEarlyEvent()
        if blocks.indices.contains(index) {
            throw error(
                .blockStartedTwice, "block \(index) starts although it has started before",
                block: index)
        }
        guard index == blocks.count else {
            throw error(
                .blockGap, "block \(index) starts where \(blocks.count) is the next", block: index)
        }
        guard index < limits.maximumBlocks else {
            throw error(
                .tooManyBlocks, "the message has more than \(limits.maximumBlocks) blocks",
                block: index)
        }
        guard block.json.count <= limits.maximumMembers else { throw tooManyMembers(block: index) }
        try count(block.jsonValue.approximateSize)
        blocks.append(BlockBuilder(start: block))
        // Who answers from here on is who the message is from, as both official SDKs have it.
        if case .fallback(let fallback) = block, !fallback.to.model.isEmpty {
            members.set("model", fallback.to.model)
        }
    }

    mutating func apply(
        _ delta: ContentBlockDelta, toBlock index: Int
    ) throws(MessageStreamError) -> MessageUpdate? {
        guard blocks.indices.contains(index), !blocks[index].isStopped else {
            throw noOpenBlock(index)
        }
        switch delta {
        case .text(let text):
            try count(text.utf8.count)
            let snapshot = blocks[index].append(text: text)
            return .text(index: index, text: text, snapshot: snapshot)
        case .inputJSON(let fragment):
            try count(fragment.utf8.count)
            let snapshot = blocks[index].append(
                inputJSON: fragment, limits: limits.toolInput, keepsRawText: keepsRawToolInput)
            return .inputJSON(index: index, partialJSON: fragment, snapshot: snapshot)
        case .thinking(let thinking, estimatedTokens: _):
            try count(thinking.utf8.count)
            let snapshot = blocks[index].append(thinking: thinking)
            return .thinking(index: index, thinking: thinking, snapshot: snapshot)
        case .signature(let signature):
            try count(signature.utf8.count)
            blocks[index].set(signature: signature)
            return .signature(index: index, signature: signature)
        case .citation(let citation):
            try count(citation.jsonValue.approximateSize)
            let snapshot = blocks[index].append(citation)
            return .citation(index: index, citation: citation, snapshot: snapshot)
        case .compaction(let delta):
            try count(delta.jsonValue.approximateSize)
            blocks[index].set(delta)
            return .compaction(index: index, delta: delta)
        case .unknown:
            return nil
        }
    }

    /// A second stop is let pass: it says nothing that is wrong.
    mutating func stopBlock(_ index: Int) throws(MessageStreamError) -> MessageUpdate? {
        guard blocks.indices.contains(index) else { throw noOpenBlock(index) }
        guard !blocks[index].isStopped else { return nil }
        blocks[index].stop()
        return .contentBlockStop(index: index, contentBlock: blocks[index].contentBlock)
    }

    /// What is wrong with an event for a block that has not started, or has stopped.
    private mutating func noOpenBlock(_ index: Int) -> MessageStreamError {
        guard blocks.indices.contains(index) else {
            noteEarlyEvent()
            return error(
                .missingBlock, "a delta or stop came for block \(index), which never started",
                block: index)
        }
        return error(
            .deltaAfterStop, "a delta came for block \(index), which has stopped", block: index)
    }

    /// Adds to the size of the message, if it stays within the limit.
    mutating func count(_ bytes: Int) throws(MessageStreamError) {
        guard bytes <= limits.maximumMessageBytes - byteCount else {
            throw error(
                .messageTooLarge, "the message is larger than \(limits.maximumMessageBytes) bytes")
        }
        byteCount += bytes
    }

    func tooManyMembers(block: Int? = nil) -> MessageStreamError {
        error(
            .tooManyMembers, "an object has more than \(limits.maximumMembers) members",
            block: block)
    }

    mutating func noteEarlyEvent() {
        if !hasStarted, firstEarlyEvent == nil { firstEarlyEvent = eventCount }
    }
}
