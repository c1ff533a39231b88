public import MessageStream
import PartialJSON

extension Conversation {
    /// The tool uses of the last answer that have no result yet, in order.
    public var unansweredToolUses: [ToolUseBlock] {
        let answered = Set(lastToolResults.compactMap(\.toolUseID))
        return lastToolUses.filter { !answered.contains($0.id) }
    }

    /// Adds the result of a tool use of the last answer.
    ///
    /// Results may come in any order; a request has them in that of the tool uses.
    ///
    /// - Parameter result: ``InputContent/toolResult(for:_:isError:)-(_,String,_)`` and the like.
    /// - Throws: When the last answer has no such tool use, or it has its result already.
    public mutating func append(toolResult result: InputContent) throws(ConversationError) {
        guard result.type == "tool_result", let id = result.toolUseID else {
            throw ConversationError(.noToolResult, toolUseID: nil)
        }
        guard lastToolUses.contains(where: { $0.id == id }) else {
            throw ConversationError(.unknownToolUse, toolUseID: id)
        }
        guard unansweredToolUses.contains(where: { $0.id == id }) else {
            throw ConversationError(.answeredToolUse, toolUseID: id)
        }
        append([result], as: .user)
    }

    /// The tool uses of the last answer.
    private var lastToolUses: [ToolUseBlock] {
        history.last { $0.role == .assistant }?.toolUses ?? []
    }

    /// The results that came since the last answer, whoever else has spoken since.
    private var lastToolResults: [InputContent] {
        history.reversed().prefix { $0.role != .assistant }.flatMap(\.content)
            .filter { $0.type == "tool_result" }
    }
}

extension InputMessage {
    /// The uses of tools that the program runs.
    var toolUses: [ToolUseBlock] {
        content.compactMap { block in
            block.type == "tool_use" ? ToolUseBlock(json: block.json) : nil
        }
    }
}

extension InputContent {
    /// The tool use that this result is for, if it is one.
    var toolUseID: String? { json["tool_use_id"]?.string }
}

extension ToolUseBlock {
    /// The result as the API takes it; one that says that there is none when it is nil.
    func result(_ result: InputContent?) -> InputContent {
        var result = result ?? .toolResult(for: id, "The tool was not run.", isError: true)
        // The API refuses the result of a toolset's member that does not name the toolset.
        if result.json["toolset_name"] == nil {
            result.json["toolset_name"] = toolsetName.map(JSONValue.string)
        }
        return result
    }
}
