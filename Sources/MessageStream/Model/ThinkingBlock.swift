public import PartialJSON

/// What the model thought before it answered (`thinking`).
///
/// Send it back unchanged, signature and all, when the conversation goes on with tool results.
public struct ThinkingBlock: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The thoughts; empty when the request asked to leave them out.
    public var thinking: String {
        get { json.string("thinking") }
        set { json.set("thinking", newValue) }
    }

    /// The API's signature under the thoughts, by which it knows them again.
    public var signature: String {
        get { json.string("signature") }
        set { json.set("signature", newValue) }
    }
}

/// Thoughts that only the API can read (`redacted_thinking`).
public struct RedactedThinkingBlock: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The encrypted thoughts, to be sent back unchanged.
    public var data: String { json.string("data") }
}
