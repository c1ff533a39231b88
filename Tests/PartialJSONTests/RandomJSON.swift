import PartialJSON
import TestSupport

/// Random JSON values, and texts of them written in every way that RFC 8259 permits.
enum RandomJSON {
    private static let numbers = [
        "0", "-0", "7", "-12", "123456789012345678901234567890", "0.5", "-1.25", "1e9", "1E-9",
        "-12.50e+3", "1e400",
    ]
    private static let parts = [
        "a", "\"", "\\", "/", "\u{8}", "\u{C}", "\n", "\r", "\t", "\0", "\u{1F}", "\u{7F}",
        "\u{E9}",
        "e\u{301}", "你", "\u{1F600}", "\u{FEFF}", "\u{FFFD}", "\u{10FFFF}", "{\"a\": [", "longer ",
    ]

    /// A value that is at most `depth` containers deep; its objects have each key once.
    static func value(depth: Int, _ random: inout SplitMix) -> JSONValue {
        switch random.below(depth > 0 ? 10 : 6) {
        case 0: .null
        case 1: .bool(random.chance(1, in: 2))
        case 2, 3: JSONNumber(text: random.pick(numbers)).map(JSONValue.number) ?? .null
        case 4, 5: .string(text(&random))
        case 6, 7:
            .array((0..<random.below(6)).map { _ in value(depth: depth - 1, &random) })
        default:
            .object(
                JSONObject(
                    (0..<random.below(6)).map { _ in
                        (text(&random), value(depth: depth - 1, &random))
                    }))
        }
    }

    /// A text of `value`: with white space wherever it may stand, and escapes as they come.
    static func write(_ value: JSONValue, _ random: inout SplitMix) -> String {
        let space = space(&random)
        switch value {
        case .null: return space + "null"
        case .bool(let value): return space + "\(value)"
        case .number(let number): return space + number.text
        case .string(let text): return space + quoted(text, &random)
        case .array(let elements):
            let texts = elements.map { write($0, &random) + Self.space(&random) }
            return space + "[" + texts.joined(separator: ",") + Self.space(&random) + "]"
        case .object(let members):
            let texts = members.map { key, value in
                Self.space(&random) + quoted(key, &random) + Self.space(&random) + ":"
                    + write(value, &random) + Self.space(&random)
            }
            return space + "{" + texts.joined(separator: ",") + Self.space(&random) + "}"
        }
    }

    private static func text(_ random: inout SplitMix) -> String {
        let count = random.chance(1, in: 12) ? random.below(200) : random.below(6)
        return (0..<count).map { _ in random.pick(parts) }.joined()
    }

    private static func space(_ random: inout SplitMix) -> String {
        random.chance(1, in: 4) ? random.pick([" ", "\n", "\r\n", "\t", "  "]) : ""
    }

    private static func quoted(_ text: String, _ random: inout SplitMix) -> String {
        "\"" + text.unicodeScalars.map { escaped($0, &random) }.joined() + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar, _ random: inout SplitMix) -> String {
        let short: [Unicode.Scalar: String] = [
            "\"": "\\\"", "\\": "\\\\", "/": "\\/", "\u{8}": "\\b", "\u{C}": "\\f", "\n": "\\n",
            "\r": "\\r", "\t": "\\t",
        ]
        if let text = short[scalar], scalar != "/", random.chance(1, in: 2) { return text }
        let mustBeEscaped = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
        guard mustBeEscaped || random.chance(1, in: 5) else { return String(scalar) }
        return scalar.utf16.map { unit in
            let digits = String(unit, radix: 16, uppercase: random.chance(1, in: 2))
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}
