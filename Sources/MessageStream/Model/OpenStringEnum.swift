public import PartialJSON

/// A string of a set that the API may extend at any time.
///
/// The values known today are static members of the conforming types; one of tomorrow passes
/// through unchanged. Switch over it with a `default`.
public protocol OpenStringEnum: RawRepresentable<String>, JSONConvertible,
    ExpressibleByStringLiteral, CustomStringConvertible
{
    /// The code that is written `rawValue`.
    init(rawValue: String)
}

extension OpenStringEnum {
    /// The code that is written `value`.
    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    /// Reads a string; nil when `jsonValue` is something else.
    public init?(jsonValue: JSONValue) {
        guard case .string(let text) = jsonValue else { return nil }
        self.init(rawValue: text)
    }

    /// Decodes a string.
    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    /// Encodes the string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    /// The code as a JSON string.
    public var jsonValue: JSONValue { .string(rawValue) }

    /// The code as it is written.
    public var description: String { rawValue }
}
