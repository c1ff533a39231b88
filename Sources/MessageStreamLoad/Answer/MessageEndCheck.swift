internal import ServerSentEvents

/// Holds an answer of which nothing is known to its end: `message_stop`, or `[DONE]` of a chat.
final class MessageEndCheck: AnswerCheck {
    /// As large as the events of the API become.
    private static let maximumEventBytes = 64 << 20

    private var decoder = ServerSentEventDecoder(
        limits: .init(maximumLineBytes: maximumEventBytes, maximumEventBytes: maximumEventBytes))
    private let endpoint: LoadTarget.Endpoint
    private var isOver = false
    private var byteOffset = 0

    init(endpoint: LoadTarget.Endpoint) {
        self.endpoint = endpoint
    }

    func take(
        _ bytes: Span<UInt8>, sent: SentAnswer, at now: UInt64, into arrivals: inout Arrivals
    ) throws(StreamFailure) -> Int {
        var rest = bytes
        while let event = try nextEvent(from: &rest) {
            if event.type == "error" || event.data.hasPrefix(#"{"error""#) {
                throw StreamFailure(.errorEvent, byteOffset: byteOffset)
            }
            isOver =
                switch endpoint {
                case .messages: event.type == "message_stop"
                case .chat: event.data == "[DONE]"
                }
            arrivals.events += 1
        }
        byteOffset += bytes.count
        arrivals.bytes += bytes.count
        return 0
    }

    func finish(sent: SentAnswer) throws(StreamFailure) {
        guard isOver else { throw StreamFailure(.incomplete, byteOffset: byteOffset) }
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
}
