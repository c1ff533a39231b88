public import PartialJSON

/// Who asked for a tool (`caller`): the model itself, or code that it runs in a container.
public struct Caller: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The kind of caller.
    public var type: Kind { json.code("type") }
    /// The server tool use whose code asked, or nil when the model itself did.
    public var toolID: String? { json.optional("tool_id") }

    /// The kind of a ``Caller``.
    public struct Kind: OpenStringEnum {
        /// The kind as the API writes it.
        public let rawValue: String

        /// The kind that the API writes as `rawValue`.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The model itself.
        public static let direct: Self = "direct"
        /// Code that the model runs, in the version of August 2025.
        public static let codeExecution20250825: Self = "code_execution_20250825"
        /// Code that the model runs, in the version of January 2026.
        public static let codeExecution20260120: Self = "code_execution_20260120"
    }
}
