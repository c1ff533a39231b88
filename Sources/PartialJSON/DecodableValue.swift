/// A JSON value that ``ValueDecoder`` reads, in whichever form it is held.
protocol DecodableValue: Sendable {
    associatedtype Elements: IteratorProtocol<Self>
    associatedtype Members: Sequence<(key: String, value: Self)>

    /// Nil while nothing of the value shows.
    var kind: PartialJSONValue.Kind? { get }
    var bool: Bool? { get }
    var number: JSONNumber? { get }
    var string: String? { get }
    /// The number of elements or members.
    var count: Int { get }
    /// The elements of an array.
    var elements: Elements { get }
    /// The members of an object, of which the last with a key counts.
    var members: Members { get }
    /// The value of the member that counts.
    subscript(key: String) -> Self? { get }
    /// The value as one of its own, or nil while nothing of it shows.
    var ownValue: JSONValue? { get }
    /// What stands for a member that is missing.
    static var missing: Self { get }
}

extension PartialJSONValue: DecodableValue {
    var ownValue: JSONValue? { value() }
    static var missing: PartialJSONValue { PartialJSONValue(root: nil) }
}

extension JSONValue: DecodableValue {
    var kind: PartialJSONValue.Kind? {
        switch self {
        case .null: .null
        case .bool: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    var count: Int {
        switch self {
        case .null, .bool, .number, .string: 0
        case .array(let elements): elements.count
        case .object(let members): members.count
        }
    }

    var elements: IndexingIterator<[JSONValue]> { (array ?? []).makeIterator() }
    var members: JSONObject { object ?? [:] }
    var ownValue: JSONValue? { self }
    static var missing: JSONValue { .null }
}
