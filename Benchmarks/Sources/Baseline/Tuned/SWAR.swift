// Eight bytes at a time in a UInt64, since that is what pure Swift has: Swift 6.3 lowers the
// comparison of a SIMD16<UInt8> and its mask to a loop over the lanes, on the stack (read in the
// assembly of -O, x86-64), which is slower than a plain byte loop.

typealias Bytes = UnsafeBufferPointer<UInt8>

/// The byte `value` eight times.
@inline(__always)
func spread(_ value: UInt8) -> UInt64 {
    UInt64(value) &* 0x0101_0101_0101_0101
}

/// The high bit of each byte of `word` that is less than `limit`, which is at most 128.
///
/// Exact for the lowest one, which is all that a search needs: a borrow only spoils bytes above.
@inline(__always)
func bytes(of word: UInt64, below limit: UInt8) -> UInt64 {
    (word &- spread(limit)) & ~word & 0x8080_8080_8080_8080
}

/// The high bit of each byte of `word` that is `value`; exact for the lowest one.
@inline(__always)
func bytes(of word: UInt64, equalTo value: UInt8) -> UInt64 {
    bytes(of: word ^ spread(value), below: 1)
}

extension UnsafePointer<UInt8> {
    /// The eight bytes at `offset`, the first one lowest.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        unsafe UInt64(
            littleEndian: UnsafeRawPointer(self).loadUnaligned(
                fromByteOffset: offset, as: UInt64.self))
    }

    /// Whether the `count` bytes here are those at `other`.
    @inline(__always)
    func matches(_ other: UnsafePointer<UInt8>, count: Int) -> Bool {
        var at = 0
        while at &+ 8 <= count {
            guard unsafe word(at: at) == other.word(at: at) else { return false }
            at &+= 8
        }
        guard at < count else { return true }
        // The last word overlaps the one before it, where there is one.
        if count >= 8 { return unsafe word(at: count &- 8) == other.word(at: count &- 8) }
        while at < count {
            guard unsafe self[at] == other[at] else { return false }
            at &+= 1
        }
        return true
    }

    /// Where the first CR or LF from `start` lies, or `end` if there is none before it.
    @inline(__always)
    func lineEnd(from start: Int, to end: Int) -> Int {
        var at = start
        while at &+ 8 <= end {
            // One comparison finds both: of the bytes below 14 only a tab is common in text.
            var found = unsafe bytes(of: word(at: at), below: 0x0E)
            while found != 0 {
                let place = at &+ found.trailingZeroBitCount >> 3
                if unsafe self[place] == 0x0A || self[place] == 0x0D { return place }
                // Above the lowest one the mask may be wrong, but never misses: check each byte.
                found &= found &- 1
            }
            at &+= 8
        }
        while at < end, unsafe self[at] != 0x0A, unsafe self[at] != 0x0D { at &+= 1 }
        return at
    }
}
