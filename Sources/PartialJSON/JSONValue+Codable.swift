extension JSONValue: Codable {
    /// Decodes any value.
    ///
    /// From ``PartialJSONValue/decode(_:options:)`` it keeps the order of members and the digits of
    /// numbers; other decoders give what they know. A value deeper than the decoder allows fails
    /// with the decoder's error.
    public init(from decoder: any Decoder) throws {
        if let decoder = decoder as? ValueDecoder<JSONValue> {
            self = try decoder.jsonValue()
        } else if let decoder = decoder as? ValueDecoder<PartialJSONValue> {
            self = try decoder.jsonValue()
        } else if let container = try? decoder.container(keyedBy: JSONKey.self) {
            self = .object(try JSONObject(container))
        } else if var container = try? decoder.unkeyedContainer() {
            var elements: [JSONValue] = []
            while !container.isAtEnd { elements.append(try container.decode(JSONValue.self)) }
            self = .array(elements)
        } else {
            self = try Self.scalar(of: decoder.singleValueContainer())
        }
    }

    private static func scalar(of container: any SingleValueDecodingContainer) throws -> JSONValue {
        if container.decodeNil() { return .null }
        if let value = try? container.decode(Bool.self) { return .bool(value) }
        if let number = try? container.decode(JSONNumber.self) { return .number(number) }
        return .string(try container.decode(String.self))
    }

    /// Encodes the value, with ``JSONNumber`` for the numbers.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .bool(let value):
            var container = encoder.singleValueContainer()
            try container.encode(value)
        case .number(let number):
            try number.encode(to: encoder)
        case .string(let text):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        case .array(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        case .object(let object):
            try object.encode(to: encoder)
        }
    }
}

/// The key of any member, or the index of any element.
struct JSONKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(_ key: String) {
        stringValue = key
        intValue = nil
    }

    init(stringValue: String) {
        self.init(stringValue)
    }

    init(intValue: Int) {
        stringValue = "Index \(intValue)"
        self.intValue = intValue
    }

    /// The key that a class's part of a value has, as the standard library documents it.
    static let `super` = JSONKey("super")
}
