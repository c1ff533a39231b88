import MessageStream

/// What may come next in a stream, for the exploration of all sequences.
enum StreamStep: String, CaseIterable {
    case messageStart, otherStart, blockStart, text, blockStop, stopReason, messageStop, error
    case broken, done

    /// The bytes of the event.
    var bytes: [UInt8] { Array("data: \(data)\n\n".utf8) }

    private var data: String {
        switch self {
        case .messageStart: Self.start("m")
        case .otherStart: Self.start("n")
        case .blockStart:
            #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#
        case .text:
            #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"t"}}"#
        case .blockStop: #"{"type":"content_block_stop","index":0}"#
        case .stopReason: #"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#
        case .messageStop: #"{"type":"message_stop"}"#
        case .error: #"{"type":"error","error":{"type":"overloaded_error","message":"o"}}"#
        case .broken: #"{"type":"message_stop""#
        case .done: "[DONE]"
        }
    }

    private static func start(_ id: String) -> String {
        #"{"type":"message_start","message":{"id":"\#(id)","type":"message","role":"assistant","#
            + #""content":[],"model":"m","usage":{"input_tokens":1,"output_tokens":1}}}"#
    }
}

/// The rules of a message with one block, written down a second time.
struct EndingModel {
    private enum Block { case none, open, stopped }

    /// How the message ended: the name of the ending, or of the error's code; nil while it goes on.
    private(set) var ending: String?
    /// The text so far; nil while there is no message.
    private(set) var text: String?
    /// The ID of the message; nil before its start.
    private(set) var id: String?
    private var block = Block.none
    private var beganEarly = false
    private var hasStopReason = false

    init(_ steps: [StreamStep] = []) {
        for step in steps { take(step) }
    }

    mutating func take(_ step: StreamStep) {
        guard ending == nil else { return }
        switch step {
        case .messageStart: start("m")
        case .otherStart: start("n")
        case .blockStart:
            touch()
            guard block == .none else { return ending = "blockStartedTwice" }
            block = .open
            hasStopReason = false
        case .text:
            switch block {
            case .none: refuse("missingBlock")
            case .open: text?.append("t")
            case .stopped: ending = "deltaAfterStop"
            }
        case .blockStop:
            if block == .none { refuse("missingBlock") } else { block = .stopped }
        case .stopReason:
            touch()
            hasStopReason = true
        case .messageStop:
            touch()
            ending = beganEarly ? "missingMessageStart" : "complete"
        case .error: ending = "streamed"
        case .broken: ending = "invalidJSON"
        case .done: finish()
        }
    }

    /// Nothing follows.
    mutating func finish() {
        guard ending == nil else { return }
        if beganEarly {
            ending = "missingMessageStart"
        } else if text == nil {
            ending = "noMessage"
        } else {
            ending = hasStopReason ? "completeByStopReason" : "truncated"
        }
    }

    /// The first message stays, unless another one comes before its blocks, or after its stop reason.
    private mutating func start(_ id: String) {
        if self.id == id { return }
        if self.id != nil, hasStopReason { return finish() }
        if self.id != nil, block != .none { return ending = "anotherMessage" }
        self.id = id
        text = text ?? ""
    }

    /// An event that belongs to a message came.
    private mutating func touch() {
        if id == nil { beganEarly = true }
        text = text ?? ""
    }

    private mutating func refuse(_ code: String) {
        touch()
        ending = code
    }
}

/// What a sequence gives of the same.
struct SequenceModel {
    private(set) var events = 0
    private(set) var error: String?
    /// Whether the stream says so itself, before its bytes end.
    private(set) var isOver = false

    init(_ steps: [StreamStep]) {
        var model = EndingModel()
        for step in steps where !isOver {
            model.take(step)
            isOver = model.ending != nil
            // Of those that end a message only the stop is an event of it.
            if !isOver || model.ending == "complete" { events += 1 }
        }
        model.finish()
        let isComplete = ["complete", "completeByStopReason"].contains(model.ending)
        error = isComplete ? nil : model.ending
    }
}
