public import MessageStream
import PartialJSON

extension Conversation {
    /// Adds what the person says.
    ///
    /// After an answer whose tools were not run, or not all of them, the model is told so with it.
    public mutating func append(user content: InputContent...) {
        append(content, as: .user)
    }

    /// Adds what the person says.
    public mutating func append(user content: [InputContent]) {
        append(content, as: .user)
    }

    /// Adds a whole answer of the model as it came, tool uses and signed thoughts included; thoughts
    /// that are not signed are left out, for the API does not take them back.
    ///
    /// An answer that the model goes on with (`pause_turn`) and the one before become one.
    public mutating func append(_ message: Message) {
        let content = message.content.filter { !$0.isUnsignedThought }
        append(content.map(InputContent.init(answered:)), as: .assistant)
    }

    /// Adds an answer that was cut, as much of it as the API takes back.
    ///
    /// Left out are thoughts that are not signed or after which nothing comes, tool uses whose input
    /// is not whole, and tools that the API was running when the answer was cut. When nothing
    /// remains, nothing is added.
    ///
    /// - Parameter message: `MessageStreamResponse.completedMessage`, or the `currentMessage` with
    ///   what was cut in the middle of a block, or the partial message of an error.
    public mutating func append(cut message: Message) {
        let answered = Set(message.content.compactMap { $0.json["tool_use_id"]?.string })
        var content = message.content.filter { $0.survivesCut(answeredToolUses: answered) }
        while let last = content.last, last.isThought || InputContent.block(last).isBlankText {
            content.removeLast()
        }
        append(content.map(InputContent.init(answered:)), as: .assistant)
    }
}

extension ContentBlock {
    /// Whether the API takes the block back after the stream was cut.
    fileprivate func survivesCut(answeredToolUses: Set<String>) -> Bool {
        switch self {
        case .thinking: !isUnsignedThought
        case .toolUse(let block): block.inputState != .incomplete
        case .serverToolUse(let block): answeredToolUses.contains(block.id)
        case .mcpToolUse(let block): answeredToolUses.contains(block.id)
        default: true
        }
    }

    fileprivate var isUnsignedThought: Bool {
        if case .thinking(let block) = self {
            block.signature.allSatisfy(\.isWhitespace)
        } else {
            false
        }
    }

    fileprivate var isThought: Bool {
        switch self {
        case .thinking, .redactedThinking: true
        default: false
        }
    }
}

extension InputContent {
    /// A block of an answer. The API wants every input of a tool to be an object.
    fileprivate init(answered block: ContentBlock) {
        self = .block(block)
        guard let toolUse = block.anyToolUse, toolUse.input.object == nil else { return }
        json["input"] = ["INVALID_JSON": .string(toolUse.input.jsonText)]
    }
}
