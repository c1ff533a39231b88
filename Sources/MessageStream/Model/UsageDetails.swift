public import PartialJSON

/// Cache writes by lifetime, in input tokens.
public struct CacheCreation: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// Tokens written to live for an hour.
    public var ephemeral1hInputTokens: Int { json.peerCount("ephemeral_1h_input_tokens") ?? 0 }
    /// Tokens written to live for five minutes.
    public var ephemeral5mInputTokens: Int { json.peerCount("ephemeral_5m_input_tokens") ?? 0 }
}

/// Output tokens by kind.
public struct OutputTokensDetails: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// Tokens that the model thought with.
    public var thinkingTokens: Int { json.peerCount("thinking_tokens") ?? 0 }
}

/// How often server tools ran.
public struct ServerToolUsage: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// Searches of the web.
    public var webSearchRequests: Int { json.peerCount("web_search_requests") ?? 0 }
    /// Pages fetched.
    public var webFetchRequests: Int { json.peerCount("web_fetch_requests") ?? 0 }
}

/// One of the model calls that made up a request (beta).
public struct UsageIteration: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// What the call was for: `message`, `compaction`, `advisor_message` or `fallback_message`.
    public var type: String { json.string("type") }
    /// The model that was called, where the API says.
    public var model: String? { json.optional("model") }
    /// Input tokens that no cache served or took up.
    public var inputTokens: Int { json.peerCount("input_tokens") ?? 0 }
    /// Output tokens.
    public var outputTokens: Int { json.peerCount("output_tokens") ?? 0 }
    /// Input tokens that were written to the cache.
    public var cacheCreationInputTokens: Int { json.peerCount("cache_creation_input_tokens") ?? 0 }
    /// Input tokens that were read from the cache.
    public var cacheReadInputTokens: Int { json.peerCount("cache_read_input_tokens") ?? 0 }
    /// The cache writes by lifetime.
    public var cacheCreation: CacheCreation? { json.optional("cache_creation") }
}

/// What became of the credit that a refused request gave to this one (beta).
public struct FallbackCredit: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// Whether the credit was redeemed, and if not, why.
    public var status: Status { json.view("status") }

    /// Whether a credit was redeemed.
    public struct Status: JSONBacked {
        /// The object with all its members.
        public var json: JSONObject

        /// A view of `json`.
        public init(json: JSONObject) {
            self.json = json
        }

        /// `redeemed` or `not_applied`.
        public var type: String { json.string("type") }
        /// Why it was not applied, such as `expired` or `body_mismatch`.
        public var reason: String? { json.optional("reason") }
        /// The request's members to leave out for the credit to apply.
        public var removeToRedeem: [String] { json.strings("remove_to_redeem") }
    }
}
