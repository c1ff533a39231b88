/// Which message a stream is at and how far that message has come.
///
/// A message lives by its ID: this decides what another `message_start` means, and whether the
/// message is whole when its stream ends.
package struct MessageProgress: Sendable {
    private enum Stage {
        /// No event of a message has come.
        case nothing
        /// The message has begun.
        case begun
        /// The model said why it stopped; `message_stop` has not come.
        case stopReasonCame
        /// `message_stop` came.
        case stopped
    }

    /// What a `message_start` means for the stream.
    package enum Start {
        /// The message begins.
        case first
        /// Another message takes the place of one without blocks: a gateway asked a second time.
        case replacement
        /// The message starts once more.
        case repetition
        /// The message is over, and another one begins.
        case next
        /// Another message begins in the middle of one: two streams were mixed.
        case intrusion
    }

    /// The ID of the message; empty before its start, and where the start names none.
    package private(set) var messageID = ""
    private var stage = Stage.nothing
    /// Whether `message_start` came.
    package private(set) var hasStarted = false
    private var hasBlocks = false
    /// Whether the model has said why it stopped, though a block may have started behind that.
    package private(set) var hasStopReason = false

    package init() {}

    /// What `message_start` with this message would mean.
    ///
    /// A start without an ID in the middle of a message may be another one, and a mix is worse than
    /// an error. Gateways that write no IDs start the next message so, too, which only a stop reason
    /// before it tells.
    package func meaning(ofStart message: Message) -> Start {
        guard hasStarted else { return .first }
        let id = message.id
        if !id.isEmpty, id == messageID { return .repetition }
        switch stage {
        case .stopReasonCame, .stopped: return .next
        case .nothing, .begun: break
        }
        return hasBlocks ? .intrusion : .replacement
    }

    /// Goes on with `message`, whose start means what `meaning` says.
    package mutating func begin(_ message: Message, as meaning: Start) {
        switch meaning {
        case .repetition: return
        case .replacement, .next, .intrusion: self = MessageProgress()
        case .first: break
        }
        messageID = message.id
        hasStarted = true
        hasBlocks = hasBlocks || !message.content.isEmpty
        note(message.stopReason)
    }

    /// A start or delta of the message came, with what it says of the stop.
    package mutating func note(_ stopReason: StopReason?) {
        hasStopReason = hasStopReason || stopReason != nil
        switch stage {
        case .nothing, .begun: stage = stopReason == nil ? .begun : .stopReasonCame
        case .stopReasonCame, .stopped: break
        }
    }

    /// A block started. A stop reason that came before is not that of the whole message.
    package mutating func noteBlock() {
        hasBlocks = true
        switch stage {
        case .nothing, .begun, .stopReasonCame: stage = .begun
        case .stopped: break
        }
    }

    /// `message_stop` came.
    package mutating func stop() {
        stage = .stopped
    }

    /// Whether any event of a message came.
    var hasBegun: Bool { stage != .nothing }

    /// Whether the message is whole, even if nothing follows.
    package var isWhole: Bool { ending.isComplete }

    /// How the message ends if nothing follows.
    var ending: MessageStreamEnding {
        switch stage {
        case .nothing, .begun: .truncated
        case .stopReasonCame: .completeByStopReason
        case .stopped: .complete
        }
    }

    /// The error of `message_start` in the middle of the message.
    package func error(ofIntrusion message: Message) -> MessageStreamError {
        let (other, open) = (Self.quoted(message.id), Self.quoted(messageID))
        return MessageStreamError(
            .anotherMessage,
            message: "message \(other) started before message \(open) had ended")
    }

    /// IDs come from the network: a long one is cut, and none can command a terminal.
    private static func quoted(_ id: String) -> String {
        let shown = id.unicodeScalars.prefix(longestQuotedID)
        return "\"" + shown.map { $0.escaped(asASCII: false) }.joined()
            + (shown.count < id.unicodeScalars.count ? "…\"" : "\"")
    }

    private static let longestQuotedID = 200
}
