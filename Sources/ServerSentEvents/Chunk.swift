/// A chunk of any collection of bytes, and how far it has been used.
///
/// One whose bytes do not lie together is copied, once.
@usableFromInline
package struct Chunk<Bytes: Collection<UInt8>> {
    @usableFromInline let bytes: Bytes
    @usableFromInline let copy: [UInt8]?
    @usableFromInline var offset = 0

    /// A chunk of which nothing has been used.
    @inlinable
    package init(_ bytes: Bytes) {
        self.bytes = bytes
        let isContiguous = bytes.withContiguousStorageIfAvailable { _ in true }
        copy = isContiguous == nil ? Array(bytes) : nil
    }

    /// Calls `body` with the bytes that have not been used; what it takes off their front is used.
    @inlinable
    package mutating func take<Result, Failure: Error>(
        _ body: (inout Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if let copy { return try Self.take(copy, from: &offset, body) }
        return try Self.take(bytes, from: &offset, body)
    }

    @inlinable
    static func take<Result, Failure: Error>(
        _ bytes: some Collection<UInt8>, from offset: inout Int,
        _ body: (inout Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // Swift's rethrowing closures lose the type of what they throw; a result keeps it.
        let outcome = bytes.withContiguousStorageIfAvailable {
            bytes -> Swift.Result<Result, Failure> in
            var rest = unsafe Span(_unsafeElements: bytes).extracting(droppingFirst: offset)
            do throws(Failure) {
                let result = try body(&rest)
                offset = bytes.count - rest.count
                return .success(result)
            } catch {
                offset = bytes.count - rest.count
                return .failure(error)
            }
        }
        guard let outcome else { preconditionFailure("a chunk is contiguous, or a copy is") }
        return try outcome.get()
    }
}
