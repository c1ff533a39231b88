public import PartialJSON

/// More about why the model stopped (`stop_details`); today only of refusals.
public struct StopDetails: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The kind of details, such as `refusal`.
    public var type: String { json.string("type") }
    /// What the refusal is about.
    public var category: RefusalCategory? { json.optional("category") }
    /// The refusal in words for a reader.
    public var explanation: String? { json.optional("explanation") }
    /// A token with which a request to another model is credited for this one (beta).
    public var fallbackCreditToken: String? { json.optional("fallback_credit_token") }
    /// Whether that credit covers a continuation of the partial answer (beta).
    public var fallbackHasPrefillClaim: Bool? { json.optional("fallback_has_prefill_claim") }
    /// The model that the API proposes to ask instead (beta).
    public var recommendedModel: String? { json.optional("recommended_model") }
}

/// What a refusal is about.
public struct RefusalCategory: OpenStringEnum {
    /// The category as the API writes it.
    public let rawValue: String

    /// The category that the API writes as `rawValue`.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Attacks on computers.
    public static let cyber: Self = "cyber"
    /// Biological harm.
    public static let bio: Self = "bio"
    /// Work on competing frontier models.
    public static let frontierLLM: Self = "frontier_llm"
    /// Attempts to extract the model's reasoning.
    public static let reasoningExtraction: Self = "reasoning_extraction"
    /// Harm of other kinds.
    public static let generalHarms: Self = "general_harms"
}
