extension PartialJSONValue {
    /// The value so far as a `T`, read from the snapshot without a text in between.
    ///
    /// ```swift
    /// struct Edit: Decodable { var path: String; var line: Int? }
    /// let edit = try parser.finish().decode(Edit.self)
    /// ```
    ///
    /// Members that do not show yet are missing, so a part of a value decodes if all that may be
    /// missing is optional; a string that is open is taken as far as it has arrived.
    ///
    /// Integers of every width take any whole number that fits, `12.0` too; nothing is ever rounded
    /// to an integer. ``JSONNumber``, ``JSONValue`` and types that are ``JSONNumberDecodable`` get
    /// every digit. Of members with the same key the last counts.
    ///
    /// - Parameters:
    ///   - type: The type to decode.
    ///   - options: How what the type leaves open is read.
    /// - Throws: `DecodingError` with the path of the value that does not fit, and what those
    ///   `init(from:)` throw.
    public func decode<T: Decodable>(
        _ type: T.Type = T.self, options: JSONDecodingOptions = JSONDecodingOptions()
    ) throws -> T {
        try ValueDecoder(value: self, path: .root, options: options).decode(type)
    }
}

extension JSONValue {
    /// The value as a `T`, read without a text in between.
    ///
    /// As ``PartialJSONValue/decode(_:options:)`` of the value's text, at the cost of what `T` asks
    /// for. A type that nests as deep as a value that was built by hand takes stack for each level.
    ///
    /// - Parameters:
    ///   - type: The type to decode.
    ///   - options: How what the type leaves open is read.
    /// - Throws: `DecodingError` with the path of the value that does not fit, and what those
    ///   `init(from:)` throw.
    public func decode<T: Decodable>(
        _ type: T.Type = T.self, options: JSONDecodingOptions = JSONDecodingOptions()
    ) throws -> T {
        try ValueDecoder(value: self, path: .root, options: options).decode(type)
    }
}

/// A decoder of a value: of a snapshot, where nothing but ``Tape`` is read, or of a ``JSONValue``.
struct ValueDecoder<Value: DecodableValue>: Decoder {
    let value: Value
    let path: DecodingPath
    let options: JSONDecodingOptions

    var codingPath: [any CodingKey] { path.keys }
    var userInfo: [CodingUserInfoKey: Any] { options.userInfo }

    /// The decoder of a value inside this one.
    func decoder(of value: Value, at key: any CodingKey) -> ValueDecoder {
        ValueDecoder(value: value, path: .child(key, of: path), options: options)
    }

    func container<Key: CodingKey>(
        keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        guard value.kind == .object else { throw mismatch([String: Any].self, "an object") }
        return KeyedDecodingContainer(ValueKeyedContainer(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard value.kind == .array else { throw mismatch([Any].self, "an array") }
        return ValueUnkeyedContainer(decoder: self)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        self
    }
}

/// Where a decoder is. Keys are collected only when someone asks, which is when it fails.
indirect enum DecodingPath {
    case root
    case child(any CodingKey, of: DecodingPath)

    var keys: [any CodingKey] {
        var keys: [any CodingKey] = []
        var path = self
        while case .child(let key, let parent) = path {
            keys.append(key)
            path = parent
        }
        return keys.reversed()
    }
}

extension ValueDecoder {
    /// What there is, in words.
    var found: String {
        switch value.kind {
        case .null: "null"
        case .bool: "a Boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        case nil: "no value yet"
        }
    }

    /// The error for a value that is not `expected`.
    func mismatch(_ type: Any.Type, _ expected: String) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: codingPath, debugDescription: "Expected \(expected), found \(found).")
        return value.kind == nil || value.kind == .null
            ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    /// The error for a value of the right kind that cannot be held.
    func doesNotFit(_ type: Any.Type) -> DecodingError {
        .dataCorrupted(
            DecodingError.Context(
                codingPath: codingPath,
                debugDescription:
                    "The number \(value.ownValue?.jsonText ?? "") does not fit \(type)."))
    }

    /// The error for a string that does not say what is wanted.
    func saysNo(_ type: Any.Type) -> DecodingError {
        .dataCorrupted(
            DecodingError.Context(
                codingPath: codingPath,
                debugDescription: "This string cannot be read as \(type)."))
    }

    func number() throws -> JSONNumber {
        guard let number = value.number else { throw mismatch(JSONNumber.self, "a number") }
        return number
    }

    func jsonValue() throws -> JSONValue {
        guard let value = value.ownValue else { throw mismatch(JSONValue.self, "a value") }
        return value
    }

    func jsonObject() throws -> JSONObject {
        guard let object = value.ownValue?.object else {
            throw mismatch(JSONObject.self, "an object")
        }
        return object
    }
}
