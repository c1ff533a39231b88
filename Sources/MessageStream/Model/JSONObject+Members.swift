internal import PartialJSON

/// A kind of member that is read and written as it stands.
protocol JSONScalar {
    init?(scalar: JSONValue)
    var scalar: JSONValue { get }
}

extension String: JSONScalar {
    init?(scalar: JSONValue) {
        guard case .string(let text) = scalar else { return nil }
        self = text
    }
    var scalar: JSONValue { .string(self) }
}

extension Int: JSONScalar {
    init?(scalar: JSONValue) {
        guard let number = scalar.int else { return nil }
        self = number
    }
    var scalar: JSONValue { .number(JSONNumber(self)) }
}

extension Bool: JSONScalar {
    init?(scalar: JSONValue) {
        guard case .bool(let value) = scalar else { return nil }
        self = value
    }
    var scalar: JSONValue { .bool(self) }
}

extension JSONObject: JSONScalar {
    init?(scalar: JSONValue) {
        guard case .object(let object) = scalar else { return nil }
        self = object
    }
    var scalar: JSONValue { .object(self) }
}

/// Typed reading of members, one short call for each property of a view.
extension JSONObject {
    /// The string `key`, or `""`.
    func string(_ key: String) -> String {
        optional(key) ?? ""
    }

    /// The whole number `key`, or 0.
    func int(_ key: String) -> Int {
        optional(key) ?? 0
    }

    /// The count `key`, however a peer wrote it, or nil when it is none; see ``JSONValue/peerCount``.
    func peerCount(_ key: String) -> Int? {
        self[key]?.peerCount
    }

    /// The Boolean `key`, or false.
    func bool(_ key: String) -> Bool {
        optional(key) ?? false
    }

    /// The code `key`, or the empty code.
    func code<Code: OpenCode>(_ key: String) -> Code {
        Code(rawValue: string(key))
    }

    /// The object `key` as a view, or a view of an empty object.
    func view<View: JSONBacked>(_ key: String) -> View {
        View(json: optional(key) ?? [:])
    }

    /// The elements of the list `key` that can be an `Element`, or none.
    func list<Element: JSONConvertible>(_ key: String) -> [Element] {
        optionalList(key) ?? []
    }

    /// The elements of the list `key` that can be an `Element`, or nil when there is no list.
    func optionalList<Element: JSONConvertible>(_ key: String) -> [Element]? {
        self[key]?.array?.compactMap(Element.init(jsonValue:))
    }

    /// The strings of the list `key`, or none.
    func strings(_ key: String) -> [String] {
        (self[key]?.array ?? []).compactMap(\.string)
    }

    /// The member `key` when it is there, not null and of this kind.
    func optional<Scalar: JSONScalar>(_ key: String) -> Scalar? {
        self[key].flatMap(Scalar.init(scalar:))
    }

    /// The member `key` when it is there, not null and can be a `View`.
    func optional<View: JSONConvertible>(_ key: String) -> View? {
        guard let value = self[key], !value.isNull else { return nil }
        return View(jsonValue: value)
    }

    /// Writes the member `key`; nil takes it out.
    mutating func set(_ key: String, _ scalar: (some JSONScalar)?) {
        self[key] = scalar?.scalar
    }

    /// Writes the member `key`; nil takes it out.
    mutating func set(_ key: String, _ view: (some JSONConvertible)?) {
        self[key] = view?.jsonValue
    }
}
