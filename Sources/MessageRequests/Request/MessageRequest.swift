public import MessageStream
public import PartialJSON

/// A request for a message: the body of `POST /v1/messages`.
///
/// ```swift
/// var request = MessageRequest(
///     model: "claude-sonnet-4-5", maxTokens: 1024, messages: [.user("Good morning!")])
/// request.system = "Answer in one sentence."
/// request.json["temperature"] = 0.2
/// ```
///
/// The client adds `"stream": true`. What has no property here is set in ``json``.
public struct MessageRequest: JSONBacked {
    /// The body as it is sent, with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// A request for the next message of a conversation.
    ///
    public init(
        model: ModelName, maxTokens: Int, system: SystemPrompt? = nil, messages: [InputMessage],
        tools: [ToolDefinition] = [], toolChoice: ToolChoice? = nil,
        thinking: ThinkingConfiguration? = nil
    ) {
        json = ["model": model.jsonValue, "max_tokens": .number(JSONNumber(maxTokens))]
        json.set("system", system)
        self.messages = messages
        self.tools = tools
        json.set("tool_choice", toolChoice)
        json.set("thinking", thinking)
    }

    /// The model that is asked.
    public var model: ModelName {
        get { json.code("model") }
        set { json.set("model", newValue) }
    }

    /// The most tokens that the answer may have.
    public var maxTokens: Int {
        get { json.int("max_tokens") }
        set { json.set("max_tokens", newValue) }
    }

    /// What the model is told before the conversation, or nil for nothing.
    public var system: SystemPrompt? {
        get { json.optional("system") }
        set { json.set("system", newValue) }
    }

    /// The conversation so far, the oldest message first.
    public var messages: [InputMessage] {
        get { json.list("messages") }
        set { json["messages"] = .array(newValue.map(\.jsonValue)) }
    }

    /// The tools that the model may use.
    public var tools: [ToolDefinition] {
        get { json.list("tools") }
        set { json.set("tools", newValue) }
    }

    /// Whether and which tool the model has to use; nil leaves that to the API, as `auto` does.
    public var toolChoice: ToolChoice? {
        get { json.optional("tool_choice") }
        set { json.set("tool_choice", newValue) }
    }

    /// Whether the model thinks before it answers; nil leaves that to the API.
    public var thinking: ThinkingConfiguration? {
        get { json.optional("thinking") }
        set { json.set("thinking", newValue) }
    }

    /// How much effort the model makes, and the JSON schema of its answer.
    public var outputConfiguration: OutputConfiguration? {
        get { json.optional("output_config") }
        set { json.set("output_config", newValue) }
    }

    /// What the API is told about the request.
    public var metadata: RequestMetadata? {
        get { json.optional("metadata") }
        set { json.set("metadata", newValue) }
    }

    /// Texts at which the model stops.
    public var stopSequences: [String] {
        get { json.strings("stop_sequences") }
        set { json.set("stop_sequences", newValue) }
    }

    /// Caches the request up to its last block that can be cached (top-level `cache_control`).
    public var cacheControl: CacheControl? {
        get { json.optional("cache_control") }
        set { json.set("cache_control", newValue) }
    }

    /// The container in which the API's own tools run: one of an earlier answer, or skills for a new
    /// one.
    public var container: ContainerParameter? {
        get { json.optional("container") }
        set { json.set("container", newValue) }
    }

    /// Which capacity the request may use; nil leaves that to the API, as `auto` does.
    public var serviceTier: RequestedServiceTier? {
        get { json.optional("service_tier") }
        set { json.set("service_tier", newValue) }
    }

    /// The MCP servers that the API connects to (beta).
    public var mcpServers: [MCPServer] {
        get { json.list("mcp_servers") }
        set { json.set("mcp_servers", newValue) }
    }

    /// What the API takes out of a long conversation, and when (`context_management`, beta).
    public var contextEdits: [ContextEdit] {
        get { json["context_management"]?.object?.list("edits") ?? [] }
        set {
            json["context_management"] =
                newValue.isEmpty ? nil : ["edits": .array(newValue.map(\.jsonValue))]
        }
    }
}

extension JSONObject {
    /// Writes the list `key`; takes it out if there is nothing in it.
    mutating func set(_ key: String, _ values: [some JSONConvertible]) {
        self[key] = values.isEmpty ? nil : .array(values.map(\.jsonValue))
    }

    /// Writes the list `key`; takes it out if there is nothing in it.
    mutating func set(_ key: String, _ values: [String]) {
        self[key] = values.isEmpty ? nil : .array(values.map(JSONValue.string))
    }
}
