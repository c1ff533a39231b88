// Sixteen bytes at a time in a SIMD16<UInt8>, which Swift 6.3 compiles to vector code if both sides of
// a comparison are vectors: `bytes .== SIMD16<UInt8>(repeating: 10)`. With the right side inferred,
// `bytes .== 10`, it becomes a loop over the lanes (read in the assembly of -O, x86-64).

typealias Bytes = UnsafeBufferPointer<UInt8>
typealias Lanes = SIMD16<UInt8>

extension Lanes {
    /// The lanes that are `value`.
    @inline(__always)
    func equal(_ value: UInt8) -> SIMDMask<SIMD16<Int8>> { self .== Lanes(repeating: value) }

    /// The lanes that are a control or not ASCII: below 32 if bytes have a sign.
    @inline(__always)
    var outsidePrintableASCII: SIMDMask<SIMD16<Int8>> {
        unsafe unsafeBitCast(self, to: SIMD16<Int8>.self) .< SIMD16<Int8>(repeating: 0x20)
    }
}

extension SIMDMask<SIMD16<Int8>> {
    /// The first lane that is set; nil if none is.
    @inline(__always)
    var firstLane: Int? {
        let words = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
        guard words[0] | words[1] != 0 else { return nil }
        return words[0] != 0
            ? words[0].trailingZeroBitCount >> 3 : 8 &+ words[1].trailingZeroBitCount >> 3
    }
}

extension UnsafePointer<UInt8> {
    /// The sixteen bytes at `offset`, the first one in lane 0.
    @inline(__always)
    func lanes(at offset: Int) -> Lanes {
        unsafe UnsafeRawPointer(self).loadUnaligned(fromByteOffset: offset, as: Lanes.self)
    }

    /// The eight bytes at `offset`.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        unsafe UnsafeRawPointer(self).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    /// Whether the `count` bytes here are those at `other`.
    @inline(__always)
    func matches(_ other: UnsafePointer<UInt8>, count: Int) -> Bool {
        var at = 0
        while at &+ 16 <= count {
            let difference = unsafe unsafeBitCast(
                lanes(at: at) ^ other.lanes(at: at), to: SIMD2<UInt64>.self)
            guard difference[0] | difference[1] == 0 else { return false }
            at &+= 16
        }
        guard at < count else { return true }
        // The last bytes overlap those before them, where there are any.
        if count >= 16 {
            let difference = unsafe unsafeBitCast(
                lanes(at: count &- 16) ^ other.lanes(at: count &- 16), to: SIMD2<UInt64>.self)
            return difference[0] | difference[1] == 0
        }
        if count >= 8 {
            return unsafe word(at: 0) == other.word(at: 0)
                && word(at: count &- 8) == other.word(at: count &- 8)
        }
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
        while at &+ 16 <= end {
            let lanes = unsafe lanes(at: at)
            if let lane = (lanes.equal(0x0A) .| lanes.equal(0x0D)).firstLane { return at &+ lane }
            at &+= 16
        }
        while at < end, unsafe self[at] != 0x0A, unsafe self[at] != 0x0D { at &+= 1 }
        return at
    }
}
