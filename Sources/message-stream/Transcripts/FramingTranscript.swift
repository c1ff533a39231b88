import MessageStream
import PartialJSON
import ServerSentEvents

/// The events of any event stream as JSON Lines, whatever their data is: framing and nothing else.
struct FramingTranscript: Transcript, ~Copyable {
    var readsMessages: Bool { false }

    private var decoder: ServerSentEventDecoder
    private var remarks: [String] = []
    private(set) var eventCount = 0
    let limits: DecodeLimits

    init(limits: DecodeLimits = .default) {
        self.limits = limits
        decoder = ServerSentEventDecoder(limits: limits.stream)
    }

    mutating func read(
        _ chunk: Span<UInt8>, into text: inout String
    ) throws(MessageStreamError) {
        var rest = chunk
        do throws(ServerSentEventError) {
            while let event = try decoder.next(from: &rest) {
                eventCount += 1
                text += event.json.jsonText + "\n"
            }
        } catch {
            throw MessageStreamError(error, eventNumber: eventCount + 1)
        }
    }

    /// An event without its blank line is dropped, as WHATWG HTML section 9.2.6 says, and told.
    mutating func finish(into text: inout String) {
        defer { decoder.finish() }
        var blankLine = "\n\n".utf8.span
        guard (try? decoder.next(from: &blankLine)) ?? nil != nil else { return }
        remarks.append(
            "the last event was left out: the stream ended before its empty line (event "
                + "\(eventCount + 1))")
    }

    mutating func takeRemarks() -> [String] {
        defer { remarks = [] }
        return remarks
    }
}

extension ServerSentEvent {
    /// The event as a browser would dispatch it, and its own `id` and `retry` fields.
    fileprivate var json: JSONValue {
        [
            "event": .string(type),
            "data": .string(data),
            "id": id.map(JSONValue.string) ?? .null,
            "retry": retry.map { .number(JSONNumber($0)) } ?? .null,
            "last_event_id": .string(lastEventID),
        ]
    }
}
