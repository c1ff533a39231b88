public import MessageStream
public import PartialJSON

/// Something that the API takes out of a long conversation (`context_management.edits`, beta).
public struct ContextEdit: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// An edit by its versioned type, such as `clear_tool_uses_20250919`, with options such as
    /// `trigger` and `keep`.
    public init(type: String, options: JSONObject = JSONObject()) {
        json = JSONObject([("type", .string(type))] + options.map { ($0.key, $0.value) })
    }

    /// The edit's type as the API writes it.
    public var type: String { json.string("type") }
}
