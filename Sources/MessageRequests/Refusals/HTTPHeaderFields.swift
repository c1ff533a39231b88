/// The header fields of a request or response, in order; names compare without regard to case.
///
/// A description shows the names only: a value may be a secret.
public struct HTTPHeaderFields: Sendable, Hashable {
    /// One field.
    public struct Field: Sendable, Hashable {
        /// The name, as it was written.
        public var name: String
        /// The value.
        public var value: String

        /// The field `name: value`.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    private var fields: [Field] = []

    /// No fields.
    public init() {}

    /// The fields `fields`.
    public init(_ fields: some Sequence<Field>) {
        self.fields = Array(fields)
    }

    /// The values of the fields `name`, joined with `, `, or nil when there is none; assigning takes
    /// them all out and adds one. Costs one comparison a field.
    public subscript(name: String) -> String? {
        get {
            let values = fields.lazy.filter { $0.name.isSameFieldName(as: name) }.map(\.value)
            return values.isEmpty ? nil : values.joined(separator: ", ")
        }
        set {
            fields.removeAll { $0.name.isSameFieldName(as: name) }
            if let newValue { append(name: name, value: newValue) }
        }
    }

    /// Adds a field, also where there is one of that name.
    public mutating func append(name: String, value: String) {
        fields.append(Field(name: name, value: value))
    }
}

extension HTTPHeaderFields: RandomAccessCollection {
    /// The place of the first field.
    public var startIndex: Int { fields.startIndex }
    /// One past the place of the last field.
    public var endIndex: Int { fields.endIndex }
    /// The field at `position`.
    public subscript(position: Int) -> Field { fields[position] }
}

extension HTTPHeaderFields: ExpressibleByDictionaryLiteral {
    /// The fields of `elements`, in order.
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { Field(name: $0.0, value: $0.1) })
    }
}

// What a header carries may be a secret (cookies, tokens of gateways), whoever set it.
extension HTTPHeaderFields: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    /// The names of the fields, without their values.
    public var description: String { "[\(fields.map(\.name).joined(separator: ", "))]" }
    /// The names of the fields, without their values.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension HTTPHeaderFields.Field: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The name, without the value.
    public var description: String { name }
    /// The name, without the value.
    public var debugDescription: String { name }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
    /// Whether both are the same ASCII letters in upper or lower case, as field names are compared.
    fileprivate func isSameFieldName(as other: String) -> Bool {
        utf8.count == other.utf8.count
            && zip(utf8, other.utf8).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
    }
}

extension UInt8 {
    fileprivate var lowercasedASCII: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}
