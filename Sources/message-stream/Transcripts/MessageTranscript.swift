import MessageStream
import ServerSentEvents

/// The messages of a stream in one format: one after the other, each judged by itself.
///
/// The stream is at fault, and over, with the first event that cannot be right, with an error that
/// the API sent, and with a message that breaks off.
struct MessageTranscript<Format: MessageFormat>: Transcript, ~Copyable {
    var readsMessages: Bool { true }

    let limits: DecodeLimits
    private var decoder: MessageStreamDecoder
    private var accumulator: MessageAccumulator
    private var format: Format
    private var hasShownEnd = false
    /// Events that are due before the next of the stream, the last one first.
    private var due: [NumberedEvent] = []
    /// Those of the message that has not been shown to its end.
    private var openRemarks: [String] = []
    private var remarks: [String] = []

    /// A transcript in `format`.
    ///
    /// - Parameter isStrict: Whether a stream is at fault with the first anomaly.
    init(_ format: Format, isStrict: Bool = false, limits: DecodeLimits = .default) {
        self.limits = limits
        self.format = format
        decoder = MessageStreamDecoder(limits: limits.stream)
        accumulator = MessageAccumulator(limits: limits.message, refusesAnomalies: isStrict)
    }

    var eventCount: Int { decoder.eventCount }

    mutating func read(
        _ chunk: Span<UInt8>, into text: inout String
    ) throws(MessageStreamError) {
        var rest = chunk
        do throws(MessageStreamError) {
            while let event = try nextEvent(from: &rest) {
                try take(event, into: &text)
            }
        } catch {
            accumulator.fail(error)
            showEnd(into: &text)
            throw error
        }
    }

    mutating func finish(into text: inout String) throws(MessageStreamError) {
        let ending = accumulator.finish()
        showEnd(into: &text)
        switch ending {
        case .complete, .completeByStopReason: return
        case .truncated: throw atTheEnd(MessageStreamError(.truncated))
        case .cancelled: throw atTheEnd(MessageStreamError(.cancelled))
        case .failed(let error): throw atTheEnd(error)
        }
    }

    /// `error` with the end of the stream as its place, unless it knows a better one.
    private func atTheEnd(_ error: MessageStreamError) -> MessageStreamError {
        var error = error
        if error.eventNumber == nil, decoder.eventCount > 0 {
            error.eventNumber = decoder.eventCount
        }
        error.byteOffset = error.byteOffset ?? decoder.byteOffset
        return error
    }

    @_lifetime(rest: copy rest)
    private mutating func nextEvent(
        from rest: inout Span<UInt8>
    ) throws(MessageStreamError) -> NumberedEvent? {
        if let event = due.popLast() { return event }
        guard let view = try decoder.nextView(from: &rest) else { return nil }
        let (number, offset) = (view.number, view.framing.dataOffset)
        let events = (view.overdueEvents + [try view.event()]).map {
            NumberedEvent(event: $0, number: number, byteOffset: offset)
        }
        due = events.dropFirst().reversed()
        return events[0]
    }

    private mutating func take(
        _ numbered: NumberedEvent, into text: inout String
    ) throws(MessageStreamError) {
        var numbered = numbered
        if beginsAnotherMessage(numbered.event) {
            showEnd(into: &text)
            accumulator.reset()
            hasShownEnd = false
        }
        let isOver = accumulator.ending != nil
        let anomalyCount = accumulator.anomalies.count
        do throws(MessageStreamError) {
            let update = try accumulator.append(numbered.event)
            numbered.isPartOfMessage = !isOver
            for anomaly in accumulator.anomalies.dropFirst(anomalyCount) {
                openRemarks.append(numbered.remark(anomaly))
            }
            format.show(numbered, update: update, into: &text)
        } catch {
            format.show(numbered, update: nil, into: &text)
            // The accumulator counts the events of one message, and knows no bytes.
            var error = error
            error.eventNumber = numbered.number
            error.byteOffset = numbered.byteOffset
            throw error
        }
        if accumulator.ending != nil { showEnd(into: &text) }
    }

    /// Whether the message before this event is over and the event is not about it.
    ///
    /// An error after a whole message is the answer to whatever was asked next.
    private func beginsAnotherMessage(_ event: MessageStreamEvent) -> Bool {
        switch event {
        case .messageStart(let message):
            accumulator.ending != nil || accumulator.meaning(ofStart: message) == .next
        case .error: accumulator.ending != nil
        case .contentBlockStart, .contentBlockDelta, .contentBlockStop, .messageDelta,
            .messageStop, .ping, .unknown:
            false
        }
    }

    private mutating func showEnd(into text: inout String) {
        guard !hasShownEnd, let message = accumulator.message else { return }
        hasShownEnd = true
        format.showEnd(
            of: message, isUsageProvisional: accumulator.isUsageProvisional, into: &text)
        remarks += openRemarks
        let omitted = message.anomalies.omittedCount
        if omitted > 0 { remarks.append("\(omitted) more events do not fit their message") }
        openRemarks = []
    }

    mutating func takeRemarks() -> [String] {
        defer { remarks = [] }
        return remarks
    }
}

extension NumberedEvent {
    /// A sentence about `anomaly`, which this event is, with its place in the stream.
    ///
    /// The accumulator counts the events of one message, and knows no bytes.
    fileprivate func remark(_ anomaly: MessageAnomaly) -> String {
        let block = anomaly.blockIndex.map { "block \($0), " } ?? ""
        return "\(anomaly.message) (\(block)event \(number), byte \(byteOffset))"
    }
}
