/// A number type that ``PartialJSONValue/decode(_:userInfo:)`` makes from a JSON number's own text.
///
/// For types that this package cannot name and whose own decoding would go through `Double` or a
/// container, such as Foundation's `Decimal`:
///
/// ```swift
/// extension Decimal: @retroactive JSONNumberDecodable {
///     public init?(jsonNumber: String) { self.init(string: jsonNumber) }
/// }
/// ```
public protocol JSONNumberDecodable {
    /// The number whose text is `jsonNumber`, such as `-1.50e3`; nil if it cannot be held.
    init?(jsonNumber: String)
}
