public import MessageStream
public import PartialJSON

/// How the model answers (`output_config`): its effort, and the form of its text.
///
/// ```swift
/// request.outputConfiguration = .jsonSchema([
///     "type": "object", "properties": ["city": ["type": "string"]], "required": ["city"],
///     "additionalProperties": false,
/// ])
/// let place = try message.decode(as: Place.self)
/// ```
public struct OutputConfiguration: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// A configuration of an effort, of a schema, or of both.
    public init(effort: Effort? = nil, schema: JSONObject? = nil) {
        json = JSONObject()
        self.effort = effort
        self.schema = schema
    }

    /// The answer's text is JSON that fits `schema`.
    public static func jsonSchema(_ schema: JSONObject) -> Self { Self(schema: schema) }

    /// How many tokens the model spends on an answer.
    public var effort: Effort? {
        get { json.optional("effort") }
        set { json.set("effort", newValue) }
    }

    /// The JSON schema that the answer's text fits; nil for text of any form.
    public var schema: JSONObject? {
        get {
            guard json["format"]?["type"]?.string == "json_schema" else { return nil }
            return json["format"]?["schema"]?.object
        }
        set { json["format"] = newValue.map { ["type": "json_schema", "schema": .object($0)] } }
    }

    /// How many tokens the model spends on an answer.
    public struct Effort: OpenStringEnum {
        /// The effort as the API writes it.
        public let rawValue: String

        /// The effort that the API writes as `rawValue`.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The fewest tokens.
        public static let low: Self = "low"
        /// Between low and high.
        public static let medium: Self = "medium"
        /// What the API takes if nothing is said.
        public static let high: Self = "high"
        /// More than high.
        public static let xhigh: Self = "xhigh"
        /// Without a bound.
        public static let max: Self = "max"
    }
}
