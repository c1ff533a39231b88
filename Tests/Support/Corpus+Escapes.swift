extension Corpus {
    /// The bytes that an input fence stands for, cut at `\|`.
    ///
    /// A line break of the fence is LF unless a backslash ends the line; `\r \n \t \0 \\ \|`,
    /// `\xFF` (one byte) and `\u{FEFF}` (the UTF-8 of one scalar) are the escapes.
    static func unescapeFragments(
        _ text: String, line: Int
    ) throws(CorpusError) -> [[UInt8]] {
        var fragments: [[UInt8]] = [[]]
        var rest = Array(text.unicodeScalars)[...]
        var line = line + 1
        while let scalar = rest.popFirst() {
            if scalar == "\n" { line += 1 }
            guard scalar == "\\" else {
                fragments[fragments.count - 1] += Array(String(scalar).utf8)
                continue
            }
            switch rest.popFirst() {
            case "\n": line += 1
            case "|": fragments.append([])
            case "x":
                let digits = rest.prefix(2)
                guard digits.count == 2, let byte = UInt8(string(digits), radix: 16) else {
                    throw CorpusError(line: line, reason: "\\x wants two hex digits")
                }
                rest = rest.dropFirst(2)
                fragments[fragments.count - 1].append(byte)
            case "u":
                guard rest.first == "{", let close = rest.firstIndex(of: "}"),
                    let value = UInt32(string(rest[..<close].dropFirst()), radix: 16),
                    let escaped = Unicode.Scalar(value)
                else { throw CorpusError(line: line, reason: "\\u{} wants a Unicode scalar") }
                rest = rest[(close + 1)...]
                fragments[fragments.count - 1] += Array(String(escaped).utf8)
            case .some(let letter):
                guard let byte = singleLetterEscapes[letter] else {
                    throw CorpusError(line: line, reason: "no escape \\\(letter)")
                }
                fragments[fragments.count - 1].append(byte)
            case nil:
                throw CorpusError(line: line, reason: "text ends in a backslash")
            }
        }
        return fragments
    }

    private static let singleLetterEscapes: [Unicode.Scalar: UInt8] = [
        "r": 0x0D, "n": 0x0A, "t": 0x09, "0": 0x00, "\\": 0x5C,
    ]

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var result = ""
        result.unicodeScalars.append(contentsOf: scalars)
        return result
    }

    /// A text in quotes as traces write it: printable ASCII as it is, the rest as `\u{…}`, with
    /// `\n`, `\r`, `\t`, `\"` and `\\` short, so that equal traces mean equal scalars.
    package static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { 0x20...0x7E ~= $0 && $0 != 0x22 && $0 != 0x5C }
        if isPlain { return "\"\(text)\"" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\"", "\\": result += "\\\(scalar)"
            case " "..."~": result.unicodeScalars.append(scalar)
            default: result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            }
        }
        return result + "\""
    }
}
