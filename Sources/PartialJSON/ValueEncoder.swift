extension JSONValue {
    /// The JSON that `value` encodes itself as.
    ///
    /// A ``JSONValue``, ``JSONObject`` or ``JSONNumber`` within it stays as it is, digits and order of
    /// members included. Costs time linear in what is encoded, and stack in proportion to its depth.
    ///
    /// - Throws: What `value` throws, or an `EncodingError` for a number that JSON cannot write, such
    ///   as not-a-number.
    public init(encoding value: some Encodable) throws {
        self = try ValueEncoder(codingPath: [], place: Place()).encoded(value)
    }
}

/// A value that is being encoded: containers write into it, in any order.
private final class Place {
    enum Content {
        case nothing
        case value(JSONValue)
        case elements([Place])
        case members([(key: String, place: Place)])
    }

    var content = Content.nothing

    var value: JSONValue? {
        switch content {
        case .nothing: nil
        case .value(let value): value
        case .elements(let places): .array(places.map { $0.value ?? [:] })
        case .members(let members):
            .object(JSONObject(members.map { ($0.key, $0.place.value ?? [:]) }))
        }
    }

    func append() -> Place {
        let place = Place()
        if case .elements(var places) = content {
            content = .nothing
            places.append(place)
            content = .elements(places)
        }
        return place
    }

    func member(_ key: String) -> Place {
        let place = Place()
        if case .members(var members) = content {
            content = .nothing
            members.append((key, place))
            content = .members(members)
        }
        return place
    }

    /// A second container of the same kind goes on with what is there.
    func begin(_ empty: Content) {
        switch (content, empty) {
        case (.elements, .elements), (.members, .members): break
        default: content = empty
        }
    }
}

private struct ValueEncoder: Encoder {
    let codingPath: [any CodingKey]
    let place: Place
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        place.begin(.members([]))
        return KeyedEncodingContainer(KeyedValues(codingPath: codingPath, place: place))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        place.begin(.elements([]))
        return UnkeyedValues(codingPath: codingPath, place: place)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleValue(codingPath: codingPath, place: place)
    }

    func encode(_ value: some Encodable) throws {
        place.content = .value(try encoded(value))
    }

    /// The value of `value`; an object without members if it encodes nothing.
    func encoded(_ value: some Encodable) throws -> JSONValue {
        switch value {
        case let value as JSONValue: return value
        case let object as JSONObject: return .object(object)
        case let number as JSONNumber: return .number(number)
        case let text as String: return .string(text)
        case let value as Bool: return .bool(value)
        case let number as Double: return try json(number)
        case let number as Float: return try json(number)
        case let number as any FixedWidthInteger: return .number(JSONNumber(number))
        default:
            let inner = Place()
            try value.encode(to: ValueEncoder(codingPath: codingPath, place: inner))
            return inner.value ?? [:]
        }
    }

    private func json(_ number: some BinaryFloatingPoint & Encodable) throws -> JSONValue {
        // Of a Float its own digits, and not those of the Double that is next to it.
        guard let double = Double("\(number)"), let json = JSONNumber(double) else {
            throw EncodingError.invalidValue(
                number,
                .init(codingPath: codingPath, debugDescription: "JSON has no number \(number)."))
        }
        return .number(json)
    }
}

private struct KeyedValues<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let codingPath: [any CodingKey]
    let place: Place

    mutating func encodeNil(forKey key: Key) throws {
        place.member(key.stringValue).content = .value(.null)
    }

    mutating func encode(_ value: some Encodable, forKey key: Key) throws {
        try encoder(key).encode(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        encoder(key).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder(key).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { encoder(JSONKey.super) }

    mutating func superEncoder(forKey key: Key) -> any Encoder { encoder(key) }

    private func encoder(_ key: any CodingKey) -> ValueEncoder {
        ValueEncoder(codingPath: codingPath + [key], place: place.member(key.stringValue))
    }
}

private struct UnkeyedValues: UnkeyedEncodingContainer {
    let codingPath: [any CodingKey]
    let place: Place

    var count: Int {
        if case .elements(let places) = place.content { places.count } else { 0 }
    }

    mutating func encodeNil() throws {
        place.append().content = .value(.null)
    }

    mutating func encode(_ value: some Encodable) throws {
        try encoder().encode(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        encoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        encoder().unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { encoder() }

    private func encoder() -> ValueEncoder {
        let key = JSONKey(intValue: count)
        return ValueEncoder(codingPath: codingPath + [key], place: place.append())
    }
}

private struct SingleValue: SingleValueEncodingContainer {
    let codingPath: [any CodingKey]
    let place: Place

    mutating func encodeNil() throws {
        place.content = .value(.null)
    }

    mutating func encode(_ value: some Encodable) throws {
        try ValueEncoder(codingPath: codingPath, place: place).encode(value)
    }
}
