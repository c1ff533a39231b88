/// How a stream ended.
public enum MessageStreamEnding: Sendable, Hashable {
    /// `message_stop` came.
    case complete
    /// A stop reason came but no `message_stop`, as from some gateways: the message is whole.
    case completeByStopReason
    /// The stream ended before the message did. Never take the message for a whole one.
    case truncated
    /// The reader stopped before the message ended.
    case cancelled
    /// Something went wrong; the error carries the message as far as it came.
    case failed(MessageStreamError)

    /// Whether the message is whole.
    public var isComplete: Bool {
        switch self {
        case .complete, .completeByStopReason: true
        case .truncated, .cancelled, .failed: false
        }
    }
}
