public import PartialJSON

/// What the API found worth telling about how it served the request (`diagnostics`).
public struct Diagnostics: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// Why the prompt cache could not be used, or nil when it was or none was asked for.
    public var cacheMissReason: CacheMissReason? { json.optional("cache_miss_reason") }
}

/// Why the prompt cache could not be used.
public struct CacheMissReason: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The reason.
    public var type: Kind { json.code("type") }
    /// How many input tokens the cache would have saved, where the API knows.
    public var cacheMissedInputTokens: Int? { json.peerCount("cache_missed_input_tokens") }

    /// What differs from the request that filled the cache.
    public struct Kind: OpenStringEnum {
        /// The reason as the API writes it.
        public let rawValue: String

        /// The reason that the API writes as `rawValue`.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Another model was asked.
        public static let modelChanged: Self = "model_changed"
        /// The system prompt differs.
        public static let systemChanged: Self = "system_changed"
        /// The tools differ.
        public static let toolsChanged: Self = "tools_changed"
        /// An earlier message differs.
        public static let messagesChanged: Self = "messages_changed"
        /// The message that the request refers to is not known.
        public static let previousMessageNotFound: Self = "previous_message_not_found"
        /// The cache could not be asked.
        public static let unavailable: Self = "unavailable"
    }
}
