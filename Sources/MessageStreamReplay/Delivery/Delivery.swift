/// What one request gets of a recording: the bytes, and how it ends. No input or output.
struct Delivery: Sendable {
    /// The bytes, event by event, with the faults in them.
    var events: [[UInt8]]
    /// What comes after them.
    var ending: Ending

    /// How an answer ends.
    enum Ending: Sendable, Hashable {
        /// As HTTP wants it.
        case end
        /// Not at all, until the client goes away.
        case stall
        /// With a reset of the connection.
        case reset
        /// With the end of the connection.
        case close
    }

    /// The delivery of `recording` with `faults`.
    ///
    /// Costs nothing for faults that change no bytes; one pass over the bytes for the others.
    init(_ recording: ReplayRecording, faults: [Fault]) {
        events = recording.events
        ending = .end
        if faults.contains(.withoutMessageStop),
            let stop = events.lastIndex(where: \.isMessageStop)
        {
            events.removeSubrange(stop...)
        }
        if let cut = faults.compactMap(\.cut).min(by: { $0.events < $1.events }) {
            events.removeSubrange(min(cut.events, events.count)...)
            events += cut.lastEvents
            ending = cut.ending
        } else {
            if faults.contains(.done) { events.append(Array("data: [DONE]\n\n".utf8)) }
            if faults.contains(.leftOpen) { ending = .stall }
        }
        if faults.contains(.withoutEventLines) { events = events.map(\.withoutEventLines) }
        if faults.contains(.carriageReturns) { events = events.map(\.withCarriageReturns) }
        if faults.contains(.byteOrderMark), let first = events.first {
            events[0] = [0xEF, 0xBB, 0xBF] + first
        }
    }
}

/// Where a fault ends a stream before its time, and how.
private struct Cut {
    var events: Int
    var lastEvents: [[UInt8]] = []
    var ending: Delivery.Ending
}

extension Fault {
    fileprivate var cut: Cut? {
        switch self {
        case .resetAfter(let events): Cut(events: events, ending: .reset)
        case .stallAfter(let events): Cut(events: events, ending: .stall)
        case .closeAfter(let events): Cut(events: events, ending: .close)
        case .truncated(let events): Cut(events: events, ending: .end)
        case .errorEvent(let type, let at):
            Cut(events: at, lastEvents: [APIError(type: type).event], ending: .end)
        case .status, .html, .json, .resetBeforeHeaders, .stallBeforeHeaders, .withoutMessageStop,
            .leftOpen, .withoutEventLines, .carriageReturns, .byteOrderMark, .done:
            nil
        }
    }
}
