/// Which deltas belong to a block, by its type: the one table of that.
///
/// What a foreign delta brings never enters the block: the API refuses a `tool_use` with a `text` in
/// the next request. A block of a type that is not known collects what it gets.
struct BlockDeltas: OptionSet, Sendable {
    let rawValue: UInt8

    static let text = BlockDeltas(rawValue: 1 << 0)
    static let inputJSON = BlockDeltas(rawValue: 1 << 1)
    static let thinking = BlockDeltas(rawValue: 1 << 2)
    static let signature = BlockDeltas(rawValue: 1 << 3)
    static let citation = BlockDeltas(rawValue: 1 << 4)
    static let compaction = BlockDeltas(rawValue: 1 << 5)
    static let all: BlockDeltas = [
        .text, .inputJSON, .thinking, .signature, .citation, .compaction,
    ]

    /// The type of the one delta in the set, as the API writes it.
    var typeName: String {
        switch self {
        case .text: "text_delta"
        case .inputJSON: "input_json_delta"
        case .thinking: "thinking_delta"
        case .signature: "signature_delta"
        case .citation: "citations_delta"
        case .compaction: "compaction_delta"
        default: ""
        }
    }

    /// Those that belong to `block`.
    static func belonging(to block: ContentBlock) -> BlockDeltas {
        switch block {
        case .text: [.text, .citation]
        case .thinking: [.thinking, .signature]
        case .toolUse, .serverToolUse, .mcpToolUse: .inputJSON
        case .compaction: [.compaction, .signature]
        case .redactedThinking, .webSearchToolResult, .webFetchToolResult,
            .codeExecutionToolResult, .bashCodeExecutionToolResult,
            .textEditorCodeExecutionToolResult, .toolSearchToolResult, .containerUpload,
            .mcpToolResult, .mcpToolListing, .advisorToolResult, .fallback:
            []
        case .unknown: .all
        }
    }
}
