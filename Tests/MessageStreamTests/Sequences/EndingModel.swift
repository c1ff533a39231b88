import MessageStream

/// What may come next in a stream, for the exploration of all sequences.
enum StreamStep: String, CaseIterable {
    case messageStart, blockStart, text, blockStop, stopReason, messageStop, error, broken, done

    /// The bytes of the event.
    var bytes: [UInt8] { Array("data: \(data)\n\n".utf8) }

    private var data: String {
        switch self {
        case .messageStart:
            #"{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","#
                + #""content":[],"model":"m","usage":{"input_tokens":1,"output_tokens":1}}}"#
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
}

/// The rules of a message with one block, written down a second time.
struct EndingModel {
    private enum Block { case none, open, stopped }

    /// How the message ended: the name of the ending, or of the error's code; nil while it goes on.
    private(set) var ending: String?
    /// The text so far; nil while there is no message.
    private(set) var text: String?
    private var block = Block.none
    private var beganEarly = false
    private var hasStarted = false
    private var hasStopReason = false

    init(_ steps: [StreamStep] = []) {
        for step in steps { take(step) }
    }

    mutating func take(_ step: StreamStep) {
        guard ending == nil else { return }
        switch step {
        case .messageStart:
            hasStarted = true
            text = text ?? ""
        case .blockStart:
            touch()
            guard block == .none else { return ending = "blockStartedTwice" }
            block = .open
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

    /// An event that belongs to a message came.
    private mutating func touch() {
        if !hasStarted { beganEarly = true }
        text = text ?? ""
    }

    private mutating func refuse(_ code: String) {
        touch()
        ending = code
    }
}

/// What a sequence gives for steps: the events before the ending, and the error, if it is one.
struct SequenceModel {
    private(set) var events = 0
    let error: String?

    init(_ steps: [StreamStep]) {
        var model = EndingModel()
        for step in steps where model.ending == nil {
            model.take(step)
            // `[DONE]` is no event, and one that is wrong is thrown.
            if step != .done, model.ending == nil || model.ending == "complete" { events += 1 }
        }
        model.finish()
        let isComplete = model.ending?.hasPrefix("complete") == true
        error = isComplete ? nil : model.ending
    }
}
