extension JSONValue {
    /// The value as JSON text without white space.
    ///
    /// Members keep their order and numbers their digits; of characters only those that JSON forbids
    /// are escaped. Costs time linear in the text, and no stack however deep the value is.
    public var jsonText: String {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds the value to `bytes` as JSON text without white space, in UTF-8; see ``jsonText``.
    public func write(into bytes: inout [UInt8]) {
        var open: [Unwritten] = []
        begin(self, in: &bytes, open: &open)
        while var container = open.popLast() {
            switch container.next(into: &bytes) {
            case let value?:
                open.append(container)
                begin(value, in: &bytes, open: &open)
            case nil:
                bytes.append(container.closingBracket)
            }
        }
    }

    /// Writes a scalar, or the opening bracket of a container.
    private func begin(_ value: JSONValue, in bytes: inout [UInt8], open: inout [Unwritten]) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let number): bytes.append(contentsOf: number.text.utf8)
        case .string(let text): text.writeJSON(into: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            open.append(Unwritten(rest: .elements(elements[...])))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            open.append(Unwritten(rest: .members(object[...])))
        }
    }
}

/// A container of which the opening bracket has been written.
private struct Unwritten {
    enum Rest {
        case elements(ArraySlice<JSONValue>)
        case members(Slice<JSONObject>)
    }

    var rest: Rest
    var isFirst = true

    /// Writes what comes before the next value, which it returns.
    mutating func next(into bytes: inout [UInt8]) -> JSONValue? {
        defer { isFirst = false }
        switch rest {
        case .elements(var elements):
            guard let value = elements.popFirst() else { return nil }
            rest = .elements(elements)
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            return value
        case .members(var members):
            guard let (key, value) = members.popFirst() else { return nil }
            rest = .members(members)
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            key.writeJSON(into: &bytes)
            bytes.append(UInt8(ascii: ":"))
            return value
        }
    }

    var closingBracket: UInt8 {
        switch rest {
        case .elements: UInt8(ascii: "]")
        case .members: UInt8(ascii: "}")
        }
    }
}

extension String {
    /// Adds the text to `bytes` as a JSON string, with its quotes.
    package func writeJSON(into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        let text = utf8.span
        var start = 0
        while true {
            // Almost all of a text stands for itself, and goes over in one piece.
            let end = text.firstToEscape(from: start)
            bytes.append(copying: text.extracting(start..<end))
            guard end < text.count else { break }
            bytes.append(escaping: text[end])
            start = end + 1
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension [UInt8] {
    /// Adds the escape of `byte`, which cannot stand in a JSON string as it is.
    fileprivate mutating func append(escaping byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0..<0x20:
            let digits = String(byte, radix: 16)
            append(contentsOf: (byte < 0x10 ? "u000" : "u00").utf8)
            append(contentsOf: digits.utf8)
        default: append(byte)
        }
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as JSON text.
    public var description: String { jsonText }
}
