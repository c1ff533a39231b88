extension JSONCursor {
    /// Reads a string with its quotes.
    @inline(__always)
    mutating func string() throws(BaselineError) -> Text {
        try expect(UInt8(ascii: "\""))
        return try restOfString()
    }

    /// Reads a string from behind its opening quote to behind its closing one.
    @inline(__always)
    mutating func restOfString() throws(BaselineError) -> Text {
        let start = at
        var hasEscapes = false
        while true {
            skipPlainText()
            let byte = byte
            if byte == UInt8(ascii: "\"") {
                at &+= 1
                return Text(range: start..<at &- 1, hasEscapes: hasEscapes)
            } else if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                try skipEscape()
            } else if byte >= 0x80 {
                try skipScalar()
            } else {
                throw failure
            }
        }
    }

    /// Goes to the next byte that is a quote, a backslash, a control or not ASCII.
    @inline(__always)
    private mutating func skipPlainText() {
        while at &+ 16 <= end {
            let lanes = unsafe base.lanes(at: at)
            let special =
                lanes.outsidePrintableASCII .| lanes.equal(UInt8(ascii: "\""))
                .| lanes.equal(UInt8(ascii: "\\"))
            if let lane = special.firstLane {
                at &+= lane
                return
            }
            at &+= 16
        }
        while at < end {
            let byte = unsafe base[at]
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\")
            else { return }
            at &+= 1
        }
    }

    private mutating func skipEscape() throws(BaselineError) {
        at &+= 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            at &+= 1
        case UInt8(ascii: "u"):
            at &+= 1
            for _ in 0..<4 {
                guard byte.hexDigit != nil else { throw failure }
                at &+= 1
            }
        default: throw failure
        }
    }

    /// Goes over the characters that are not ASCII; what is well-formed says the table 3-7 of the
    /// Unicode Standard.
    @inline(__always)
    private mutating func skipScalar() throws(BaselineError) {
        repeat {
            let first = byte
            guard at &+ 1 < end else { throw failure }
            let second = unsafe base[at &+ 1]
            let length: Int
            let allowed: ClosedRange<UInt8>
            switch first {
            case 0xC2...0xDF: (length, allowed) = (2, 0x80...0xBF)
            case 0xE0: (length, allowed) = (3, 0xA0...0xBF)
            case 0xED: (length, allowed) = (3, 0x80...0x9F)
            case 0xE1...0xEF: (length, allowed) = (3, 0x80...0xBF)
            case 0xF0: (length, allowed) = (4, 0x90...0xBF)
            case 0xF1...0xF3: (length, allowed) = (4, 0x80...0xBF)
            case 0xF4: (length, allowed) = (4, 0x80...0x8F)
            default: throw failure
            }
            guard allowed ~= second, at &+ length <= end else { throw failure }
            for place in at &+ 2..<at &+ max(length, 2) {
                guard unsafe base[place] & 0xC0 == 0x80 else { throw failure }
            }
            at &+= length
        } while byte >= 0x80
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    @inline(__always)
    var hexDigit: UInt16? {
        switch self {
        case 0x30...0x39: UInt16(self &- 0x30)
        case 0x41...0x46, 0x61...0x66: UInt16((self | 0x20) &- 0x57)
        default: nil
        }
    }
}

extension String {
    /// The text that JSON text stands for which has been validated.
    init(validated raw: Bytes, hasEscapes: Bool) {
        if hasEscapes {
            self = unsafe String(unsafeUninitializedCapacity: raw.count) { room in
                unsafe Self.unescape(raw, into: room)
            }
        } else {
            self = unsafe String(
                copying: UTF8Span(unchecked: Span(_unsafeElements: raw)))
        }
    }

    private static func unescape(
        _ raw: Bytes, into room: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var from = 0
        var count = 0
        while from < raw.count {
            let byte = unsafe raw[from]
            guard byte == UInt8(ascii: "\\") else {
                unsafe room[count] = byte
                from &+= 1
                count &+= 1
                continue
            }
            let escape = unsafe raw[from &+ 1]
            from &+= 2
            if escape == UInt8(ascii: "u") {
                let scalar = unsafe scalar(of: raw, at: &from)
                for byte in UTF8.encode(scalar)! {
                    unsafe room[count] = byte
                    count &+= 1
                }
            } else {
                unsafe room[count] = plain(escape)
                count &+= 1
            }
        }
        return count
    }

    private static func plain(_ escape: UInt8) -> UInt8 {
        switch escape {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: escape
        }
    }

    /// The scalar of the four digits at `from`, and of the second half if that follows.
    private static func scalar(of raw: Bytes, at from: inout Int) -> Unicode.Scalar {
        let high = unsafe unit(of: raw, at: from)
        from &+= 4
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard UTF16.isLeadSurrogate(high), from &+ 6 <= raw.count,
            unsafe raw[from] == UInt8(ascii: "\\"), unsafe raw[from &+ 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let low = unsafe unit(of: raw, at: from &+ 2)
        guard UTF16.isTrailSurrogate(low) else { return "\u{FFFD}" }
        from &+= 6
        return UTF16.decode(UTF16.EncodedScalar([high, low]))
    }

    private static func unit(of raw: Bytes, at start: Int) -> UInt16 {
        var unit: UInt16 = 0
        for place in start..<start &+ 4 { unit = unsafe unit << 4 | (raw[place].hexDigit ?? 0) }
        return unit
    }
}
