public import MessageStream
public import PartialJSON

/// Whether the model thinks before it answers (`thinking`).
public struct ThinkingConfiguration: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The model does not think.
    public static let disabled = ThinkingConfiguration(json: ["type": "disabled"])
    /// The model decides how much it thinks.
    public static let adaptive = ThinkingConfiguration(json: ["type": "adaptive"])

    /// The model thinks, for up to `budgetTokens` tokens of the request's `maxTokens`.
    public static func enabled(budgetTokens: Int) -> Self {
        ThinkingConfiguration(
            json: ["type": "enabled", "budget_tokens": .number(JSONNumber(budgetTokens))])
    }

    /// Whether the answer shows the thoughts; nil leaves that to the model's default.
    public var display: Display? {
        get { json.optional("display") }
        set { json.set("display", newValue) }
    }

    /// Whether an answer shows the model's thoughts.
    public struct Display: OpenStringEnum {
        /// The value as the API writes it.
        public let rawValue: String

        /// The value that the API writes as `rawValue`.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// A summary of the thoughts is shown.
        public static let summarized: Self = "summarized"
        /// Thinking blocks hold a signature and no text.
        public static let omitted: Self = "omitted"
    }

    /// Whether the model may think, as far as this says.
    package var mayThink: Bool { json["type"]?.string != "disabled" }

    /// Whether the model thinks for a number of tokens that the request sets.
    package var hasBudget: Bool { json["type"]?.string == "enabled" }
}
