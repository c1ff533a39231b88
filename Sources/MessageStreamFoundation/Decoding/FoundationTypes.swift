public import Foundation
public import PartialJSON

// Each of these decodes by itself from something that nobody writes in JSON: a date from the seconds
// since 2001, a URL from an object, data from an array of numbers.

extension Date: JSONNumberDecodable, JSONStringDecodable {
    /// Nil: without options a date is a string.
    public init?(jsonNumber: String) { self.init(jsonNumber: jsonNumber, options: .init()) }

    /// The date that a number says by the options' strategy.
    public init?(jsonNumber: String, options: JSONDecodingOptions) {
        guard let number = JSONNumber(text: jsonNumber),
            let date = options.dates.date(.number(number))
        else { return nil }
        self = date
    }

    /// The date that a string says by the options' strategy.
    public init?(jsonString: String, options: JSONDecodingOptions) {
        guard let date = options.dates.date(.string(jsonString)) else { return nil }
        self = date
    }
}

extension URL: JSONStringDecodable {
    /// The URL that is written `jsonString`, if it is one as it stands (RFC 3986).
    public init?(jsonString: String, options: JSONDecodingOptions) {
        self.init(string: jsonString, encodingInvalidCharacters: false)
    }
}

extension Data: JSONStringDecodable {
    /// The bytes that `jsonString` is in Base64 (RFC 4648, section 4), with its padding.
    public init?(jsonString: String, options: JSONDecodingOptions) {
        self.init(base64Encoded: jsonString)
    }
}

extension Decimal: JSONNumberDecodable, JSONStringDecodable {
    /// The number with up to 38 digits; nil if it has more, or an exponent that is too large.
    public init?(jsonNumber: String) {
        guard let decimal = Decimal(string: jsonNumber, locale: Locale(identifier: "en_US_POSIX")),
            decimal.isFinite, JSONNumber(text: jsonNumber) == JSONNumber(text: "\(decimal)")
        else { return nil }
        self = decimal
    }

    /// The number that a string holds in JSON's form.
    public init?(jsonString: String, options: JSONDecodingOptions) {
        guard JSONNumber(text: jsonString) != nil else { return nil }
        self.init(jsonNumber: jsonString)
    }
}
