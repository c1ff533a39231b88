// What bytes are asked for so often that one check each would show: the seam's rule for `unsafe` holds
// here as well, what leaves this file is checked.

extension Span<UInt8> {
    /// Whether `other`, which is as long, has the same bytes; compared eight at a time.
    func hasSameBytes(as other: Span<UInt8>) -> Bool {
        precondition(count == other.count)
        var place = 0
        while place + 8 <= count {
            let left = unsafe bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: place, as: UInt64.self)
            let right = unsafe other.bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: place, as: UInt64.self)
            if left != right { return false }
            place += 8
        }
        while place < count {
            if unsafe self[unchecked: place] != other[unchecked: place] { return false }
            place += 1
        }
        return true
    }
}

extension [UInt8] {
    /// Adds the bytes of `span`.
    mutating func append(copying span: Span<UInt8>) {
        unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}

extension String {
    /// Where its text lies, or lay: good for nothing but to be compared.
    var storageAddress: UInt {
        unsafe utf8.span.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    }
}
