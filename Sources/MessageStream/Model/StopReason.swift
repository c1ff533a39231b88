internal import PartialJSON

/// Why the model stopped (`stop_reason`).
public struct StopReason: OpenStringEnum {
    /// The reason as the API writes it.
    public let rawValue: String

    /// The reason that the API writes as `rawValue`.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The model came to the end of what it had to say.
    public static let endTurn: Self = "end_turn"
    /// The `max_tokens` of the request were used up; the last block may be cut short.
    public static let maxTokens: Self = "max_tokens"
    /// One of the request's stop sequences came; ``Message/stopSequence`` says which.
    public static let stopSequence: Self = "stop_sequence"
    /// The model waits for the results of its tool uses.
    public static let toolUse: Self = "tool_use"
    /// A long turn was paused; send the message back as it is to let the model go on.
    public static let pauseTurn: Self = "pause_turn"
    /// The model declined; ``Message/stopDetails`` may say why.
    public static let refusal: Self = "refusal"
    /// The model's context window is full.
    public static let modelContextWindowExceeded: Self = "model_context_window_exceeded"
    /// The context was compacted and the turn ended with that (beta).
    public static let compaction: Self = "compaction"
}

extension JSONObject {
    /// The member `stop_reason`; an empty one, as some gateways write it from the start, is none.
    var stopReason: StopReason? {
        guard let reason: StopReason = optional("stop_reason"),
            reason.rawValue.contains(where: { !$0.isWhitespace })
        else { return nil }
        return reason
    }
}
