public import MessageStream
public import PartialJSON

/// The container in which the API's own tools run (`container`).
public struct ContainerParameter: JSONConvertible, ExpressibleByStringLiteral {
    /// The member as it is sent: an identifier, or an object.
    public let jsonValue: JSONValue

    /// Reads an identifier or an object; nil when `jsonValue` is something else.
    public init?(jsonValue: JSONValue) {
        switch jsonValue {
        case .string, .object: self.jsonValue = jsonValue
        case .null, .bool, .number, .array: return nil
        }
    }

    /// The container of an earlier answer: its `container.id`.
    public init(id: String) {
        jsonValue = .string(id)
    }

    /// A container with skills: that of an earlier answer, or a new one.
    ///
    /// - Parameters:
    ///   - id: The container of an earlier answer; nil for a new one.
    ///   - skills: As the API has them: `type`, `skill_id` and `version`.
    public init(id: String? = nil, skills: [JSONObject]) {
        var json: JSONObject = ["skills": .array(skills.map(JSONValue.object))]
        json["id"] = id.map(JSONValue.string)
        jsonValue = .object(json)
    }

    /// The container with this identifier.
    public init(stringLiteral value: String) {
        self.init(id: value)
    }

    /// The identifier; nil for a new container.
    public var id: String? { jsonValue.string ?? jsonValue["id"]?.string }
}
