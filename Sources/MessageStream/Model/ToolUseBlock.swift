public import PartialJSON

/// The model uses a tool that the request offered (`tool_use`); your program runs it.
public struct ToolUseBlock: ToolUse {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// A use of the tool `name` with a complete `input`.
    public init(id: String, name: String, input: JSONValue) {
        json = ["type": "tool_use", "id": .string(id), "name": .string(name), "input": input]
    }

    /// How the input came from a stream.
    public var inputArrival = ToolInputArrival.complete

    /// Who asked for the tool, where the API says.
    public var caller: Caller? { json.optional("caller") }
    /// The toolset that the tool belongs to.
    public var toolsetName: String? { json.optional("toolset_name") }
}

/// The model uses a tool that the API runs itself (`server_tool_use`).
///
/// Names known today: `web_search`, `web_fetch`, `code_execution`, `bash_code_execution`,
/// `text_editor_code_execution`, `tool_search_tool_regex`, `tool_search_tool_bm25` and `advisor`.
public struct ServerToolUseBlock: ToolUse {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// How the input came from a stream.
    public var inputArrival = ToolInputArrival.complete

    /// Who asked for the tool, where the API says.
    public var caller: Caller? { json.optional("caller") }
}

/// The model uses a tool of an MCP server that the API is connected to (`mcp_tool_use`, beta).
public struct MCPToolUseBlock: ToolUse {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// How the input came from a stream.
    public var inputArrival = ToolInputArrival.complete

    /// The name of the MCP server.
    public var serverName: String { json.string("server_name") }
}
