/// A JSON value (RFC 8259) that keeps what the text said: member order and the digits of numbers.
///
/// ```swift
/// let schema: JSONValue = ["type": "object", "required": ["path"]]
/// schema["type"]?.string  // "object"
/// ```
///
/// Equality is that of the JSON data model: members compare without regard to their order, strings
/// by their Unicode scalars (never by canonical equivalence), numbers by ``JSONNumber``'s rule.
///
/// A parsed value is no deeper than the parser's limit. One that is built by hand can be; comparing,
/// hashing, encoding and releasing it take stack in proportion to its depth, ``jsonText`` does not.
public enum JSONValue: Sendable {
    /// The literal `null`.
    case null
    /// The literals `true` and `false`.
    case bool(Bool)
    /// A number, with its text.
    case number(JSONNumber)
    /// A string, unescaped.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object, its members in the order in which they came.
    case object(JSONObject)
}

extension JSONValue {
    /// Whether this is the literal `null`.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The Boolean, or nil when this is something else.
    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The number, or nil when this is something else.
    public var number: JSONNumber? {
        if case .number(let value) = self { value } else { nil }
    }

    /// The number as an `Int`, or nil when this is no number, has a fraction or does not fit.
    public var int: Int? {
        number?.int
    }

    /// The number as the nearest `Double`, or nil when this is no number.
    public var double: Double? {
        number?.double
    }

    /// The string, or nil when this is something else.
    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The elements, or nil when this is no array.
    public var array: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The members, or nil when this is no object.
    public var object: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// The value of member `key`, or nil when this is no object or has no such member.
    ///
    /// Assigning nil takes the member out. Assigning a value to a member of what is no object makes
    /// it an object with this member alone.
    public subscript(key: String) -> JSONValue? {
        get { object?[key] }
        set {
            switch (self, newValue) {
            case (.object(var object), _):
                self = .null
                object[key] = newValue
                self = .object(object)
            case (_, let value?): self = .object([key: value])
            case (_, nil): break
            }
        }
    }

    /// The element at `index`, or nil when this is no array or is shorter.
    ///
    /// Assigning nil takes the element out. Assigning to an element that is not there changes
    /// nothing: use ``array`` to add one.
    public subscript(index: Int) -> JSONValue? {
        get {
            guard case .array(let elements) = self, elements.indices.contains(index) else {
                return nil
            }
            return elements[index]
        }
        set {
            guard case .array(var elements) = self, elements.indices.contains(index) else { return }
            self = .null
            if let newValue { elements[index] = newValue } else { elements.remove(at: index) }
            self = .array(elements)
        }
    }
}

extension JSONValue: Hashable {
    /// Whether two values are the same JSON, whatever the order of their members.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameUTF8(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): hasher.combine(value)
        case .array(let value): hasher.combine(value)
        case .object(let value): hasher.combine(value)
        }
    }
}

// Not by `nil`: where an optional value is expected, `nil` must mean none and never `null`.
extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
    ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A Boolean.
    public init(booleanLiteral value: Bool) {
        self = .bool(value)
    }

    /// A whole number.
    public init(integerLiteral value: Int) {
        self = .number(JSONNumber(value))
    }

    /// A number; not-a-number and the infinities, which JSON cannot write, become `null`.
    public init(floatLiteral value: Double) {
        self = JSONNumber(value).map(JSONValue.number) ?? .null
    }

    /// A string.
    public init(stringLiteral value: String) {
        self = .string(value)
    }

    /// An array.
    public init(arrayLiteral elements: JSONValue...) {
        self = .array(elements)
    }

    /// An object; of members with the same key the last wins.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements))
    }
}
