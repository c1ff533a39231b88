extension [UInt8] {
    /// Adds `bytes` by one copy, which Swift 6.3 has no safe way to ask for.
    @inline(__always)
    mutating func append(copying bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
