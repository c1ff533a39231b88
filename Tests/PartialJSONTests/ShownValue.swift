import PartialJSON

/// What of a JSON value shows when only the beginning of its text has come, read by recursive descent
/// over the whole beginning: slow, and nothing like the parser.
///
/// For beginnings of valid texts only; the rules are those of `PartialJSONValue`'s table.
struct ShownValue {
    private var rest: ArraySlice<UInt8>

    /// What shows of the value whose text begins with `bytes`; nil for nothing.
    static func value(of bytes: ArraySlice<UInt8>) -> JSONValue? {
        var reader = ShownValue(rest: bytes)
        return reader.value()
    }

    private mutating func value() -> JSONValue? {
        skipSpace()
        switch rest.first.map(Unicode.Scalar.init) {
        case nil: return nil
        case "n": return literal("null", .null)
        case "t": return literal("true", .bool(true))
        case "f": return literal("false", .bool(false))
        case "\"": return .string(string().text)
        case "[": return .array(elements())
        case "{": return .object(members())
        default: return number()
        }
    }

    private mutating func literal(_ text: String, _ value: JSONValue) -> JSONValue? {
        let isWhole = rest.starts(with: text.utf8)
        rest = rest.dropFirst(text.utf8.count)
        return isWhole ? value : nil
    }

    private mutating func number() -> JSONValue? {
        let text = rest.prefix { "+-.eE0123456789".utf8.contains($0) }
        rest = rest.dropFirst(text.count)
        // Where the text ends in it, a beginning of a number is one if it ends in a digit.
        guard text.last.map({ $0 >= 0x30 && $0 <= 0x39 }) == true else { return nil }
        return JSONNumber(text: String(decoding: text, as: UTF8.self)).map(JSONValue.number)
    }

    private mutating func elements() -> [JSONValue] {
        var elements: [JSONValue] = []
        while step(over: "[,", until: "]") {
            guard let element = value() else { break }
            elements.append(element)
        }
        return elements
    }

    private mutating func members() -> JSONObject {
        var members: [(String, JSONValue)] = []
        while step(over: "{,", until: "}") {
            let (key, isWhole) = string()
            skipSpace()
            guard isWhole, rest.popFirst() != nil, let value = value() else { break }
            members.append((key, value))
        }
        return JSONObject(members)
    }

    /// Takes one of the bytes `begin` or `end`; returns whether something follows the former.
    private mutating func step(over begin: String, until end: String) -> Bool {
        skipSpace()
        guard let byte = rest.popFirst(), begin.utf8.contains(byte) else { return false }
        skipSpace()
        guard let next = rest.first else { return false }
        if end.utf8.contains(next) {
            rest = rest.dropFirst()
            return false
        }
        return true
    }

    /// A string as far as it has come, and whether its end has.
    private mutating func string() -> (text: String, isWhole: Bool) {
        var units: [UInt16] = []
        rest = rest.dropFirst()
        while let byte = rest.first {
            switch Unicode.Scalar(byte) {
            case "\"":
                rest = rest.dropFirst()
                return (String(decoding: units, as: UTF16.self), true)
            case "\\":
                guard let escape = escape() else { return end(units) }
                units += escape
            default:
                let count = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                guard rest.count >= count else { return end(units) }
                units += String(decoding: rest.prefix(count), as: UTF8.self).utf16
                rest = rest.dropFirst(count)
            }
        }
        return end(units)
    }

    private mutating func end(_ units: [UInt16]) -> (text: String, isWhole: Bool) {
        rest = []
        return (String(decoding: units, as: UTF16.self), false)
    }

    /// What an escape stands for, both halves of a pair at once; nil when not all of it has come.
    private mutating func escape() -> [UInt16]? {
        guard rest.count >= 2 else { return nil }
        let letter = rest[rest.startIndex + 1]
        guard letter == UInt8(ascii: "u") else {
            rest = rest.dropFirst(2)
            let plain: [Unicode.Scalar: Unicode.Scalar] = [
                "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
            ]
            let scalar = Unicode.Scalar(letter)
            return Array(String(plain[scalar] ?? scalar).utf16)
        }
        guard let first = unit() else { return nil }
        guard UTF16.isLeadSurrogate(first) else { return [first] }
        guard let second = unit() else { return nil }
        return [first, second]
    }

    private mutating func unit() -> UInt16? {
        guard rest.count >= 6 else { return nil }
        let digits = String(decoding: rest.dropFirst(2).prefix(4), as: UTF8.self)
        rest = rest.dropFirst(6)
        return UInt16(digits, radix: 16)
    }

    private mutating func skipSpace() {
        rest = rest.drop { " \n\r\t".utf8.contains($0) }
    }
}

extension JSONValue {
    /// Whether this is what may show of `whole` before all of it has come.
    ///
    /// Of a string: its first scalars. Of a number: its first characters. Of an array: its first
    /// elements, the last of which may itself be a beginning. Of an object: its first members in
    /// their order, the last of which may itself be a beginning. All else: the same.
    func isBeginning(of whole: JSONValue) -> Bool {
        switch (self, whole) {
        case (.string(let text), .string(let whole)): whole.utf8.starts(with: text.utf8)
        case (.number(let number), .number(let whole)): whole.text.hasPrefix(number.text)
        case (.array(let elements), .array(let whole)):
            elements.count <= whole.count
                && zip(elements.dropLast(), whole).allSatisfy { $0.isSame(as: $1) }
                && zip(elements, whole).suffix(1).allSatisfy { $0.isBeginning(of: $1) }
        case (.object(let members), .object(let whole)):
            members.count <= whole.count
                && zip(members, whole).allSatisfy { $0.key.utf8.elementsEqual($1.key.utf8) }
                && zip(members.dropLast(), whole).allSatisfy { $0.value.isSame(as: $1.value) }
                && zip(members, whole).suffix(1).allSatisfy { $0.value.isBeginning(of: $1.value) }
        default: isSame(as: whole)
        }
    }

    /// Whether both are the same to the order of the members and the digits of the numbers.
    func isSame(as other: JSONValue) -> Bool {
        jsonText.utf8.elementsEqual(other.jsonText.utf8)
    }
}
