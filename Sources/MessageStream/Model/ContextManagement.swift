public import PartialJSON

/// What the API took out of the context before it asked the model (`context_management`, beta).
public struct ContextManagement: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The edits that were made, in order.
    public var appliedEdits: [ContextEdit] { json.list("applied_edits") }
}

/// One edit of the context (beta).
public struct ContextEdit: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The kind of edit, such as `clear_tool_uses_20250919` or `clear_thinking_20251015`.
    public var type: String { json.string("type") }
    /// How many input tokens it saved.
    public var clearedInputTokens: Int { json.peerCount("cleared_input_tokens") ?? 0 }
    /// How many tool uses it took out, for an edit that clears tool uses.
    public var clearedToolUses: Int? { json.peerCount("cleared_tool_uses") }
    /// How many turns lost their thinking, for an edit that clears thinking.
    public var clearedThinkingTurns: Int? { json.peerCount("cleared_thinking_turns") }
}

/// A change that the API made to the input because it did not fit the model (beta).
public struct InputTransformation: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// What was done: `thinking_dropped` or `thinking_mismatch_allowed`.
    public var type: String { json.string("type") }
    /// The block that was changed, as `messages.{i}.content.{j}`.
    public var path: String { json.string("path") }
    /// Why, such as `model_binding_mismatch`.
    public var reason: String { json.string("reason") }
}
