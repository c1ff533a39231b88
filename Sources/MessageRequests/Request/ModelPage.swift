public import MessageStream
public import PartialJSON

/// One page of a list of models.
public struct ModelPage: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The models.
    public var models: [ModelInfo] { json.list("data") }
    /// Whether there are more behind ``lastID``.
    public var hasMore: Bool { json.bool("has_more") }
    /// The identifier of the last model of the page.
    public var lastID: String? { json.optional("last_id") }
}

/// What the API says of a model.
public struct ModelInfo: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The name to ask for it by.
    public var id: ModelName { json.code("id") }
    /// The name for people.
    public var displayName: String { json.string("display_name") }
    /// When it was released, as RFC 3339 writes it.
    public var createdAt: String { json.string("created_at") }
}
