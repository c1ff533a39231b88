import PartialJSON
import ServerSentEvents

/// Events whose data is no JSON as it came.
extension MessageStreamDecoder {
    /// The view of such an event: repaired, passed over, or an error.
    @_lifetime(copy event)
    static func view(
        of event: ServerSentEventView, afterFailing error: JSONError, number: Int,
        repairing repaired: inout [UInt8], joining halves: inout WaitingHalves
    ) throws(MessageStreamError) -> MessageStreamEventView {
        var error = error
        var findings = EventScanner.Findings()
        let isUTF8 = (try? UTF8Span(validating: event.data)) != nil
        if !isUTF8 { repaired = Array(String(repairing: event.data).utf8) }
        if error.code == .badUTF8 {
            var scanner = EventScanner()
            do throws(JSONError) {
                try scanner.scan(repaired.span, &findings)
                return MessageStreamEventView(
                    findings, copy: repaired, framing: event, number: number,
                    joining: &halves)
            } catch let second {
                error = second
            }
        }
        guard let meaning = Self.meaning(of: event) else {
            throw MessageStreamError(
                error, eventNumber: number,
                byteOffset: event.dataOffset + UInt64(error.byteOffset))
        }
        return isUTF8
            ? MessageStreamEventView(meaning, data: event.data, framing: event, number: number)
            : MessageStreamEventView(
                meaning, copy: repaired, framing: event, number: number, joining: &halves)
    }

    /// What an event means whose data is no JSON, or nil where it has to be.
    ///
    /// Servers and gateways show that they live in many shapes, and what carries nothing must not
    /// end a message. Data that begins like JSON was to carry something.
    private static func meaning(of event: ServerSentEventView) -> EventScanner.Findings? {
        let isBlank = event.data.trimmed.isEmpty
        switch MessageStreamEventView.Kind(eventField: event.type) {
        case .ping, .error:
            return EventScanner.Findings()
        case .unknown where !event.hasDefaultType:
            return EventScanner.Findings()
        case .unknown:
            if isBlank { return .ping }
            return event.data.beginsLikeJSON ? nil : EventScanner.Findings()
        case .messageStart, .contentBlockStart, .contentBlockDelta, .contentBlockStop,
            .messageDelta, .messageStop:
            return isBlank ? .ping : nil
        }
    }
}

extension ServerSentEventView {
    /// Whether the event has no name but the one that events without a name are dispatched by.
    fileprivate var hasDefaultType: Bool { type.isEmpty || type.spells("message") }
}

extension Span where Element == UInt8 {
    /// Whether these bytes are `[DONE]`, with white space around it or not.
    var isDone: Bool { trimmed.spells("[DONE]") }

    /// Whether these bytes begin an object or an array.
    fileprivate var beginsLikeJSON: Bool {
        let text = trimmed
        return !text.isEmpty && (text[0] == UInt8(ascii: "{") || text[0] == UInt8(ascii: "["))
    }

    /// These bytes without the white space around them.
    fileprivate var trimmed: Span<UInt8> {
        @_lifetime(copy self) get {
            var from = 0
            var to = count
            while from < to, self[from].isWhiteSpace { from += 1 }
            while from < to, self[to - 1].isWhiteSpace { to -= 1 }
            return extracting(from..<to)
        }
    }
}

extension UInt8 {
    /// Whether this is white space of JSON (RFC 8259, section 2).
    fileprivate var isWhiteSpace: Bool {
        switch self {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
        default: false
        }
    }
}

extension MessageStreamError {
    fileprivate init(_ error: JSONError, eventNumber: Int, byteOffset: UInt64) {
        self.init(.invalidJSON, message: "the data of an event is not JSON: \(error.code)")
        self.eventNumber = eventNumber
        self.byteOffset = byteOffset
        jsonError = error
    }
}
