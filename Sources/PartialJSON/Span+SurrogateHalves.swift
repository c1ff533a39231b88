/// Half a surrogate pair, escaped, at a border of the content of a JSON string.
///
/// A text that is cut into several strings may be cut inside a pair (RFC 8259 section 7).
extension Span<UInt8> {
    /// The bytes of one escape such as `\ud83d`.
    package static var bytesOfUnicodeEscape: Int { 6 }

    /// The first half of a pair with which the content ends, if it does.
    package var trailingHalf: UInt16? {
        let start = count - Self.bytesOfUnicodeEscape
        guard let unit = unicodeEscape(at: start), 0xD800...0xDBFF ~= unit else { return nil }
        // A backslash behind another one is that one's, and begins nothing.
        var backslashes = 0
        while backslashes < start, self[start - 1 - backslashes] == UInt8(ascii: "\\") {
            backslashes += 1
        }
        return backslashes.isMultiple(of: 2) ? unit : nil
    }

    /// Whether the content has an escape of either half of a pair.
    package var hasEscapedHalf: Bool {
        var index = 0
        while index < count {
            guard self[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            if let unit = unicodeEscape(at: index), 0xD800...0xDFFF ~= unit { return true }
            index += 2
        }
        return false
    }

    /// The character of which `first` is the first half and the content begins with the second.
    package func scalar(completing first: UInt16) -> Unicode.Scalar? {
        guard let second = unicodeEscape(at: 0), 0xDC00...0xDFFF ~= second else { return nil }
        return Unicode.Scalar(0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00))
    }

    private func unicodeEscape(at start: Int) -> UInt16? {
        guard start >= 0, start + Self.bytesOfUnicodeEscape <= count,
            self[start] == UInt8(ascii: "\\"), self[start + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt16 = 0
        for place in start + 2..<start + Self.bytesOfUnicodeEscape {
            guard let digit = Character(Unicode.Scalar(self[place])).hexDigitValue else {
                return nil
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
