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
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0C: bytes.append(contentsOf: "\\f".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
                bytes.append(contentsOf: digits.utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as JSON text.
    public var description: String { jsonText }
}
