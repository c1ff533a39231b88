/// One typed event as bytes where they lie, valid until the next call of the decoder.
@safe
public struct TunedView {
    /// What an event is about.
    public enum Kind: Sendable {
        case messageStart, contentBlockStart, contentBlockDelta, contentBlockStop
        case messageDelta, messageStop, ping, error, unknown
    }

    /// What a delta adds.
    public enum Delta: Sendable {
        case none, text, inputJSON, thinking, signature, citation, unknown
    }

    /// The event as it was framed.
    public let frame: TunedFrame
    /// The data: that of the frame, or a repaired copy.
    public let data: UnsafeBufferPointer<UInt8>
    let findings: TunedFindings

    /// What the event is about.
    public var kind: Kind { findings.kind }
    /// What the delta adds; `none` for other events.
    public var delta: Delta { findings.delta }
    /// The raw text of what a delta adds, without quotes.
    public var payload: UnsafeBufferPointer<UInt8> {
        unsafe Bytes(rebasing: data[findings.payload.range])
    }
    /// Whether the payload contains a backslash.
    public var payloadHasEscapes: Bool { findings.payload.hasEscapes }
}

extension TunedView.Kind {
    /// The kind of an event that has been scanned; without a type, an error or nothing known.
    init(_ findings: TunedFindings, _ base: UnsafePointer<UInt8>) {
        guard findings.hasType else {
            self = findings.error.isEmpty ? .unknown : .error
            return
        }
        let cursor = unsafe JSONCursor(base, end: findings.type.range.upperBound)
        self.init(name: cursor.text(findings.type))
    }

    init(name: String) {
        self =
            switch name {
            case "message_start": .messageStart
            case "content_block_start": .contentBlockStart
            case "content_block_delta": .contentBlockDelta
            case "content_block_stop": .contentBlockStop
            case "message_delta": .messageDelta
            case "message_stop": .messageStop
            case "ping": .ping
            case "error": .error
            default: .unknown
            }
    }
}
