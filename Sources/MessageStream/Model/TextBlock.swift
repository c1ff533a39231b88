public import PartialJSON

/// Text that the model wrote (`text`).
public struct TextBlock: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// A block of `text` without citations.
    public init(text: String) {
        json = ["type": "text", "text": .string(text)]
    }

    /// The text.
    public var text: String {
        get { json.string("text") }
        set { json.set("text", newValue) }
    }

    /// What the text cites, in order, or nil when the block was not made to cite.
    public var citations: [Citation]? {
        get { json.optionalList("citations") }
        set { json["citations"] = newValue.map { .array($0.map(\.jsonValue)) } }
    }
}
