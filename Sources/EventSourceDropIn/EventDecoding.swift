internal import ServerSentEvents

/// Decodes a stream, or one connection's stream after the other, by mattt/EventSource's rules.
struct EventDecoding: ~Copyable {
    private var decoder: ServerSentEventDecoder
    /// The last byte of the stream so far, but 0 for none.
    private var lastByte: UInt8 = 0

    /// A block with an `event` or `id` is an event, too; leading `data` lines without text vanish;
    /// `retry: 0` does not count.
    private static let rules: EventRules = {
        var rules = EventRules()
        rules.blocks = .withFields
        rules.skipsBlankData = true
        rules.skipsZeroRetry = true
        return rules
    }()

    init(limits: ServerSentEventDecoder.Limits) {
        decoder = ServerSentEventDecoder(limits: limits, rules: Self.rules)
    }

    /// The value of the last valid `id` field; empty when there was none.
    var lastEventID: String { decoder.newestID }

    /// The value of the last valid `retry` field in milliseconds; 3000 when there was none.
    var reconnectionTime: Int { Int(clamping: decoder.reconnectionTime ?? 3000) }

    /// The next event of `input`, or nil when it is used up.
    @_lifetime(input: copy input)
    mutating func next(
        from input: inout Span<UInt8>
    ) throws(ServerSentEventError) -> EventSource.Event? {
        if !input.isEmpty { lastByte = input[input.count - 1] }
        return try decoder.nextView(from: &input)?.eventSourceEvent()
    }

    /// Says that the stream has ended, and gives the event that its end completes.
    ///
    /// It completes an event that has data, an `id` or an `event`; one whose data is empty only if the
    /// last byte was a CR, which could have been half of a blank line.
    mutating func finish() -> EventSource.Event? {
        let blankLine: [UInt8] = [UInt8(ascii: "\n"), UInt8(ascii: "\n")]
        var input = blankLine.span
        // No limit is broken by lines without a byte; a decoder that has failed stays silent.
        let event = try? decoder.nextView(from: &input)?.eventSourceEvent()
        let endedInCarriageReturn = lastByte == UInt8(ascii: "\r")
        abandon()
        guard let event else { return nil }
        let isEmpty = event.data.isEmpty && event.id == nil && event.event == nil
        return isEmpty && !endedInCarriageReturn ? nil : event
    }

    /// Says that the stream broke off: what it left unfinished is dropped.
    mutating func abandon() {
        decoder.finish()
        lastByte = 0
    }
}

extension ServerSentEventView {
    fileprivate func eventSourceEvent() -> EventSource.Event {
        EventSource.Event(
            id: hasID ? String(repairing: lastEventID) : nil,
            event: hasType ? String(repairing: type) : nil,
            data: String(repairing: data),
            retry: retry.map(Int.init(clamping:)))
    }
}
