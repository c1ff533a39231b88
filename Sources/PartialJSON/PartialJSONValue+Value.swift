extension PartialJSONValue {
    /// What becomes of a string whose end has not come, when a whole value is made of a part.
    public enum OpenStrings: Hashable, Sendable {
        /// It is taken as far as it has arrived.
        case included
        /// It is left out, with its key, as the official Python SDK does.
        case omitted
    }

    /// The value so far as a value of its own, with open containers closed; nil if nothing shows.
    ///
    /// Of members with the same key the last wins. Costs time and memory linear in the value.
    public func value(openStrings: OpenStrings = .included) -> JSONValue? {
        guard let tape, let node else { return nil }
        if openStrings == .omitted, node.isOpen, node.kind == .string { return nil }
        switch node.kind {
        case .null: return .null
        case .false: return .bool(false)
        case .true: return .bool(true)
        case .number: return .number(JSONNumber(validated: tape.text(of: node)))
        case .string: return .string(tape.string(of: node))
        case .array:
            var values: [JSONValue] = []
            values.reserveCapacity(node.count)
            for element in elements {
                guard let value = element.value(openStrings: openStrings) else { break }
                values.append(value)
            }
            return .array(values)
        case .object:
            var values: [(String, JSONValue)] = []
            values.reserveCapacity(node.count)
            for (key, member) in members {
                guard let value = member.value(openStrings: openStrings) else { break }
                values.append((key, value))
            }
            return .object(JSONObject(values))
        case .key: preconditionFailure("a key does not show")
        }
    }

    /// The value so far as JSON text without white space, or nil if nothing shows.
    public func jsonText(openStrings: OpenStrings = .included) -> String? {
        value(openStrings: openStrings)?.jsonText
    }

    /// The value so far as JSON text without white space; empty if nothing shows.
    public var jsonText: String {
        jsonText(openStrings: .included) ?? ""
    }
}

extension PartialJSONValue: CustomStringConvertible {
    /// The value so far as JSON text.
    public var description: String { jsonText }
}
