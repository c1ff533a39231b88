/// How far a message has come: what decides whether it is whole when its stream ends.
enum MessageProgress {
    /// No event of a message has come.
    case nothing
    /// The message has begun.
    case begun
    /// The model said why it stopped; `message_stop` has not come.
    case stopReasonCame
    /// `message_stop` came.
    case stopped

    /// A start or delta of a message, or an event of a block, came, with what it says of the stop.
    mutating func note(_ stopReason: StopReason?) {
        switch self {
        case .nothing, .begun: self = stopReason == nil ? .begun : .stopReasonCame
        case .stopReasonCame, .stopped: break
        }
    }

    /// `message_stop` came.
    mutating func stop() {
        self = .stopped
    }

    /// How the message ends if nothing follows.
    var ending: MessageStreamEnding {
        switch self {
        case .nothing, .begun: .truncated
        case .stopReasonCame: .completeByStopReason
        case .stopped: .complete
        }
    }

    /// What is thrown if nothing follows, or nil when the message is whole.
    var shortfall: MessageStreamError.Code? {
        switch self {
        case .nothing: .noMessage
        case .begun: .truncated
        case .stopReasonCame, .stopped: nil
        }
    }
}
