import MessageStream
public import PartialJSON

/// A request for a message: the body of `POST /v1/messages`.
///
/// ```swift
/// var request = MessageRequest(
///     model: "claude-sonnet-4-5", maxTokens: 1024, messages: [.user("Good morning!")])
/// request.system = "Answer in one sentence."
/// request.extraMembers["temperature"] = 0.2
/// ```
///
/// The client adds `"stream": true`. What this type has no property for goes into ``extraMembers``.
public struct MessageRequest: Sendable, Hashable {
    /// The model that is asked.
    public var model: ModelName
    /// The most tokens that the answer may have.
    public var maxTokens: Int
    /// What the model is told before the conversation, or nil for nothing.
    public var system: SystemPrompt?
    /// The conversation so far, the oldest message first.
    public var messages: [InputMessage]
    /// The tools that the model may use.
    public var tools: [ToolDefinition]
    /// Whether and which tool the model has to use; nil leaves that to the API, as `auto` does.
    public var toolChoice: ToolChoice?
    /// Whether the model thinks before it answers; nil leaves that to the API.
    public var thinking: ThinkingConfiguration?
    /// What the API is told about the request.
    public var metadata: RequestMetadata?
    /// Texts at which the model stops.
    public var stopSequences: [String]
    /// Further members of the body, as they are. One that has a property here takes its place.
    public var extraMembers: JSONObject

    /// A request without tools.
    public init(
        model: ModelName, maxTokens: Int, system: SystemPrompt? = nil, messages: [InputMessage],
        tools: [ToolDefinition] = [], toolChoice: ToolChoice? = nil,
        thinking: ThinkingConfiguration? = nil, metadata: RequestMetadata? = nil,
        stopSequences: [String] = [], extraMembers: JSONObject = JSONObject()
    ) {
        self.model = model
        self.maxTokens = maxTokens
        self.system = system
        self.messages = messages
        self.tools = tools
        self.toolChoice = toolChoice
        self.thinking = thinking
        self.metadata = metadata
        self.stopSequences = stopSequences
        self.extraMembers = extraMembers
    }
}

extension MessageRequest {
    /// The body as it is sent, but for `stream`, which the client sets.
    ///
    /// Costs time linear in the number of messages and tools; their own values are shared.
    public var json: JSONObject {
        var members: [(String, JSONValue)] = [
            ("model", model.jsonValue),
            ("max_tokens", .number(JSONNumber(maxTokens))),
        ]
        if let system { members.append(("system", system.jsonValue)) }
        members.append(("messages", .array(messages.map(\.jsonValue))))
        if !tools.isEmpty { members.append(("tools", .array(tools.map(\.jsonValue)))) }
        if let toolChoice { members.append(("tool_choice", toolChoice.jsonValue)) }
        if let thinking { members.append(("thinking", thinking.jsonValue)) }
        if let metadata { members.append(("metadata", metadata.jsonValue)) }
        if !stopSequences.isEmpty {
            members.append(("stop_sequences", .array(stopSequences.map(JSONValue.string))))
        }
        return JSONObject(members + extraMembers.map { ($0.key, $0.value) })
    }
}
