public import MessageStream
public import PartialJSON

/// One message of the conversation that a request carries.
///
/// ```swift
/// request.messages = [
///     .user("What is in this picture?", .image(.bytes(picture, mediaType: "image/png"))),
///     .assistant(answer),
///     .user(.toolResult(for: toolUse.id, "22 °C")),
/// ]
/// ```
public struct InputMessage: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// A message in which `role` says `content`.
    public init(role: Role, content: [InputContent]) {
        json = ["role": role.jsonValue, "content": .array(content.map(\.jsonValue))]
    }

    /// What the person says.
    public static func user(_ content: InputContent...) -> Self {
        Self(role: .user, content: content)
    }

    /// What the model is made to have said; as the last message, how its answer begins, which Claude
    /// refuses from version 4.6 on.
    public static func assistant(_ content: InputContent...) -> Self {
        Self(role: .assistant, content: content)
    }

    /// An answer of the model, unchanged: thoughts with their signatures, tool uses, all of it.
    public static func assistant(_ message: Message) -> Self {
        Self(role: .assistant, content: message.content.map(InputContent.block))
    }

    /// Who speaks.
    public var role: Role {
        get { Role(rawValue: json["role"]?.string ?? "") }
        set { json["role"] = newValue.jsonValue }
    }

    /// What is said. Content that is a mere string reads as one text.
    public var content: [InputContent] {
        get {
            switch json["content"] {
            case .string(let text): [.text(text)]
            case .array(let blocks): blocks.compactMap(InputContent.init(jsonValue:))
            case .null, .bool, .number, .object, nil: []
            }
        }
        set { json["content"] = .array(newValue.map(\.jsonValue)) }
    }
}
