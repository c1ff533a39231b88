/// Bytes collected into lines, each with its ending: chunks for a decoder.
///
/// An event is complete only when a line is, so collecting lines delays nothing; and a decoder is
/// called once a line instead of once a byte. A line longer than 16 KiB comes in pieces.
public struct ByteLines<Base: AsyncSequence>: AsyncSequence where Base.Element == UInt8 {
    @usableFromInline let base: Base

    @inlinable
    package init(base: Base) {
        self.base = base
    }

    /// An iterator at the start; the base is iterated anew.
    @inlinable
    public func makeAsyncIterator() -> Iterator {
        Iterator(base: base.makeAsyncIterator())
    }

    /// Collects bytes up to the next line ending.
    public struct Iterator: AsyncIteratorProtocol {
        @usableFromInline var base: Base.AsyncIterator
        @usableFromInline var failure: (any Error)?
        @usableFromInline var isFinished = false

        @inlinable
        init(base: Base.AsyncIterator) {
            self.base = base
        }

        /// The next line or piece of one; nil at the end. Bytes before a failure come before it.
        @inlinable
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> [UInt8]? {
            if let failure {
                self.failure = nil
                throw failure
            }
            var line: [UInt8] = []
            while !isFinished, line.count < 16 << 10 {
                do {
                    guard let byte = try await base.next(isolation: actor) else {
                        isFinished = true
                        break
                    }
                    line.append(byte)
                    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
                } catch {
                    isFinished = true
                    if line.isEmpty { throw error }
                    failure = error
                }
            }
            return line.isEmpty ? nil : line
        }
    }
}

extension ByteLines: Sendable where Base: Sendable {}

@available(*, unavailable)
extension ByteLines.Iterator: Sendable {}
