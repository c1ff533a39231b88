public import PartialJSON

/// The container in which server tools ran (`container`); a later request can name it again.
public struct Container: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The identifier to name in later requests.
    public var id: String { json.string("id") }
    /// When the container goes away, as an RFC 3339 date and time.
    public var expiresAt: String { json.string("expires_at") }
    /// The skills that were loaded into the container, or nil when the API says nothing of them.
    public var skills: [ContainerSkill]? { json.optionalList("skills") }
}

/// A skill that was loaded into a ``Container``.
public struct ContainerSkill: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The identifier of the skill.
    public var skillID: String { json.string("skill_id") }
    /// Who made the skill: `anthropic` or `custom`.
    public var type: String { json.string("type") }
    /// The version, or `latest`.
    public var version: String { json.string("version") }
}
