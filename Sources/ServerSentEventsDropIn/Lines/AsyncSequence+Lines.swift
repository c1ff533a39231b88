public import ServerSentEvents

// Foundation has `lines` for sequences of bytes on Apple's systems, and none elsewhere. Swift prefers
// these where both are there, since they ask for more of their sequence: hence one for each type of
// failure, and one that gives way for the others.

extension AsyncSequence where Element: Collection<UInt8> {
    /// The lines of a stream that arrives in chunks, those without text left out.
    @inlinable
    public var lines: LineSequence<Self> {
        LineSequence(self, keepsBlankLines: false)
    }

    /// The lines of a stream that arrives in chunks, those without text too: they end events.
    @inlinable
    public var allLines: LineSequence<Self> {
        LineSequence(self, keepsBlankLines: true)
    }
}

extension AsyncSequence where Element == UInt8 {
    /// The lines of a stream that arrives byte by byte, those without text too: they end events.
    ///
    /// ```swift
    /// for try await line in bytes.allLines {
    ///     if line.isEmpty { dispatch() } else { accumulate(line) }
    /// }
    /// ```
    @inlinable
    public var allLines: LineSequence<ByteLines<Self>> {
        LineSequence(ByteLines(base: self), keepsBlankLines: true)
    }
}

extension AsyncSequence where Element == UInt8, Failure == any Error {
    /// The lines of a stream that arrives byte by byte, those without text left out, as Foundation's
    /// `lines` leaves them out.
    ///
    /// ```swift
    /// for try await line in bytes.lines where line.hasPrefix("data: ") { … }
    /// ```
    @inlinable
    public var lines: LineSequence<ByteLines<Self>> {
        LineSequence(ByteLines(base: self), keepsBlankLines: false)
    }
}

extension AsyncSequence where Element == UInt8, Failure == Never {
    /// The lines of a stream that arrives byte by byte, those without text left out.
    @inlinable
    public var lines: LineSequence<ByteLines<Self>> {
        LineSequence(ByteLines(base: self), keepsBlankLines: false)
    }
}

extension AsyncSequence where Element == UInt8 {
    /// The lines of a stream that arrives byte by byte, those without text left out.
    @inlinable @_disfavoredOverload
    public var lines: LineSequence<ByteLines<Self>> {
        LineSequence(ByteLines(base: self), keepsBlankLines: false)
    }
}
