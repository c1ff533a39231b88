internal import PartialJSON

/// The events about the message as a whole.
extension MessageAccumulator {
    /// A second start is let pass: gateways that begin a stream twice go on with the same message.
    mutating func start(_ message: Message) throws(MessageStreamError) {
        guard !hasStarted else { return }
        guard message.json.count <= limits.maximumMembers,
            message.usage.json.count <= limits.maximumMembers
        else { throw tooManyMembers() }
        guard message.content.count <= limits.maximumBlocks else {
            throw error(
                .tooManyBlocks, "the message has more than \(limits.maximumBlocks) blocks")
        }
        try count(message.jsonValue.approximateSize)
        _ = try noteUnreadable(message.json["usage"])
        hasStarted = true
        progress.note(message.stopReason)
        let early = members
        members = message.json
        _ = members.merge(early, maximumMembers: .max)
        // A message that is there already may be replayed as a stream of a start and a stop.
        if blocks.isEmpty { blocks = message.content.map(BlockBuilder.init(whole:)) }
    }

    mutating func apply(_ delta: MessageDelta) throws(MessageStreamError) {
        noteEarlyEvent()
        try count(delta.jsonValue.approximateSize)
        let limit = limits.maximumMembers
        // The blocks are the content; nothing else may call itself so.
        let isWithinLimit =
            members.merge(delta.delta, except: ["content"], maximumMembers: limit)
            && members.merge(
                delta.json, except: ["type", "delta", "usage", "content"], maximumMembers: limit)
        guard isWithinLimit else { throw tooManyMembers() }
        progress.note(delta.anyStopReason)

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
        noteEarlyEvent()
        if let error = missingStart { throw error }
        progress.stop()
        endBlocks()
        ending = progress.ending
        return message.map(MessageUpdate.messageStop)
    }

    /// Puts the strict verdict on tool inputs whose block never stopped.
    mutating func endBlocks() {
        for index in blocks.indices { blocks[index].end() }
    }

    /// What is wrong with a message of which events came before its start, or no start at all.
    var missingStart: MessageStreamError? {
        firstEarlyEvent.map(MessageStreamError.init(beginningWithEvent:))
    }
}
