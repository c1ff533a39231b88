internal import PartialJSON

/// The events about single blocks.
extension MessageAccumulator {
    mutating func start(_ block: ContentBlock, at index: Int) throws(MessageStreamError) {
        try outline.startBlock(index, event: eventCount, maximumBlocks: limits.maximumBlocks)
        guard block.json.count <= limits.maximumMembers else { throw tooManyMembers(block: index) }
        try count(block.jsonValue.approximateSize)
        blocks.append(BlockBuilder(start: block))
        // Who answers from here on is who the message is from, as both official SDKs have it.
        if case .fallback(let fallback) = block, !fallback.to.model.isEmpty {
            members.set("model", fallback.to.model)
        }
    }

    /// Takes in a delta of which somebody wants to see what it did.
    mutating func apply(
        _ delta: ContentBlockDelta, toBlock index: Int
    ) throws(MessageStreamError) -> MessageUpdate? {
        switch delta {
        case .text(let text):
            guard try admit(.text, text.utf8.count, toBlock: index) else { return nil }
            let snapshot = blocks[index].append(text: text)
            return .text(index: index, text: text, snapshot: snapshot)
        case .inputJSON(let fragment):
            guard try admit(.inputJSON, fragment.utf8.count, toBlock: index) else { return nil }
            let changes = blocks[index].changes(appending: fragment.utf8.span, settings)
            return blocks[index].inputSnapshot.map {
                .inputJSON(
                    index: index, partialJSON: fragment, snapshot: $0, changes: changes)
            }
        case .thinking(let thinking, estimatedTokens: _):
            guard try admit(.thinking, thinking.utf8.count, toBlock: index) else { return nil }
            let snapshot = blocks[index].append(thinking: thinking)
            return .thinking(index: index, thinking: thinking, snapshot: snapshot)
        case .signature(let signature):
            guard try admit(.signature, signature.utf8.count, toBlock: index) else { return nil }
            blocks[index].set(signature: signature)
            return .signature(index: index, signature: signature)
        case .citation(let citation):
            let size = citation.jsonValue.approximateSize
            guard try admit(.citation, size, toBlock: index) else { return nil }
            let snapshot = blocks[index].append(citation)
            return .citation(index: index, citation: citation, snapshot: snapshot)
        case .compaction(let delta):
            let size = delta.jsonValue.approximateSize
            guard try admit(.compaction, size, toBlock: index) else { return nil }
            blocks[index].set(delta)
            return .compaction(index: index, delta: delta)
        case .unknown(let json):
            guard let (thinking, signature) = json.signedThinking else {
                _ = try admit([], 0, toBlock: index)
                if let type = json.unreadableDelta {
                    try note(.unreadableDelta, type, block: index, type: blocks[index].type)
                }
                return nil
            }
            _ = try apply(.signature(signature), toBlock: index)
            return try apply(.thinking(thinking, estimatedTokens: nil), toBlock: index)
        }
    }

    /// Takes in a delta that is nothing but a payload, of which nobody wants to see what it did.
    @inline(__always)
    mutating func apply(
        _ payload: Span<UInt8>, _ kind: PayloadKind, toBlock index: Int
    ) throws(MessageStreamError) {
        guard try admit(kind.delta, payload.count, toBlock: index) else { return }
        switch kind {
        case .text: blocks[index].append(text: payload)
        case .thinking: blocks[index].append(thinking: payload)
        case .inputJSON: blocks[index].append(inputJSON: payload, settings)
        }
    }

    /// The deltas that make up nearly all of a stream.
    enum PayloadKind {
        case text, thinking, inputJSON

        var delta: BlockDeltas {
            switch self {
            case .text: .text
            case .thinking: .thinking
            case .inputJSON: .inputJSON
            }
        }
    }

    /// Lets in a delta of that many bytes, if its block is open and the message not too large.
    ///
    /// Returns whether the delta belongs to the block; one that does not is listed.
    @inline(__always)
    private mutating func admit(
        _ delta: BlockDeltas, _ bytes: Int, toBlock index: Int
    ) throws(MessageStreamError) -> Bool {
        try outline.admitDelta(to: index, event: eventCount)
        try count(bytes)
        guard blocks[index].deltas.contains(delta) else {
            try noteForeign(delta, toBlock: index)
            return false
        }
        return true
    }

    @inline(never)
    private mutating func noteForeign(
        _ delta: BlockDeltas, toBlock index: Int
    ) throws(MessageStreamError) {
        try note(.foreignDelta, delta.typeName, block: index, type: blocks[index].type)
    }

    mutating func stopBlock(_ index: Int) throws(MessageStreamError) -> MessageUpdate? {
        guard try outline.stopBlock(index, event: eventCount) else { return nil }
        blocks[index].stop()
        return .contentBlockStop(index: index, contentBlock: blocks[index].contentBlock)
    }

    /// Adds to the size of the message, if it stays within the limit.
    @inline(__always)
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
}
