public import PartialJSON

/// A summary that stands for all of the conversation before it (`compaction`, beta).
public struct CompactionBlock: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The summary, or nil when the compaction failed or the summary is encrypted.
    public var content: String? { json.optional("content") }
    /// The summary, readable for the API only, to be sent back unchanged.
    public var encryptedContent: String? { json.optional("encrypted_content") }
    /// The API's signature under the summary.
    public var signature: String? { json.optional("signature") }
    /// The tools that came and went in the conversation that was summarised.
    public var toolChanges: [ToolChange]? { json.optionalList("tool_changes") }
}

/// A tool that came or went in the conversation that a ``CompactionBlock`` stands for (beta).
public struct ToolChange: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// `tool_addition` or `tool_removal`.
    public var type: String { json.string("type") }
    /// The tool or toolset.
    public var tool: Tool { json.view("tool") }

    /// The tool or toolset of a ``ToolChange``.
    public struct Tool: JSONBacked {
        /// The object with all its members.
        public var json: JSONObject

        /// A view of `json`.
        public init(json: JSONObject) {
            self.json = json
        }

        /// `tool_reference`, `mcp_tool_reference`, `mcp_toolset_reference` or `tool_definition`.
        public var type: String { json.string("type") }
        /// The tool's name, for a reference to a tool.
        public var name: String? { json.optional("name") }
        /// The name of the MCP server, for a reference to one of its tools or to all of them.
        public var serverName: String? { json.optional("server_name") }
        /// The tool as a request would define it, for a definition.
        public var definition: JSONObject? { json.optional("definition") }
    }
}
