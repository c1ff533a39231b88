/// The elements of an array for a decoder, one after the other.
struct ValueUnkeyedContainer<Value: DecodableValue>: UnkeyedDecodingContainer {
    private let decoder: ValueDecoder<Value>
    private var rest: Value.Elements
    private var nextElement: Value?
    private(set) var currentIndex = 0

    init(decoder: ValueDecoder<Value>) {
        self.decoder = decoder
        rest = decoder.value.elements
        nextElement = rest.next()
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { decoder.value.count }
    var isAtEnd: Bool { nextElement == nil }

    /// Lets `decode` read the next element, and goes on to the one after it if that succeeds.
    private mutating func element<T>(
        _ type: T.Type, _ decode: (ValueDecoder<Value>) throws -> T
    ) throws -> T {
        guard let nextElement else { throw pastEnd(type) }
        let key = JSONKey(intValue: currentIndex)
        let value = try decode(decoder.decoder(of: nextElement, at: key))
        self.nextElement = rest.next()
        currentIndex += 1
        return value
    }

    private func pastEnd(_ type: Any.Type) -> DecodingError {
        .valueNotFound(
            type,
            DecodingError.Context(
                codingPath: codingPath + [JSONKey(intValue: currentIndex)],
                debugDescription: "The array has no more than \(currentIndex) elements."))
    }

    /// Passes over a null; anything else stays for the call that follows.
    mutating func decodeNil() throws -> Bool {
        guard let nextElement else { throw pastEnd(Any?.self) }
        guard nextElement.kind == .null else { return false }
        self.nextElement = rest.next()
        currentIndex += 1
        return true
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool {
        try element(type) { try $0.decode(type) }
    }
    mutating func decode(_ type: String.Type) throws -> String {
        try element(type) { try $0.decode(type) }
    }
    mutating func decode(_ type: Double.Type) throws -> Double {
        try element(type) { try $0.decode(type) }
    }
    mutating func decode(_ type: Float.Type) throws -> Float {
        try element(type) { try $0.decode(type) }
    }
    mutating func decode(_ type: Int.Type) throws -> Int { try integer() }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
    mutating func decode(_ type: Int128.Type) throws -> Int128 { try integer() }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try integer() }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }
    mutating func decode(_ type: UInt128.Type) throws -> UInt128 { try integer() }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try element(type) { try $0.decode(type) }
    }

    private mutating func integer<T: FixedWidthInteger>() throws -> T {
        try element(T.self) { try $0.integer() }
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try element(KeyedDecodingContainer<NestedKey>.self) { try $0.container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try element((any UnkeyedDecodingContainer).self) { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder {
        try element((any Decoder).self) { $0 }
    }
}
