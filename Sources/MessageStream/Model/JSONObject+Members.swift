package import PartialJSON

/// A kind of member that is read and written as it stands.
package protocol JSONScalar {
    init?(scalar: JSONValue)
    var scalar: JSONValue { get }
}

extension String: JSONScalar {
    package init?(scalar: JSONValue) {
        guard case .string(let text) = scalar else { return nil }
        self = text
    }
    package var scalar: JSONValue { .string(self) }
}

extension Int: JSONScalar {
    package init?(scalar: JSONValue) {
        guard let number = scalar.int else { return nil }
        self = number
    }
    package var scalar: JSONValue { .number(JSONNumber(self)) }
}

extension Bool: JSONScalar {
    package init?(scalar: JSONValue) {
        guard case .bool(let value) = scalar else { return nil }
        self = value
    }
    package var scalar: JSONValue { .bool(self) }
}

extension JSONObject: JSONScalar {
    package init?(scalar: JSONValue) {
        guard case .object(let object) = scalar else { return nil }
        self = object
    }
    package var scalar: JSONValue { .object(self) }
}

/// Typed reading of members, one short call for each property of a view.
extension JSONObject {
    /// The string `key`, or `""`.
    package func string(_ key: String) -> String {
        optional(key) ?? ""
    }

    /// The whole number `key`, or 0.
    package func int(_ key: String) -> Int {
        optional(key) ?? 0
    }

    /// The count `key`, however a peer wrote it, or nil when it is none; see ``JSONValue/peerCount``.
    package func peerCount(_ key: String) -> Int? {
        self[key]?.peerCount
    }

    /// The Boolean `key`, or false.
    package func bool(_ key: String) -> Bool {
        optional(key) ?? false
    }

    /// The code `key`, or the empty code.
    package func code<Code: OpenStringEnum>(_ key: String) -> Code {
        Code(rawValue: string(key))
    }

    /// The object `key` as a view, or a view of an empty object.
    package func view<View: JSONBacked>(_ key: String) -> View {
        View(json: optional(key) ?? [:])
    }

    /// The elements of the list `key` that can be an `Element`, or none.
    package func list<Element: JSONConvertible>(_ key: String) -> [Element] {
        optionalList(key) ?? []
    }

    /// The elements of the list `key` that can be an `Element`, or nil when there is no list.
    package func optionalList<Element: JSONConvertible>(_ key: String) -> [Element]? {
        self[key]?.array?.compactMap(Element.init(jsonValue:))
    }

    /// The strings of the list `key`, or none.
    package func strings(_ key: String) -> [String] {
        (self[key]?.array ?? []).compactMap(\.string)
    }

    /// The member `key` when it is there, not null and of this kind.
    package func optional<Scalar: JSONScalar>(_ key: String) -> Scalar? {
        self[key].flatMap(Scalar.init(scalar:))
    }

    /// The member `key` when it is there, not null and can be a `View`.
    package func optional<View: JSONConvertible>(_ key: String) -> View? {
        guard let value = self[key], !value.isNull else { return nil }
        return View(jsonValue: value)
    }

    /// Writes the member `key`; nil takes it out.
    package mutating func set(_ key: String, _ scalar: (some JSONScalar)?) {
        self[key] = scalar?.scalar
    }

    /// Writes the member `key`; nil takes it out.
    package mutating func set(_ key: String, _ view: (some JSONConvertible)?) {
        self[key] = view?.jsonValue
    }
}
