internal import ServerSentEvents

/// Cuts chunks into the lines of an event stream: at CR, LF and CRLF, a byte order mark left out.
///
/// A line that lies whole in a chunk is read in place; of one that a chunk's end cut the beginning is
/// kept, once.
struct LineSplitter {
    private let maximumLineBytes: Int
    /// The beginning of a line that is not over.
    private var held: [UInt8] = []
    private var isAfterCarriageReturn = false
    private var isFirst = true
    /// Bytes of the stream before those that have not been read.
    private var offset: UInt64 = 0

    init(maximumLineBytes: Int) {
        self.maximumLineBytes = maximumLineBytes
    }

    /// The next line of `input`, or nil when it is used up.
    @_lifetime(input: copy input)
    mutating func next(from input: inout Span<UInt8>) throws(ServerSentEventError) -> String? {
        if isAfterCarriageReturn, !input.isEmpty {
            isAfterCarriageReturn = false
            if input[0] == UInt8(ascii: "\n") { take(1, from: &input) }
        }
        guard let end = input.lineEnd else {
            try checkLength(adding: input.count)
            held.append(copying: input)
            take(input.count, from: &input)
            return nil
        }
        try checkLength(adding: end)
        let line: String
        if held.isEmpty {
            line = Self.text(of: input.extracting(..<end), isFirst: isFirst)
        } else {
            held.append(copying: input.extracting(..<end))
            line = Self.text(of: held.span, isFirst: isFirst)
            held.removeAll(keepingCapacity: held.capacity <= 64 << 10)
        }
        isFirst = false
        isAfterCarriageReturn = input[end] == UInt8(ascii: "\r")
        take(end + 1, from: &input)
        return line
    }

    /// The line that the end of the stream ends, or nil when there is none.
    mutating func last() -> String? {
        guard !held.isEmpty else { return nil }
        let line = Self.text(of: held.span, isFirst: isFirst)
        held = []
        isFirst = false
        return line
    }

    /// The text of a line, without a byte order mark if it is the stream's first.
    private static func text(of line: Span<UInt8>, isFirst: Bool) -> String {
        let isMarked =
            isFirst && line.count >= 3 && line[0] == 0xEF && line[1] == 0xBB && line[2] == 0xBF
        return String(repairing: isMarked ? line.extracting(droppingFirst: 3) : line)
    }

    @_lifetime(input: copy input)
    private mutating func take(_ count: Int, from input: inout Span<UInt8>) {
        offset += UInt64(count)
        input = input.extracting(droppingFirst: count)
    }

    private func checkLength(adding count: Int) throws(ServerSentEventError) {
        guard held.count + count > maximumLineBytes else { return }
        throw ServerSentEventError(
            .lineTooLong,
            byteOffset: offset - UInt64(held.count) + UInt64(maximumLineBytes))
    }
}
