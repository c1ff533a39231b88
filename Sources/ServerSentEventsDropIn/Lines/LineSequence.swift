public import ServerSentEvents

/// The lines of an event stream; see `lines` and `allLines`.
///
/// Lines end with CR, LF or CRLF, as WHATWG has it, and with nothing else: U+2028, which JSON may
/// contain, does not cut one. A line that the end of the stream ends is a line. Throws what the base
/// throws, and `ServerSentEventError` for a line longer than `maximumLineBytes`.
public struct LineSequence<Base: AsyncSequence>: AsyncSequence
where Base.Element: Collection<UInt8> {
    @usableFromInline let base: Base
    @usableFromInline let keepsBlankLines: Bool
    @usableFromInline let maximumLineBytes: Int

    /// The lines of `base`.
    ///
    /// - Parameter base: the chunks or bytes that are read.
    /// - Parameter keepsBlankLines: whether those without text are handed out too.
    /// - Parameter maximumLineBytes: the longest line, its ending not counted; 64 MiB by default.
    @inlinable
    public init(
        _ base: Base, keepsBlankLines: Bool,
        maximumLineBytes: Int = ServerSentEventDecoder.Limits.default.maximumLineBytes
    ) {
        self.base = base
        self.keepsBlankLines = keepsBlankLines
        self.maximumLineBytes = maximumLineBytes
    }

    /// An iterator at the stream's start. The base is iterated anew.
    @inlinable
    public func makeAsyncIterator() -> Iterator {
        Iterator(
            base: base.makeAsyncIterator(),
            reader: LineSplitReader(
                keepsBlankLines: keepsBlankLines, maximumLineBytes: maximumLineBytes))
    }

    /// Pulls chunks and hands out their lines.
    public struct Iterator: AsyncIteratorProtocol {
        @usableFromInline var lines: EventIterator<Base.AsyncIterator, LineSplitReader>

        @inlinable
        init(base: Base.AsyncIterator, reader: LineSplitReader) {
            lines = EventIterator(base: base, reader: reader)
        }

        /// The next line without its ending, or nil at the end; stays on the caller's executor.
        @inlinable @inline(__always)
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> String? {
            if let line = try lines.nextOfChunk() { return line }
            return try await lines.nextOfBase(isolation: actor)
        }
    }
}

extension LineSequence: Sendable where Base: Sendable {}

@available(*, unavailable)
extension LineSequence.Iterator: Sendable {}
