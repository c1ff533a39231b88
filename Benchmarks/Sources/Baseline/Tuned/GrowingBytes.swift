/// Bytes that keep their place until more are appended.
///
/// An array will not do: a pointer into one is valid inside a closure only, and views that are
/// valid until the next call is what makes the tuned baseline fast.
@safe
struct GrowingBytes: ~Copyable {
    private var room = unsafe UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// The bytes, valid until the next change.
    var bytes: Bytes { unsafe Bytes(start: UnsafePointer(room.baseAddress), count: count) }

    mutating func append(_ source: Bytes) {
        guard let from = source.baseAddress, !source.isEmpty else { return }
        reserve(count + source.count)
        unsafe (room.baseAddress! + count).update(from: from, count: source.count)
        count += source.count
    }

    mutating func append(_ byte: UInt8) {
        reserve(count + 1)
        unsafe room[count] = byte
        count += 1
    }

    mutating func removeAll() { count = 0 }

    private mutating func reserve(_ needed: Int) {
        guard unsafe needed > room.count else { return }
        let larger = unsafe UnsafeMutableBufferPointer<UInt8>.allocate(
            capacity: max(needed, 2 * room.count, 128))
        if let from = unsafe room.baseAddress {
            unsafe larger.baseAddress!.update(from: from, count: count)
        }
        unsafe room.deallocate()
        unsafe room = larger
    }

    deinit { unsafe room.deallocate() }
}
