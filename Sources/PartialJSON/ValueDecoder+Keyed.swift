/// The members of an object for a decoder.
struct ValueKeyedContainer<Value: DecodableValue, Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let decoder: ValueDecoder<Value>
    /// The members by key, of a large object or of one whose keys are converted; others are searched.
    private let places: [UTF8Key: Value]?
    private let keys: JSONKeyStrategy

    init(decoder: ValueDecoder<Value>) {
        self.decoder = decoder
        // The keys of a dictionary are data.
        let isDictionary =
            decoder.options.keys != .asWritten
            && String(reflecting: Key.self) == "Swift._DictionaryCodingKey"
        keys = isDictionary ? .asWritten : decoder.options.keys
        guard decoder.value.count > JSONObject.greatestSearched || keys != .asWritten else {
            places = nil
            return
        }
        let keys = keys
        places = Dictionary(
            decoder.value.members.lazy.map { (UTF8Key(keys.converted($0.key)), $0.value) },
            uniquingKeysWith: { _, last in last })
    }

    var codingPath: [any CodingKey] { decoder.codingPath }

    var allKeys: [Key] {
        var seen: Set<UTF8Key> = []
        return decoder.value.members.compactMap { key, _ in
            let key = keys.converted(key)
            return seen.insert(UTF8Key(key)).inserted ? Key(stringValue: key) : nil
        }
    }

    private func value(of key: any CodingKey) -> Value? {
        guard let places else { return decoder.value[key.stringValue] }
        return places[UTF8Key(key.stringValue)]
    }

    /// The decoder of the value of `key`.
    private func member(_ key: Key) throws -> ValueDecoder<Value> {
        guard let value = value(of: key) else {
            throw DecodingError.keyNotFound(
                key,
                DecodingError.Context(
                    codingPath: codingPath,
                    debugDescription: "There is no member \"\(key.stringValue)\"."))
        }
        return decoder.decoder(of: value, at: key)
    }

    func contains(_ key: Key) -> Bool { value(of: key) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try member(key).decodeNil() }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try member(key).decode(type) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try member(key).decode(type)
    }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try member(key).decode(type)
    }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
        try member(key).decode(type)
    }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try member(key).integer() }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try member(key).integer() }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try member(key).integer() }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try member(key).integer() }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try member(key).integer() }
    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 { try member(key).integer() }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try member(key).integer() }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try member(key).integer() }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try member(key).integer() }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try member(key).integer() }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try member(key).integer() }
    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
        try member(key).integer()
    }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try member(key).decode(type)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try member(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try member(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { superDecoder(at: JSONKey.super) }
    func superDecoder(forKey key: Key) throws -> any Decoder { superDecoder(at: key) }

    /// What is missing decodes as null would.
    private func superDecoder(at key: any CodingKey) -> ValueDecoder<Value> {
        decoder.decoder(of: value(of: key) ?? Value.missing, at: key)
    }
}
