import PartialJSON
import TestSupport

/// What a text came to: its value, as far as there is one, and its error.
struct Outcome: Equatable {
    var value: JSONValue?
    var error: JSONError?

    init(value: JSONValue?, error: JSONError?) {
        self.value = value
        self.error = error
    }

    init(of fragments: [ArraySlice<UInt8>], limits: PartialJSONParser.Limits = .default) {
        var parser = PartialJSONParser(limits: limits)
        do {
            for fragment in fragments { try parser.append(fragment.span) }
            value = try parser.finish(emptyIsObject: false).value()
        } catch {
            self.error = error
            value = parser.snapshot.value()
        }
    }
}

extension JSONValue {
    /// Whether Foundation, which shares nothing with the parser, read the same.
    func agrees(with fixture: FixtureValue) -> Bool {
        switch (self, fixture) {
        case (.null, .null): true
        case (.bool(let value), .bool(let expected)): value == expected
        case (.number(let number), .integer(let expected)):
            number.integer() == expected || number.double == Double(expected)
        case (.number(let number), .double(let expected)): number.double == expected
        case (.string(let text), .string(let expected)): text.utf8.elementsEqual(expected.utf8)
        case (.array(let elements), .array(let expected)):
            elements.count == expected.count
                && zip(elements, expected).allSatisfy { $0.agrees(with: $1) }
        case (.object(let members), .object(let expected)):
            members.count == expected.count
                && expected.allSatisfy { key, value in
                    members[key]?.agrees(with: value) ?? false
                }
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }
}
