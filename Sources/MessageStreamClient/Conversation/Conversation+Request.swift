import MessageStream
import PartialJSON

extension Conversation {
    /// The messages as a request carries them: each tool use is followed by its result.
    ///
    /// Results stand first in their message and in the order of the tool uses, as the API wants it;
    /// one without its tool use, as in a history of which the beginning was left out, is left out.
    /// White space at the end of an answer with which the conversation ends, for the model to go on
    /// with it, is left out. Costs time linear in the conversation.
    public var messages: [InputMessage] {
        var messages: [InputMessage] = []
        var toolUses: [ToolUseBlock] = []
        for message in history {
            let isAnswer = message.role == .assistant
            let content = isAnswer ? message.content : message.content.answering(toolUses)
            toolUses = isAnswer ? message.toolUses : []
            if !content.isEmpty {
                messages.append(InputMessage(role: message.role, content: content))
            }
        }
        if !toolUses.isEmpty {
            messages.append(InputMessage(role: .user, content: toolUses.map(\.missingResult)))
        } else if messages.last?.role == .assistant {
            messages[messages.count - 1].content.trimEnd()
        }
        return messages
    }

    /// A request for the next answer.
    public func request(
        model: ModelName, maxTokens: Int, tools: [ToolDefinition] = []
    ) -> MessageRequest {
        MessageRequest(
            model: model, maxTokens: maxTokens, system: system, messages: messages, tools: tools)
    }

    /// A request for the next answer, in all else like `request`.
    ///
    /// The system prompt of the conversation takes the place of that of the request, if there is one.
    public func request(like request: MessageRequest) -> MessageRequest {
        var request = request
        request.messages = messages
        if let system { request.system = system }
        return request
    }
}

extension [InputContent] {
    /// The content with one result for each of `toolUses` before everything else.
    fileprivate func answering(_ toolUses: [ToolUseBlock]) -> [InputContent] {
        let results = filter { $0.type == "tool_result" }
        let byID = Dictionary(
            results.map { ($0.toolUseID ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        return toolUses.map { byID[$0.id] ?? $0.missingResult }
            + filter { $0.type != "tool_result" }
    }

    /// Takes the white space off the end of a text at the end.
    fileprivate mutating func trimEnd() {
        guard let last, last.type == "text", let text = last.json["text"]?.string,
            let end = text.lastIndex(where: { !$0.isWhitespace })
        else { return }
        self[count - 1].json["text"] = .string(String(text[...end]))
    }
}
