public import MessageStream
public import PartialJSON

/// What the API is told about a request (`metadata`).
public struct RequestMetadata: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// On whose behalf the request is: an opaque identifier, never a name or an address.
    public init(userID: String) {
        json = ["user_id": .string(userID)]
    }

    /// On whose behalf the request is.
    public var userID: String? { json["user_id"]?.string }
}
