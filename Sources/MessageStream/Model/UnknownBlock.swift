public import PartialJSON

/// A block of a type that this library does not know, kept whole.
public struct UnknownBlock: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The type that the API gave it.
    public var type: String { json.string("type") }
}
