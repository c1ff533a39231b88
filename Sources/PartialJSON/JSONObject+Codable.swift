extension JSONObject: Codable {
    /// Decodes any object, and nothing else.
    ///
    /// From ``PartialJSONValue/decode(_:options:)`` it keeps the order of members and the digits of
    /// numbers; other decoders give what they know.
    public init(from decoder: any Decoder) throws {
        if let decoder = decoder as? ValueDecoder<JSONValue> {
            self = try decoder.jsonObject()
        } else if let decoder = decoder as? ValueDecoder<PartialJSONValue> {
            self = try decoder.jsonObject()
        } else {
            try self.init(decoder.container(keyedBy: JSONKey.self))
        }
    }

    init(_ container: KeyedDecodingContainer<JSONKey>) throws {
        self.init(
            try container.allKeys.map {
                ($0.stringValue, try container.decode(JSONValue.self, forKey: $0))
            })
    }

    /// Encodes the members, with ``JSONNumber`` for the numbers.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: JSONKey.self)
        for (key, value) in self { try container.encode(value, forKey: JSONKey(key)) }
    }
}

extension JSONObject: CustomStringConvertible {
    /// The object as JSON text.
    public var description: String { JSONValue.object(self).jsonText }
}
