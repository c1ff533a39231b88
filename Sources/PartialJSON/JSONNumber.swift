/// A JSON number: its text as it came, converted only when asked (RFC 8259 section 6).
///
/// Keeping the text keeps every digit of `0.1`, `1e400` or a 30-digit identifier.
public struct JSONNumber: Sendable {
    /// The number as it was written, such as `-1.50e3`.
    public let text: String

    /// A number whose text is known to follow the JSON grammar.
    package init(validated text: String) {
        self.text = text
    }

    /// A whole number.
    public init(_ value: some FixedWidthInteger) {
        text = String(value)
    }

    /// The shortest text that reads back as `value`, or nil for not-a-number and the infinities.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        text = value.description
    }

    /// The number with this text, or nil when the text is not a JSON number (RFC 8259 section 6).
    public init?(text: String) {
        guard case .number(let number)? = try? JSONValue(parsing: text),
            number.text.utf8.count == text.utf8.count
        else { return nil }
        self = number
    }

    /// The number as an `Int`, or nil when it has a fraction or an exponent or does not fit.
    public var int: Int? {
        integer(as: Int.self)
    }

    /// The number as a `T`, or nil when it has a fraction or an exponent or does not fit.
    public func integer<T: FixedWidthInteger>(as type: T.Type = T.self) -> T? {
        T(text)
    }

    /// The nearest `Double`; beyond its range an infinity. Never depends on the locale.
    public var double: Double {
        Double(text) ?? .nan
    }
}

extension JSONNumber: CustomStringConvertible {
    /// The text of the number.
    public var description: String { text }
}
