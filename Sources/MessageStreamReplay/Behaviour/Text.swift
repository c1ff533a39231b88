extension StringProtocol where SubSequence == Substring {
    /// The text without the white space around it.
    var trimmed: Substring {
        var rest = self[...].drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }

    /// The text without the quotes around it, if there are.
    var unquoted: Substring {
        count >= 2 && first == "\"" && last == "\"" ? dropFirst().dropLast() : self[...]
    }

    /// Whether it can stand in a header: visible ASCII and spaces, and not too much of it.
    var isHeaderValue: Bool {
        1...128 ~= utf8.count && utf8.allSatisfy { 0x20...0x7E ~= $0 && $0 != UInt8(ascii: "\"") }
    }

    /// The parts between the separators that do not stand in quotes.
    func split(outsideQuotesAt separator: Character) -> [Substring] {
        var isQuoted = false
        return self[...].split(omittingEmptySubsequences: false) { character in
            if character == "\"" { isQuoted.toggle() }
            return character == separator && !isQuoted
        }
    }
}

extension UInt8 {
    /// Whether it is an ASCII letter, a digit or an underscore.
    var isWordCharacter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
