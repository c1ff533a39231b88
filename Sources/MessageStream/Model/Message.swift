public import PartialJSON

/// A message of a model, whole or as far as it came.
///
/// Everything the API sent is kept: ``json`` holds all members but the content, known to this
/// library or not, and each block of ``content`` holds all of its own.
public struct Message: Sendable, Hashable {
    /// The members of the message but its content.
    public var json: JSONObject

    /// The blocks, in order.
    public var content: [ContentBlock]

    /// What came with the message's stream and is not part of it, because it cannot be right.
    ///
    /// Not a part of the JSON: a message that was read from JSON has none.
    public let anomalies: MessageAnomalies

    /// A message of the members `json`, which are without `content`, and of the blocks `content`.
    package init(
        json: JSONObject, content: [ContentBlock], anomalies: MessageAnomalies = .init()
    ) {
        self.json = json
        self.content = content
        self.anomalies = anomalies
    }
}

extension Message: JSONBacked {
    /// The message that `json` is.
    ///
    /// A `content` that is no list of objects is not lost: it stays among the other members.
    public init(json: JSONObject) {
        self.init(json: json, content: [])
        guard case .array(let elements)? = json["content"] else { return }
        let blocks = elements.compactMap(ContentBlock.init(jsonValue:))
        guard blocks.count == elements.count else { return }
        self.json["content"] = nil
        content = blocks
    }

    /// The message as one object; the content stands behind the role, as the API sends it.
    ///
    /// Costs time linear in the number of blocks; the blocks' own values are shared.
    public var jsonValue: JSONValue {
        if content.isEmpty, json["content"] != nil { return .object(json) }
        let blocks = ("content", JSONValue.array(content.map(\.jsonValue)))
        var members = json.filter { $0.key != "content" }.map { ($0.key, $0.value) }
        let role = members.firstIndex { $0.0 == "role" }
        members.insert(blocks, at: role.map { $0 + 1 } ?? members.endIndex)
        return .object(JSONObject(members))
    }
}

extension Message {
    /// The message's identifier.
    public var id: String { json.string("id") }
    /// Who speaks; always `assistant`.
    public var role: String { json.string("role") }
    /// The model that answered, after a ``FallbackBlock`` the one that took over.
    public var model: String { json.string("model") }
    /// Why the model stopped, or nil when the stream did not come that far.
    public var stopReason: StopReason? { json.stopReason }
    /// The stop sequence that came, if the model stopped for one.
    public var stopSequence: String? { json.optional("stop_sequence") }
    /// More about why the model stopped.
    public var stopDetails: StopDetails? { json.optional("stop_details") }
    /// The tokens that the request was billed for.
    public var usage: Usage { json.view("usage") }
    /// The container in which server tools ran.
    public var container: Container? { json.optional("container") }
    /// What was taken out of the context before the model was asked (beta).
    public var contextManagement: ContextManagement? { json.optional("context_management") }
    /// What was changed in the input because it did not fit the model (beta).
    public var inputTransformations: [InputTransformation]? {
        json.optionalList("input_transformations")
    }
    /// What the API found worth telling about how it served the request.
    public var diagnostics: Diagnostics? { json.optional("diagnostics") }
}
