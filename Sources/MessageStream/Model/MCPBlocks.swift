public import PartialJSON

/// What a tool of an MCP server gave (`mcp_tool_result`, beta).
public struct MCPToolResultBlock: ToolResult {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// Whether the tool failed.
    public var isError: Bool { json.bool("is_error") }

    /// What the tool gave.
    public var content: Content { Content(jsonValue: json["content"] ?? .null) }

    /// What a tool of an MCP server can give.
    #if hasAttribute(nonexhaustive)
        @nonexhaustive
    #endif
    public enum Content: JSONConvertible {
        /// One text.
        case text(String)
        /// Several blocks of text.
        case blocks([TextBlock])
        /// Something that this library does not know.
        case unknown(JSONValue)

        /// The content that `jsonValue` is.
        public init(jsonValue: JSONValue) {
            self =
                switch jsonValue {
                case .string(let text): .text(text)
                case .array(let elements) where elements.allSatisfy { $0.object != nil }:
                    .blocks(elements.compactMap(TextBlock.init(jsonValue:)))
                default: .unknown(jsonValue)
                }
        }

        /// The content as it came.
        public var jsonValue: JSONValue {
            switch self {
            case .text(let text): .string(text)
            case .blocks(let blocks): .array(blocks.map(\.jsonValue))
            case .unknown(let value): value
            }
        }
    }
}

/// The tools that an MCP server offers (`mcp_tool_listing`, beta).
public struct MCPToolListingBlock: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The name of the MCP server.
    public var mcpServerName: String { json.string("mcp_server_name") }
    /// Its tools.
    public var tools: [MCPTool] { json.list("tools") }
}

/// A tool that an MCP server offers (beta).
public struct MCPTool: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The tool's name.
    public var name: String { json.string("name") }
    /// What the tool is for.
    public var toolDescription: String? { json.optional("description") }
    /// The JSON Schema of the tool's input.
    public var inputSchema: JSONObject { json.optional("input_schema") ?? [:] }
}
