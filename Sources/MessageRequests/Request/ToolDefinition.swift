public import MessageStream
public import PartialJSON

/// A tool that a request offers to the model.
///
/// ```swift
/// ToolDefinition(
///     name: "weather", description: "The weather of a city.",
///     inputSchema: [
///         "type": "object", "properties": ["city": ["type": "string"]], "required": ["city"],
///     ])
/// ```
public struct ToolDefinition: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// A tool that your program runs, its input described by a JSON schema of type `object`.
    public init(name: String, description: String? = nil, inputSchema: JSONObject) {
        json = ["name": .string(name)]
        json["description"] = description.map(JSONValue.string)
        json["input_schema"] = .object(inputSchema)
    }

    /// A tool that the API knows, by its versioned type, such as `web_search_20250305`.
    public init(type: String, name: String, options: JSONObject = JSONObject()) {
        let members: [(String, JSONValue)] = [("type", .string(type)), ("name", .string(name))]
        json = JSONObject(members + options.map { ($0.key, $0.value) })
    }

    /// The name by which the model calls the tool.
    public var name: String { json["name"]?.string ?? "" }

    /// What the tool is for, in words for the model.
    public var description: String? {
        get { json["description"]?.string }
        set { json["description"] = newValue.map(JSONValue.string) }
    }

    /// The JSON schema of the input; nil for the tools that the API knows.
    public var inputSchema: JSONObject? {
        get { json["input_schema"]?.object }
        set { json["input_schema"] = newValue.map(JSONValue.object) }
    }

    /// Whether the API holds the model to the input schema.
    public var isStrict: Bool? {
        get { json.optional("strict") }
        set { json.set("strict", newValue) }
    }

    /// Whether the model sees the tool only when a tool search has found it (`defer_loading`).
    public var defersLoading: Bool? {
        get { json.optional("defer_loading") }
        set { json.set("defer_loading", newValue) }
    }

    /// Whether the input comes as the model writes it, unchecked (`eager_input_streaming`).
    ///
    /// An input that was cut, or is not JSON, can come then.
    public var streamsInputEagerly: Bool? {
        get { json.optional("eager_input_streaming") }
        set { json.set("eager_input_streaming", newValue) }
    }

    /// Inputs that show the model how the tool is used.
    public var inputExamples: [JSONObject] {
        get { json["input_examples"]?.array?.compactMap(\.object) ?? [] }
        set {
            json["input_examples"] =
                newValue.isEmpty ? nil : .array(newValue.map(JSONValue.object))
        }
    }

    /// Who may call the tool, such as `direct` and `code_execution_20250825`; empty for the API's
    /// default.
    public var allowedCallers: [String] {
        get { json.strings("allowed_callers") }
        set { json.set("allowed_callers", newValue) }
    }

    /// Up to where the API keeps the request in its cache, if this tool ends such a part.
    public var cacheControl: CacheControl? {
        get { json["cache_control"].flatMap(CacheControl.init(jsonValue:)) }
        set { json["cache_control"] = newValue?.jsonValue }
    }
}
