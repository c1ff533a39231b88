import MessageStream
import PartialJSON

extension Conversation {
    /// The messages as a request carries them: each tool use is followed by its result.
    ///
    /// Between two answers stands what the person says in one message, and behind it what others say,
    /// such as `system`: the API takes neither two messages of one role in a row nor a system message
    /// in front of results. Results stand first, in the order of the tool uses, each with the name of
    /// its tool's toolset; one without its tool use, as in a history of which the beginning was left
    /// out, is left out. White space at the end of an answer with which the conversation ends, for the
    /// model to go on with it, is left out; Claude takes such a request before version 4.6. Costs time
    /// linear in the conversation.
    public var messages: [InputMessage] {
        var messages: [InputMessage] = []
        var rest = history[...]
        while let first = rest.first {
            if first.role == .assistant { messages.append(rest.removeFirst()) }
            let said = rest.prefix { $0.role != .assistant }
            rest = rest.dropFirst(said.count)
            messages += said.answering(first.role == .assistant ? first.toolUses : [])
        }
        if messages.last?.role == .assistant {
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

extension ArraySlice<InputMessage> {
    /// What was said after an answer with these tool uses: one message a role, the person's first,
    /// with one result for each tool use before everything else.
    fileprivate func answering(_ toolUses: [ToolUseBlock]) -> [InputMessage] {
        var said: [(role: Role, content: [InputContent])] = [(.user, [])]
        var results: [String: InputContent] = [:]
        for message in self {
            let place = said.firstIndex { $0.role == message.role } ?? said.count
            if place == said.count { said.append((message.role, [])) }
            for block in message.content {
                if block.type != "tool_result" {
                    said[place].content.append(block)
                } else if let id = block.toolUseID, results[id] == nil {
                    results[id] = block
                }
            }
        }
        said[0].content.insert(contentsOf: toolUses.map { $0.result(results[$0.id]) }, at: 0)
        return said.filter { !$0.content.isEmpty }
            .map { InputMessage(role: $0.role, content: $0.content) }
    }
}

extension [InputContent] {
    /// Takes the white space off the end of a text at the end.
    fileprivate mutating func trimEnd() {
        guard let last, last.type == "text", let text = last.json["text"]?.string,
            let end = text.lastIndex(where: { !$0.isWhitespace })
        else { return }
        self[count - 1].json["text"] = .string(String(text[...end]))
    }
}
