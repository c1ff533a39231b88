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

    /// The results that came since the last answer.
    private var lastToolResults: [InputContent] {
        guard let last = history.last, last.role == .user else { return [] }
        return last.content.filter { $0.type == "tool_result" }
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
    /// What stands for the result of a tool that was not run.
    var missingResult: InputContent {
        .toolResult(for: id, "The tool was not run.", isError: true)
    }
}
