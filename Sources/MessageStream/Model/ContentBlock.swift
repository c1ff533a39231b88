public import PartialJSON

/// One block of a message's content.
///
/// Two words in size at the most, whatever the block holds.
#if hasAttribute(nonexhaustive)
    @nonexhaustive
#endif
public enum ContentBlock: Sendable, Hashable {
    /// Text that the model wrote.
    case text(TextBlock)
    /// What the model thought before it answered.
    case thinking(ThinkingBlock)
    /// Thoughts that only the API can read.
    case redactedThinking(RedactedThinkingBlock)
    /// The model uses a tool that your program runs.
    case toolUse(ToolUseBlock)
    /// The model uses a tool that the API runs.
    case serverToolUse(ServerToolUseBlock)
    /// What a search of the web found.
    case webSearchToolResult(WebSearchToolResultBlock)
    /// A page that was fetched from the web.
    case webFetchToolResult(WebFetchToolResultBlock)
    /// What code gave that the model ran.
    case codeExecutionToolResult(CodeExecutionToolResultBlock)
    /// What a shell command gave that the model ran.
    case bashCodeExecutionToolResult(BashCodeExecutionToolResultBlock)
    /// What the text editor tool gave.
    case textEditorCodeExecutionToolResult(TextEditorCodeExecutionToolResultBlock)
    /// What a search for tools found.
    case toolSearchToolResult(ToolSearchToolResultBlock)
    /// A file in the container that the model refers to.
    case containerUpload(ContainerUploadBlock)
    /// The model uses a tool of an MCP server (beta).
    case mcpToolUse(MCPToolUseBlock)
    /// What a tool of an MCP server gave (beta).
    case mcpToolResult(MCPToolResultBlock)
    /// The tools that an MCP server offers (beta).
    case mcpToolListing(MCPToolListingBlock)
    /// What another model advised (beta).
    case advisorToolResult(AdvisorToolResultBlock)
    /// A summary that stands for all of the conversation before it (beta).
    case compaction(CompactionBlock)
    /// From here on another model answers (beta).
    case fallback(FallbackBlock)
    /// A block of a type that this library does not know.
    case unknown(UnknownBlock)
}

extension ContentBlock: JSONBacked {
    /// The block that `json` is, told by its `type`.
    public init(json: JSONObject) {
        self =
            switch json.string("type") {
            case "text": .text(.init(json: json))
            case "thinking": .thinking(.init(json: json))
            case "redacted_thinking": .redactedThinking(.init(json: json))
            case "tool_use": .toolUse(.init(json: json))
            case "server_tool_use": .serverToolUse(.init(json: json))
            case "web_search_tool_result": .webSearchToolResult(.init(json: json))
            case "web_fetch_tool_result": .webFetchToolResult(.init(json: json))
            case "code_execution_tool_result": .codeExecutionToolResult(.init(json: json))
            case "bash_code_execution_tool_result": .bashCodeExecutionToolResult(.init(json: json))
            case "text_editor_code_execution_tool_result":
                .textEditorCodeExecutionToolResult(.init(json: json))
            case "tool_search_tool_result": .toolSearchToolResult(.init(json: json))
            case "container_upload": .containerUpload(.init(json: json))
            case "mcp_tool_use": .mcpToolUse(.init(json: json))
            case "mcp_tool_result": .mcpToolResult(.init(json: json))
            case "mcp_tool_listing": .mcpToolListing(.init(json: json))
            case "advisor_tool_result": .advisorToolResult(.init(json: json))
            case "compaction": .compaction(.init(json: json))
            case "fallback": .fallback(.init(json: json))
            default: .unknown(.init(json: json))
            }
    }

    /// The object with all its members.
    public var json: JSONObject { view.json }

    /// The block's type as the API writes it, such as `tool_use`.
    public var type: String { json.string("type") }

    /// The tool use that the block is, of whichever kind, or nil.
    public var anyToolUse: (any ToolUse)? { view as? any ToolUse }

    private var view: any JSONBacked {
        switch self {
        case .text(let block): block
        case .thinking(let block): block
        case .redactedThinking(let block): block
        case .toolUse(let block): block
        case .serverToolUse(let block): block
        case .webSearchToolResult(let block): block
        case .webFetchToolResult(let block): block
        case .codeExecutionToolResult(let block): block
        case .bashCodeExecutionToolResult(let block): block
        case .textEditorCodeExecutionToolResult(let block): block
        case .toolSearchToolResult(let block): block
        case .containerUpload(let block): block
        case .mcpToolUse(let block): block
        case .mcpToolResult(let block): block
        case .mcpToolListing(let block): block
        case .advisorToolResult(let block): block
        case .compaction(let block): block
        case .fallback(let block): block
        case .unknown(let block): block
        }
    }
}
