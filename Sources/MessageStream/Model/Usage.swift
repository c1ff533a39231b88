public import PartialJSON

/// The tokens that a request was billed for (`usage`).
///
/// All counts of a stream are cumulative: a later one replaces an earlier one, they are never added.
/// A count that the API left out reads as 0 where it is required and as nil otherwise, and so does
/// one that cannot be read: see ``unreadableCounts``. Fractions are rounded, and digits in a string
/// count.
public struct Usage: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// Input tokens that no cache served or took up.
    public var inputTokens: Int { json.peerCount("input_tokens") ?? 0 }
    /// Output tokens. Provisional until the stream's `message_delta`.
    public var outputTokens: Int { json.peerCount("output_tokens") ?? 0 }
    /// Input tokens that were written to the cache.
    public var cacheCreationInputTokens: Int? { json.peerCount("cache_creation_input_tokens") }
    /// Input tokens that were read from the cache.
    public var cacheReadInputTokens: Int? { json.peerCount("cache_read_input_tokens") }
    /// The cache writes by lifetime.
    public var cacheCreation: CacheCreation? { json.optional("cache_creation") }
    /// The output tokens by kind.
    public var outputTokensDetails: OutputTokensDetails? { json.optional("output_tokens_details") }
    /// How often server tools ran.
    public var serverToolUse: ServerToolUsage? { json.optional("server_tool_use") }
    /// The tier that served the request: `standard`, `priority` or `batch`.
    public var serviceTier: ServiceTier? { json.optional("service_tier") }
    /// The speed that served the request: `standard` or `fast`.
    public var speed: Speed? { json.optional("speed") }
    /// Where inference ran.
    public var inferenceGeo: String? { json.optional("inference_geo") }
    /// The model calls that made up the request (beta). Compactions are not in the counts above.
    public var iterations: [UsageIteration]? { json.optionalList("iterations") }
    /// What became of a fallback credit (beta).
    public var fallbackCredit: FallbackCredit? { json.optional("fallback_credit") }

    /// The tier that served a request.
    public struct ServiceTier: OpenStringEnum {
        /// The tier as the API writes it.
        public let rawValue: String

        /// The tier that the API writes as `rawValue`.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The tier of ordinary requests.
        public static let standard: Self = "standard"
        /// The tier of committed capacity.
        public static let priority: Self = "priority"
        /// The tier of batches.
        public static let batch: Self = "batch"
    }

    /// The speed that served a request.
    public struct Speed: OpenStringEnum {
        /// The speed as the API writes it.
        public let rawValue: String

        /// The speed that the API writes as `rawValue`.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The speed of ordinary requests.
        public static let standard: Self = "standard"
        /// The speed of requests that asked to be served fast.
        public static let fast: Self = "fast"
    }
}
