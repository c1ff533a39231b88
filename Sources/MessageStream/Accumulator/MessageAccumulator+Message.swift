internal import PartialJSON

/// The events about the message as a whole.
extension MessageAccumulator {
    mutating func start(_ message: Message) throws(MessageStreamError) {
        let meaning = outline.progress.meaning(ofStart: message)
        switch meaning {
        case .repetition:
            try note(.repeatedMessageStart, message.id)
            return
        case .next:
            if case .failed(let error) = finish() { throw error }
            return
        case .replacement:
            byteCount = 0
        case .first, .intrusion:
            break
        }
        guard message.json.count <= limits.maximumMembers,
            message.usage.json.count <= limits.maximumMembers
        else { throw tooManyMembers() }
        try count(message.jsonValue.approximateSize)
        _ = try outline.start(
            message, event: eventCount, maximumBlocks: limits.maximumBlocks)
        let early = members
        members = message.json
        if meaning == .replacement {
            anomalies = MessageAnomalies()
            isUsageProvisional = true
        } else {
            _ = members.merge(early, maximumMembers: .max)
        }
        _ = try noteUnreadable(message.json["usage"])
        // A message that is there already may be replayed as a stream of a start and a stop.
        if blocks.isEmpty { blocks = message.content.map(BlockBuilder.init(whole:)) }
    }

    mutating func apply(_ delta: MessageDelta) throws(MessageStreamError) {
        outline.note(delta, event: eventCount)
        try count(delta.jsonValue.approximateSize)
        let limit = limits.maximumMembers
        // The blocks are the content; nothing else may call itself so.
        let isWithinLimit =
            members.merge(delta.delta, except: ["content"], maximumMembers: limit)
            && members.merge(
                delta.json, except: ["type", "delta", "usage", "content"], maximumMembers: limit)
        guard isWithinLimit else { throw tooManyMembers() }

        let unreadable = try noteUnreadable(delta.json["usage"])
        guard let usage = delta.usage else { return }
        var merged = members.optional("usage") ?? JSONObject()
        guard merged.merge(usage.json, except: unreadable, maximumMembers: limit) else {
            throw tooManyMembers()
        }
        members.set("usage", merged)
        if !unreadable.contains("output_tokens") { isUsageProvisional = false }
    }

    /// Lists what cannot be read of a usage, and returns the paths of it.
    private mutating func noteUnreadable(
        _ usage: JSONValue?
    ) throws(MessageStreamError) -> [String] {
        guard let usage, !usage.isNull else { return [] }
        guard let usage = Usage(jsonValue: usage) else {
            try note(.unreadableUsage, "usage")
            return []
        }
        let paths = usage.unreadableCounts
        for path in paths { try note(.unreadableUsage, "usage.\(path)") }
        return paths
    }

    mutating func stop() throws(MessageStreamError) -> MessageUpdate? {
        try outline.stop(event: eventCount)
        endBlocks()
        ending = outline.progress.ending
        return message.map(MessageUpdate.messageStop)
    }

    /// Puts the strict verdict on tool inputs whose block never stopped.
    mutating func endBlocks() {
        for index in blocks.indices { blocks[index].end() }
    }
}
