public import MessageStream
public import PartialJSON

/// What was said so far, kept such that the API takes it as the beginning of the next request.
///
/// ```swift
/// var conversation = Conversation(system: "Answer in one sentence.")
/// conversation.append(user: "Good morning!")
/// let request = conversation.request(model: "claude-sonnet-4-5", maxTokens: 1024)
/// conversation.append(try await client.stream(request).finalMessage())
/// ```
///
/// It holds to the API's rules whatever is appended, also after an answer that was cut: roles take
/// turns, no message and no text is blank, and each tool use is followed by its result. A tool use
/// that nobody answered gets a result that says so when a request is made. Which order the API wants
/// is a request's matter, too: what is appended behind a `system` message is not lost.
///
/// A value: a copy is another conversation from there on. It is saved and restored as JSON by
/// ``jsonValue``, or by `Codable`; coders that are not made for JSON may not keep large numbers.
public struct Conversation: JSONConvertible {
    /// What the model is told before the conversation, or nil for nothing.
    public var system: SystemPrompt?

    /// What was said, roles in turns; results of tools may be missing or out of order.
    var history: [InputMessage] = []

    /// A conversation in which `messages` were said already.
    public init(system: SystemPrompt? = nil, messages: [InputMessage] = []) {
        self.system = system
        for message in messages { append(message.content, as: message.role) }
    }

    /// Reads what ``jsonValue`` wrote; nil when `jsonValue` is something else.
    public init?(jsonValue: JSONValue) {
        guard let elements = jsonValue["messages"]?.array else { return nil }
        let messages = elements.compactMap(InputMessage.init(jsonValue:))
        guard messages.count == elements.count else { return nil }
        let system = jsonValue["system"].map(SystemPrompt.init(jsonValue:))
        if case .some(.none) = system { return nil }
        self.init(system: system ?? nil, messages: messages)
    }

    /// The conversation as one JSON object.
    public var jsonValue: JSONValue {
        var json = JSONObject()
        json["system"] = system?.jsonValue
        json["messages"] = .array(history.map(\.jsonValue))
        return .object(json)
    }

    /// Who spoke last, or nil when nothing was said yet.
    public var lastRole: Role? { history.last?.role }

    /// Adds what `role` says: to its message if it is its turn already, and nothing if there is
    /// nothing to say.
    mutating func append(_ content: [InputContent], as role: Role) {
        let content = content.filter { !$0.isBlankText }
        guard !content.isEmpty else { return }
        if role == .assistant, !unansweredToolUses.isEmpty {
            append(unansweredToolUses.map { $0.result(nil) }, as: .user)
        }
        if let last = history.indices.last, history[last].role == role {
            history[last].content += content
        } else {
            history.append(InputMessage(role: role, content: content))
        }
    }
}

extension InputContent {
    /// Whether this is a text that the API refuses because there is nothing but white space in it.
    var isBlankText: Bool {
        type == "text" && json["text"]?.string?.allSatisfy(\.isWhitespace) == true
    }
}
