/// Holds the body of an answer to what it has to be, piece by piece as it comes.
protocol AnswerCheck: AnyObject {
    /// Takes the next bytes, of any number.
    ///
    /// - Parameters:
    ///   - sent: What the upstream has sent by now.
    ///   - now: The monotonic time at which the bytes were read.
    ///   - arrivals: Notes the events.
    /// - Returns: How many deltas were in them.
    func take(
        _ bytes: Span<UInt8>, sent: SentAnswer, at now: UInt64, into arrivals: inout Arrivals
    ) throws(StreamFailure) -> Int

    /// Says that the body is over.
    func finish(sent: SentAnswer) throws(StreamFailure)
}

/// What has arrived on all streams of a load.
struct Arrivals: Sendable {
    /// Whole events.
    var events = 0
    /// Bytes of bodies.
    var bytes = 0
    /// How long deltas took from the upstream's write to the client's read.
    var latency = LatencyHistogram()
}

/// Cuts bytes that come in pieces of any size into pieces of one size.
struct Pieces {
    private var carry: [UInt8] = []

    /// How many bytes wait for the rest of their piece.
    var carriedBytes: Int { carry.count }

    /// Takes bytes off the front of `input`: a whole piece of `size`, or nil if there is none before
    /// more come, when the same size has to be asked for.
    ///
    /// `body` gets the piece, where it lies if all of it is in `input`.
    mutating func next<Value>(
        _ size: Int, from input: inout Span<UInt8>,
        _ body: (Span<UInt8>) throws(StreamFailure) -> Value
    ) throws(StreamFailure) -> Value? {
        if carry.isEmpty, input.count >= size {
            let piece = input.extracting(first: size)
            input = input.extracting(droppingFirst: size)
            return try body(piece)
        }
        let missing = min(size - carry.count, input.count)
        for index in 0..<missing { carry.append(input[index]) }
        input = input.extracting(droppingFirst: missing)
        guard carry.count == size else { return nil }
        defer { carry.removeAll(keepingCapacity: true) }
        return try body(carry.span)
    }
}
