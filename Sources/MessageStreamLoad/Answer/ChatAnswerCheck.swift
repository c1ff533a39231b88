internal import ServerSentEvents

/// Holds an answer of `/chat/stream` to the text of the ``KnownAnswer``, and to its `[DONE]`.
///
/// Contents may be cut anywhere: what counts is that they join to the text that was sent.
final class ChatAnswerCheck: AnswerCheck {
    /// Longer events than any that the known answer can become.
    private static let maximumEventBytes = 1 << 20
    private static let contentPrefix = Array(#"{"content": ""#.utf8)
    private static let contentSuffix = Array(#""}"#.utf8)

    private var decoder = ServerSentEventDecoder(
        limits: .init(maximumLineBytes: maximumEventBytes, maximumEventBytes: maximumEventBytes))
    private var stamps = StampCheck()
    private var pieces = Pieces()
    private var isDone = false
    private var byteOffset = 0

    func take(
        _ bytes: Span<UInt8>, sent: SentAnswer, at now: UInt64, into arrivals: inout Arrivals
    ) throws(StreamFailure) -> Int {
        let deltasBefore = stamps.deltas
        var rest = bytes
        while let event = try nextEvent(from: &rest) {
            guard !isDone else { throw StreamFailure(.excess, byteOffset: byteOffset) }
            // Events with a name are the richer ones, which tell of the answer and are not it.
            if event.event == nil {
                try take(event.data, sent: sent, at: now, into: &arrivals)
            }
            arrivals.events += 1
        }
        byteOffset += bytes.count
        arrivals.bytes += bytes.count
        return stamps.deltas - deltasBefore
    }

    func finish(sent: SentAnswer) throws(StreamFailure) {
        try stamps.finish(sent: sent, byteOffset: byteOffset)
        guard isDone else { throw StreamFailure(.incomplete, byteOffset: byteOffset) }
    }

    private func nextEvent(
        from rest: inout Span<UInt8>
    ) throws(StreamFailure) -> ServerSentEvent? {
        do throws(ServerSentEventError) {
            return try decoder.next(from: &rest)
        } catch {
            throw StreamFailure(.malformed, byteOffset: byteOffset)
        }
    }

    private func take(
        _ data: String, sent: SentAnswer, at now: UInt64, into arrivals: inout Arrivals
    ) throws(StreamFailure) {
        if data == "[DONE]" {
            isDone = true
            return
        }
        let bytes = Array(data.utf8)
        if bytes.starts(with: Array(#"{"error""#.utf8)) {
            throw StreamFailure(.errorEvent, byteOffset: byteOffset)
        }
        guard bytes.starts(with: Self.contentPrefix),
            bytes.suffix(Self.contentSuffix.count).elementsEqual(Self.contentSuffix)
        else { throw StreamFailure(.malformed, byteOffset: byteOffset) }
        let contentEnd = bytes.count - Self.contentSuffix.count
        guard contentEnd >= Self.contentPrefix.count else {
            throw StreamFailure(.malformed, byteOffset: byteOffset)
        }
        var content = bytes.span.extracting(Self.contentPrefix.count..<contentEnd)
        while !content.isEmpty {
            let words = KnownAnswer.form(of: stamps.deltas).words
            _ = try pieces.next(Stamp.byteCount + words.count, from: &content) {
                piece throws(StreamFailure) in
                try stamps.take(
                    piece.extracting(first: Stamp.byteCount), byteOffset: byteOffset, sent: sent,
                    at: now, into: &arrivals)
                let rest = piece.extracting(droppingFirst: Stamp.byteCount)
                guard rest.firstDifference(from: words.span) == nil else {
                    throw StreamFailure(.differs, byteOffset: byteOffset)
                }
            }
        }
    }
}
