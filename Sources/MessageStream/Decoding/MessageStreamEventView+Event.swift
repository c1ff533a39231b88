import PartialJSON
import ServerSentEvents

extension MessageStreamEventView {
    /// The event with strings of its own.
    ///
    /// Deltas are made of their payload at once; the rarer events are parsed again, to keep all of
    /// their members. Half a surrogate pair at a delta's end comes with the next delta of its block.
    ///
    /// - Throws: ``MessageStreamError/Code-swift.struct/malformedEvent`` for an event that this
    ///   library knows and that lacks what it is there for.
    public func event() throws(MessageStreamError) -> MessageStreamEvent {
        if let event = commonEvent { return event }
        return try rareEvent()
    }

    /// The event if it is one of the deltas that make up nearly all of a stream; they are neither
    /// parsed nor cut in a surrogate pair.
    @inline(__always)
    var commonEvent: MessageStreamEvent? {
        guard let index, let delta = commonDelta else { return nil }
        return .contentBlockDelta(index: index, delta: delta)
    }

    @inline(never)
    private func rareEvent() throws(MessageStreamError) -> MessageStreamEvent {
        switch kind {
        case .contentBlockDelta:
            return .contentBlockDelta(
                index: try requireIndex(), delta: ContentBlockDelta(json: try joinedDelta()))
        case .contentBlockStart:
            return .contentBlockStart(
                index: try requireIndex(),
                contentBlock: ContentBlock(json: try object(contentBlock, "content_block")))
        case .contentBlockStop: return .contentBlockStop(index: try requireIndex())
        case .messageStart: return .messageStart(Message(json: try object(message, "message")))
        case .messageDelta: return .messageDelta(MessageDelta(json: try object(data, "delta")))
        case .messageStop: return .messageStop
        case .ping: return .ping
        case .error:
            if let json = try? object(data, "error") { return .error(StreamedError(json: json)) }
            return .error(StreamedError(text: String(validated: data)))
        case .unknown: return .unknown(name: name, data: String(validated: data))
        }
    }

    @inline(__always)
    private var commonDelta: ContentBlockDelta? {
        guard isDelta, hasPayload, !isCutInPair else { return nil }
        switch deltaKind {
        case .text: return .text(payloadText())
        case .inputJSON: return .inputJSON(payloadText())
        case .signature: return .signature(payloadText())
        case .thinking where !deltaHasMoreMembers:
            return .thinking(payloadText(), estimatedTokens: nil)
        case .thinking, .citation, .compaction, .unknown, nil: return nil
        }
    }

    private func joinedDelta() throws(MessageStreamError) -> JSONObject {
        var json = try object(delta, "delta")
        guard seam.isOpen else { return json }
        switch payloadDelta {
        case .text?: json["text"] = .string(joinedText)
        case .thinking?: json["thinking"] = .string(joinedText)
        case .inputJSON?: json["partial_json"] = .string(joinedText)
        default: break
        }
        return json
    }

    private func requireIndex() throws(MessageStreamError) -> Int {
        guard let index else { throw malformed("has no index") }
        return index
    }

    private func object(
        _ bytes: Span<UInt8>, _ name: String
    ) throws(MessageStreamError) -> JSONObject {
        guard let value = try? JSONValue(parsing: bytes), let object = value.object else {
            throw malformed("has no \(name) that is an object")
        }
        return object
    }

    private func malformed(_ what: String) -> MessageStreamError {
        var error = MessageStreamError(.malformedEvent, message: "a \(name) event \(what)")
        error.eventNumber = number
        error.byteOffset = framing.dataOffset
        return error
    }
}
