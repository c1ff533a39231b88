/// A number type that ``PartialJSONValue/decode(_:options:)`` makes from a JSON number's own text.
///
/// For types that this package cannot name and whose own decoding would go through `Double` or a
/// container. `MessageStreamFoundation` conforms Foundation's `Decimal` and `Date`.
///
/// ```swift
/// extension BigInt: @retroactive JSONNumberDecodable {
///     public init?(jsonNumber: String) { self.init(jsonNumber) }
/// }
/// ```
public protocol JSONNumberDecodable {
    /// The number whose text is `jsonNumber`, such as `-1.50e3`; nil if it cannot be held.
    init?(jsonNumber: String)

    /// The same, for types whose meaning depends on the options.
    init?(jsonNumber: String, options: JSONDecodingOptions)
}

extension JSONNumberDecodable {
    /// The number whose text is `jsonNumber`, whatever the options.
    public init?(jsonNumber: String, options: JSONDecodingOptions) {
        self.init(jsonNumber: jsonNumber)
    }
}

/// A type that ``PartialJSONValue/decode(_:options:)`` makes from a JSON string where the type's own
/// decoding wants another kind of value.
///
/// `MessageStreamFoundation` conforms Foundation's `Date`, `URL`, `Data` and `Decimal`. A type that
/// decodes from a string by itself needs no conformance, and its own decoding comes first.
public protocol JSONStringDecodable {
    /// The value that `jsonString` says; nil if it says none.
    init?(jsonString: String, options: JSONDecodingOptions)
}
