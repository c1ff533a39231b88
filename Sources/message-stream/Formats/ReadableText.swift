import PartialJSON

extension String {
    /// The text as a JSON string, with its quotes.
    var jsonText: String { JSONValue.string(self).jsonText }

    /// The text with control characters as Swift writes them, such as `\u{1B}` and `\r`.
    ///
    /// What a model wrote must not move the cursor of a terminal, rename its window or worse.
    ///
    /// - Parameter keepingLines: Whether line feeds and tabs stay as they are.
    func escapingControls(keepingLines: Bool) -> String {
        let isKept = { (scalar: Unicode.Scalar) in
            switch scalar {
            case "\n", "\t": keepingLines
            default: scalar.properties.generalCategory != .control
            }
        }
        guard !unicodeScalars.allSatisfy(isKept) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            if isKept(scalar) {
                text.unicodeScalars.append(scalar)
            } else {
                text += scalar.escaped(asASCII: true)
            }
        }
    }

    /// The text with the control characters that JSON leaves as they are, such as U+009B, by which a
    /// terminal can be commanded, as JSON escapes.
    var escapingLateControls: String {
        let isLate = { (scalar: Unicode.Scalar) in 0x7F...0x9F ~= scalar.value }
        guard unicodeScalars.contains(where: isLate) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            if isLate(scalar) {
                text += "\\u00" + String(scalar.value, radix: 16)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension JSONValue {
    /// The value as JSON text on one line with a space behind each colon and comma, for people.
    ///
    /// Recurses as deep as the value is, which the parser's depth limit bounds.
    var readableText: String {
        switch self {
        case .null, .bool, .number, .string: jsonText
        case .array(let elements):
            "[" + elements.map(\.readableText).joined(separator: ", ") + "]"
        case .object(let object):
            "{"
                + object.map { "\($0.key.jsonText): \($0.value.readableText)" }
                .joined(separator: ", ") + "}"
        }
    }
}
