extension [UInt8] {
    /// Adds `bytes` by one copy, which Swift 6.3 has no safe way to ask for.
    @inlinable
    @inline(__always)
    package mutating func append(copying bytes: Span<UInt8>) {
        // With no capacity to add, Swift 6.3 writes a count into the empty array that all share: a race.
        guard !bytes.isEmpty else { return }
        append(addingCapacity: bytes.count) { room in
            unsafe room.withUnsafeMutableBufferPointer { room, count in
                unsafe bytes.withUnsafeBufferPointer { bytes in
                    count = unsafe room.update(fromContentsOf: bytes)
                }
            }
        }
    }
}
