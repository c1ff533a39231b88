/// The ways in which a character can stand in a text: as it is, and escaped.
struct EscapedForms {
    /// No escape of one character has more bytes: two surrogates, eight backslashes before each.
    static let longest = 26

    /// Behind each form of the character that stands there.
    private(set) var ends: [Int] = []
    private let text: [UInt8]

    /// The forms of `scalar` that begin in `text` at `start`.
    init(of scalar: Unicode.Scalar, in text: [UInt8], at start: Int) {
        self.text = text
        guard start < text.count else { return }
        let bytes = Array(String(scalar).utf8)
        if text[start...].starts(with: bytes) { ends.append(start + bytes.count) }
        switch text[start] {
        case UInt8(ascii: "+") where scalar == " ": ends.append(start + 1)
        case UInt8(ascii: "%"): percent(bytes, at: start)
        case UInt8(ascii: "&"): entity(scalar, at: start)
        case UInt8(ascii: "\\"): backslash(scalar, at: start)
        default: break
        }
    }

    /// `%C3%A9`, as in URLs and forms.
    private mutating func percent(_ bytes: [UInt8], at start: Int) {
        var end = start
        for byte in bytes {
            guard end < text.count, text[end] == UInt8(ascii: "%"),
                number(at: end + 1, digits: 2) == UInt32(byte)
            else { return }
            end += 3
        }
        ends.append(end)
    }

    /// `&amp;`, `&#38;` or `&#x26;`, as in pages.
    private mutating func entity(_ scalar: Unicode.Scalar, at start: Int) {
        let rest = text[(start + 1)...].prefix(10)
        guard let semicolon = rest.firstIndex(of: UInt8(ascii: ";")) else { return }
        let name = String(decoding: rest[..<semicolon], as: UTF8.self)
        let value: UInt32? =
            if name.hasPrefix("#x") || name.hasPrefix("#X") {
                UInt32(name.dropFirst(2), radix: 16)
            } else if name.hasPrefix("#") {
                UInt32(name.dropFirst())
            } else {
                Self.entities[name]
            }
        if value == scalar.value { ends.append(semicolon + 1) }
    }

    private static let entities: [String: UInt32] = [
        "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0xA0,
    ]

    /// `\n`, `\"`, `\/`, `\u00e9`, `\u{e9}`, `\xe9`, with two, four or eight backslashes where a text
    /// was escaped more than once.
    private mutating func backslash(_ scalar: Unicode.Scalar, at start: Int) {
        var count = 1
        while count < 8, start + count < text.count, text[start + count] == UInt8(ascii: "\\") {
            count += 1
        }
        if scalar == "\\" { ends += [2, 4, 8].filter { $0 <= count }.map { start + $0 } }
        guard start + count < text.count else { return }
        let end = start + count + 1
        let letter = text[end - 1]
        if Self.letters[letter] == scalar.value { ends.append(end) }
        switch letter {
        case UInt8(ascii: "u"): unicode(scalar, at: end, backslashes: count)
        case UInt8(ascii: "x"):
            if number(at: end, digits: 2) == scalar.value { ends.append(end + 2) }
        default: break
        }
    }

    private static let letters: [UInt8: UInt32] = [
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
        UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "v"): 0x0B,
        UInt8(ascii: "0"): 0x00, UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27,
        UInt8(ascii: "/"): 0x2F,
    ]

    /// What follows `\u`: four digits, twice for two surrogates, or digits in braces.
    private mutating func unicode(_ scalar: Unicode.Scalar, at start: Int, backslashes: Int) {
        if start < text.count, text[start] == UInt8(ascii: "{") {
            let rest = text[(start + 1)...].prefix(9)
            guard let brace = rest.firstIndex(of: UInt8(ascii: "}")) else { return }
            let digits = String(decoding: rest[..<brace], as: UTF8.self)
            if UInt32(digits, radix: 16) == scalar.value { ends.append(brace + 1) }
            return
        }
        var end = start
        for (place, unit) in String(scalar).utf16.enumerated() {
            if place == 1 { end += backslashes + 1 }
            guard number(at: end, digits: 4) == UInt32(unit) else { return }
            end += 4
        }
        ends.append(end)
    }

    /// The number that so many hexadecimal digits make there.
    private func number(at start: Int, digits: Int) -> UInt32? {
        guard start + digits <= text.count else { return nil }
        let digits = text[start..<(start + digits)]
        guard digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else {
            return nil
        }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
