import ServerSentEvents

extension MessageStreamEventView {
    /// What an event is about, told by the `type` of its JSON, or else by its `event` field.
    #if hasAttribute(nonexhaustive)
        @nonexhaustive
    #endif
    public enum Kind: Sendable, Hashable {
        case messageStart, contentBlockStart, contentBlockDelta, contentBlockStop
        case messageDelta, messageStop
        /// `ping`, or an event without a name or of one that this library knows whose data is blank.
        case ping
        /// `error`, or an object with an `error` and no `type`.
        case error
        /// An event that this library does not know. Its data may be no JSON.
        case unknown
    }

    /// What a delta adds, told by its `type`.
    #if hasAttribute(nonexhaustive)
        @nonexhaustive
    #endif
    public enum DeltaKind: Sendable, Hashable {
        case text, inputJSON, thinking, signature, citation, compaction
        /// A delta that this library does not know.
        case unknown
    }
}

extension MessageStreamEventView {
    /// The event's type as the API writes it, such as `content_block_delta`.
    ///
    /// Of an event that this library does not know, its JSON's `type`, or else its `event` field, or
    /// `message`.
    public var name: String {
        switch kind {
        case .messageStart: "message_start"
        case .contentBlockStart: "content_block_start"
        case .contentBlockDelta: "content_block_delta"
        case .contentBlockStop: "content_block_stop"
        case .messageDelta: "message_delta"
        case .messageStop: "message_stop"
        case .ping: "ping"
        case .error: "error"
        case .unknown:
            typeText() ?? (framing.type.isEmpty ? "message" : String(repairing: framing.type))
        }
    }
}

extension MessageStreamEventView.Kind {
    /// The kind that an `event` field names, for data without a `type`.
    @usableFromInline
    init(eventField: Span<UInt8>) {
        switch String(repairing: eventField) {
        case "message_start": self = .messageStart
        case "content_block_start": self = .contentBlockStart
        case "content_block_delta": self = .contentBlockDelta
        case "content_block_stop": self = .contentBlockStop
        case "message_delta": self = .messageDelta
        case "message_stop": self = .messageStop
        case "ping": self = .ping
        case "error": self = .error
        default: self = .unknown
        }
    }
}
