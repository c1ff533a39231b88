/// A place in a JSON text that is read and validated at once, as RFC 8259 says.
@safe
struct JSONCursor {
    let base: UnsafePointer<UInt8>
    let end: Int
    var at: Int

    /// As deep as the product reads; the cursor recurses, so that it needs a bound.
    static let maximumDepth = 512

    /// A string: where its text lies between the quotes, and whether that has a backslash.
    struct Text {
        var range = 0..<0
        var hasEscapes = false
    }

    init(_ base: UnsafePointer<UInt8>, at start: Int = 0, end: Int) {
        unsafe self.base = unsafe base
        self.end = end
        at = start
    }

    /// The byte here, or 0 at the end; a NUL is nowhere allowed, so that it fails the same way.
    @inline(__always)
    var byte: UInt8 { at < end ? unsafe base[at] : 0 }

    var failure: BaselineError { BaselineError(.invalidJSON, byteOffset: at) }

    @inline(__always)
    mutating func skipWhiteSpace() {
        while at < end {
            let byte = unsafe base[at]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            at &+= 1
        }
    }

    @inline(__always)
    mutating func expect(_ expected: UInt8) throws(BaselineError) {
        guard byte == expected else { throw failure }
        at &+= 1
    }

    /// Begins an object; whether it has members.
    @inline(__always)
    mutating func beginObject() throws(BaselineError) -> Bool {
        try expect(UInt8(ascii: "{"))
        skipWhiteSpace()
        guard byte != UInt8(ascii: "}") else {
            at &+= 1
            return false
        }
        return true
    }

    /// Reads a key and its colon, up to the value.
    @inline(__always)
    mutating func key() throws(BaselineError) -> Text {
        let key = try string()
        skipWhiteSpace()
        try expect(UInt8(ascii: ":"))
        skipWhiteSpace()
        return key
    }

    /// After a value, goes to the next key; false at the end of the object.
    @inline(__always)
    mutating func nextMember() throws(BaselineError) -> Bool {
        skipWhiteSpace()
        if byte == UInt8(ascii: ",") {
            at &+= 1
            skipWhiteSpace()
            return true
        }
        try expect(UInt8(ascii: "}"))
        return false
    }

    mutating func skipValue(depth: Int) throws(BaselineError) {
        switch byte {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "{"):
            guard depth < Self.maximumDepth else { throw failure }
            guard try beginObject() else { return }
            repeat {
                _ = try key()
                try skipValue(depth: depth + 1)
            } while try nextMember()
        case UInt8(ascii: "["):
            guard depth < Self.maximumDepth else { throw failure }
            try skipArray(depth: depth)
        case UInt8(ascii: "t"): try literal("true")
        case UInt8(ascii: "f"): try literal("false")
        case UInt8(ascii: "n"): try literal("null")
        default: try number()
        }
    }

    private mutating func skipArray(depth: Int) throws(BaselineError) {
        at &+= 1
        skipWhiteSpace()
        guard byte != UInt8(ascii: "]") else {
            at &+= 1
            return
        }
        while true {
            try skipValue(depth: depth + 1)
            skipWhiteSpace()
            guard byte == UInt8(ascii: ",") else { break }
            at &+= 1
            skipWhiteSpace()
        }
        try expect(UInt8(ascii: "]"))
    }

    private mutating func literal(_ text: StaticString) throws(BaselineError) {
        let length = text.utf8CodeUnitCount
        guard at &+ length <= end,
            unsafe Bytes(start: base + at, count: length).spells(text)
        else { throw failure }
        at &+= length
    }

    private mutating func number() throws(BaselineError) {
        if byte == UInt8(ascii: "-") { at &+= 1 }
        if byte == UInt8(ascii: "0") { at &+= 1 } else { try digits() }
        if byte == UInt8(ascii: ".") {
            at &+= 1
            try digits()
        }
        if byte | 0x20 == UInt8(ascii: "e") {
            at &+= 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at &+= 1 }
            try digits()
        }
    }

    private mutating func digits() throws(BaselineError) {
        guard 0x30...0x39 ~= byte else { throw failure }
        while 0x30...0x39 ~= byte { at &+= 1 }
    }
}
