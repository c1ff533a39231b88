public import Foundation
import MessageRequests
public import PartialJSON

/// How dates are written in JSON.
public struct JSONDateStrategy: Sendable {
    let date: @Sendable (JSONValue) -> Date?

    /// A string with date, time and offset (RFC 3339), such as `2026-11-30T20:15:00.5+01:00`.
    public static let iso8601 = Self { value in value.string.flatMap(Date.init(rfc3339:)) }

    /// A number of seconds since 1970.
    public static let secondsSince1970 = Self { value in
        value.double.map(Date.init(timeIntervalSince1970:))
    }

    /// A number of milliseconds since 1970.
    public static let millisecondsSince1970 = Self { value in
        value.double.map { Date(timeIntervalSince1970: $0 / 1000) }
    }

    /// What `date` makes of a string or a number; nil says that it is none.
    public static func custom(_ date: @escaping @Sendable (JSONValue) -> Date?) -> Self {
        Self(date: date)
    }
}

extension JSONDecodingOptions {
    private static let datesKey: CodingUserInfoKey = {
        guard let key = CodingUserInfoKey(rawValue: "MessageStreamFoundation.dates") else {
            preconditionFailure("every string is a key")
        }
        return key
    }()

    /// Options with another way to read dates, and keys.
    public init(dates: JSONDateStrategy, keys: JSONKeyStrategy = .asWritten) {
        self.init(keys: keys)
        self.dates = dates
    }

    /// How dates are written, ``JSONDateStrategy/iso8601`` unless said otherwise.
    public var dates: JSONDateStrategy {
        get { userInfo[Self.datesKey] as? JSONDateStrategy ?? .iso8601 }
        set { userInfo[Self.datesKey] = newValue }
    }
}

extension Date {
    /// The moment that a text names with its offset; nil where it is not `date-time` of RFC 3339,
    /// section 5.6. Foundation's parsers take hours past 24, and whatever stands behind.
    fileprivate init?(rfc3339 text: String) {
        var rest = Digits(rest: text.utf8[...])
        guard let year = rest.number(4), rest.take("-"), let month = rest.number(2), rest.take("-"),
            let day = rest.number(2), rest.take("Tt "), let hour = rest.number(2), rest.take(":"),
            let minute = rest.number(2), rest.take(":"), let second = rest.number(2),
            let fraction = rest.fraction(), let offset = rest.offset(), rest.rest.isEmpty,
            1...12 ~= month, day >= 1, hour < 24, minute < 60, second <= 60
        else { return nil }
        let days = HTTPDate.days(year: year, month: month, day: day)
        let next = HTTPDate.days(
            year: month < 12 ? year : year + 1, month: month < 12 ? month + 1 : 1, day: 1)
        guard days < next else { return nil }
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(timeIntervalSince1970: Double(seconds) + fraction)
    }
}

/// Reads a text of digits from its front.
private struct Digits {
    var rest: Substring.UTF8View

    mutating func take(_ characters: StaticString) -> Bool {
        guard let first = rest.first, "\(characters)".utf8.contains(first) else { return false }
        rest.removeFirst()
        return true
    }

    /// A number of so many digits.
    mutating func number(_ count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy(\.isDigit) else { return nil }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1 & 15) }
    }

    /// What stands behind a point; 0 where there is none.
    mutating func fraction() -> Double? {
        guard take(".") else { return 0 }
        let digits = rest.prefix(while: \.isDigit)
        rest = rest.dropFirst(digits.count)
        return digits.isEmpty ? nil : Double("0.\(Substring(digits))")
    }

    /// The offset from UTC in seconds.
    mutating func offset() -> Int? {
        if take("Zz") { return 0 }
        let isBehind = rest.first == UInt8(ascii: "-")
        guard take("+-"), let hours = number(2), take(":"), let minutes = number(2), hours < 24,
            minutes < 60
        else { return nil }
        return (isBehind ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
}
