public import MessageStream
public import PartialJSON

/// Whether and which tool the model has to use (`tool_choice`).
public struct ToolChoice: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The model decides.
    public static let auto = ToolChoice(json: ["type": "auto"])
    /// The model has to use a tool.
    public static let any = ToolChoice(json: ["type": "any"])
    /// The model may not use a tool (`none`, which here would be read as no choice at all).
    public static let noTool = ToolChoice(json: ["type": "none"])

    /// The model has to use the tool `name`.
    public static func tool(_ name: String) -> Self {
        ToolChoice(json: ["type": "tool", "name": .string(name)])
    }

    /// Whether the model may use one tool at a time only.
    public var disablesParallelToolUse: Bool {
        get { json["disable_parallel_tool_use"]?.bool ?? false }
        set { json["disable_parallel_tool_use"] = .bool(newValue) }
    }
}
