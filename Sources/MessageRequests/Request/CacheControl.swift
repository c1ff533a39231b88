public import MessageStream
public import PartialJSON

/// Marks the end of a part of the request that the API is to keep in its cache (`cache_control`).
public struct CacheControl: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// Kept for as long as the API keeps things by default, five minutes.
    public static let ephemeral = CacheControl(json: ["type": "ephemeral"])

    /// Kept for `timeToLive`, as the API writes it: `5m` or `1h`.
    public static func ephemeral(timeToLive: String) -> Self {
        CacheControl(json: ["type": "ephemeral", "ttl": .string(timeToLive)])
    }
}
