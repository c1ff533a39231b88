public import PartialJSON

/// A type that is read from JSON and written back to it without losing anything.
///
/// `Codable` goes the same way, so every such type can be a member of a type of yours. Keep it in
/// JSON: a coder that is not one for JSON may not keep the digits of large numbers.
public protocol JSONConvertible: Codable, Hashable, Sendable {
    /// Reads `jsonValue`; nil when it is of a kind that this type cannot be.
    init?(jsonValue: JSONValue)

    /// The JSON, with everything that was read, known to this library or not.
    var jsonValue: JSONValue { get }
}

extension JSONConvertible {
    /// The JSON as compact text (RFC 8259). Costs time linear in its length.
    public var jsonText: String { jsonValue.jsonText }

    /// Decodes the JSON that stands at this place.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(jsonValue: try container.decode(JSONValue.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "This JSON cannot be a \(Self.self).")
        }
        self = value
    }

    /// Encodes ``jsonValue``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(jsonValue)
    }
}

/// A typed view of a JSON object.
///
/// The object is all that is stored: members that this library does not know stay in ``json`` and
/// are written back. Reading a member is a look-up in the object. A member that is absent, null or
/// of another kind than documented reads as nil; where the API promises the member and the property
/// is not optional, as `""`, `0`, `false` or empty.
public protocol JSONBacked: JSONConvertible {
    /// A view of `json`, which is not checked.
    init(json: JSONObject)

    /// The object with all its members.
    var json: JSONObject { get }
}

extension JSONBacked {
    /// A view of `jsonValue`, or nil when it is no object.
    public init?(jsonValue: JSONValue) {
        guard case .object(let json) = jsonValue else { return nil }
        self.init(json: json)
    }

    /// The object as a value.
    public var jsonValue: JSONValue { .object(json) }
}
