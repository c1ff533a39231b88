private import Foundation

/// A JSON value of the conformance data, decoded by Foundation: a reader that shares nothing with
/// the code under test.
///
/// Members are reached by name and stay nil where absent: `line["expected"]?.array?.first?["data"]`.
package enum FixtureValue: Sendable, Hashable, Decodable {
    case null
    case bool(Bool)
    case integer(Int64)
    case double(Double)
    case string(String)
    case array([FixtureValue])
    case object([String: FixtureValue])

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([FixtureValue].self) {
            self = .array(value)
        } else if let value = try? container.decode([String: FixtureValue].self) {
            self = .object(value)
        } else if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else {
            self = .double(try container.decode(Double.self))
        }
    }
}

extension FixtureValue {
    /// The member of that name, nil when this is no object or has none.
    package subscript(name: String) -> FixtureValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// Whether this is the literal `null`.
    package var isNull: Bool { self == .null }

    /// The Boolean, or nil when this is something else.
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The integer, or nil when this is something else.
    package var integer: Int64? { if case .integer(let value) = self { value } else { nil } }

    /// The number, an integer included, or nil when this is something else.
    package var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        case .null, .bool, .string, .array, .object: nil
        }
    }

    /// The string, or nil when this is something else.
    package var string: String? { if case .string(let value) = self { value } else { nil } }

    /// The elements, or nil when this is something else.
    package var array: [FixtureValue]? { if case .array(let value) = self { value } else { nil } }

    /// The members, or nil when this is something else.
    package var object: [String: FixtureValue]? {
        if case .object(let value) = self { value } else { nil }
    }

    /// The bytes of a string in Base64, or nil when this is something else.
    package var base64: [UInt8]? {
        guard let string, let data = Data(base64Encoded: string) else { return nil }
        return Array(data)
    }
}
