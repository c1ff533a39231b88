import PartialJSON
public import ServerSentEvents

/// Decodes the bytes of a streamed message, chunk by chunk, into typed events.
///
/// ```swift
/// var decoder = MessageStreamDecoder()
/// var input = chunk.span
/// while let event = try decoder.next(from: &input) {
///     if case .contentBlockDelta(_, .text(let text)) = event { print(text, terminator: "") }
/// }
/// ```
///
/// Feed chunks of any size, down to a byte. Costs time linear in the bytes; between events the
/// decoder owns no heap memory. It decodes whatever comes, messages in a row included: the rules of
/// one message are ``MessageAccumulator``'s.
///
/// An event that fails (``MessageStreamError/Code-swift.struct/invalidJSON``,
/// ``MessageStreamError/Code-swift.struct/malformedEvent``) has been taken off the input: calling
/// again goes on with the next one. A ``MessageStreamError/Code-swift.struct/framing`` error stays.
public struct MessageStreamDecoder: ~Copyable, Sendable {
    @usableFromInline var framing: ServerSentEventDecoder
    @usableFromInline var scanner: EventScanner
    @usableFromInline var halves = WaitingHalves()
    private var repaired: [UInt8] = []
    /// Events that are due, the last one first; see ``MessageStreamEventView/overdueEvents``.
    private var due: [MessageStreamEvent] = []

    @usableFromInline var eventNumber = 0

    /// How many events have been decoded, failed ones included.
    public var eventCount: Int { eventNumber }

    /// Whether `data: [DONE]` has come, with which many relays end a stream. It is not an event.
    public private(set) var isDone = false

    /// A decoder at the start of a stream.
    public init(limits: ServerSentEventDecoder.Limits = .default) {
        framing = ServerSentEventDecoder(limits: limits)
        scanner = EventScanner()
    }

    /// A decoder that searches by the given paths, for tests and measurements.
    package init(scanPath: ScanPath, eventScanPath: EventScanPath) {
        framing = ServerSentEventDecoder(path: scanPath)
        scanner = EventScanner(path: eventScanPath)
    }

    /// The bytes used so far; after an error of the framing, its place.
    public var byteOffset: UInt64 { framing.byteOffset }

    /// The last event ID string: what a client sends as `Last-Event-ID` when it connects again.
    public var lastEventID: String { framing.lastEventID }

    /// The last valid `retry` field in milliseconds, or nil when there was none.
    public var reconnectionTime: Int64? { framing.reconnectionTime }

    /// Bytes of heap memory that this decoder owns.
    package var ownedHeapBytes: Int { framing.ownedHeapBytes + repaired.capacity }

    /// The next event as bytes where they lie, or nil when `input` is used up.
    ///
    /// Takes the bytes of the event off the front of `input`. All of its data has been validated:
    /// RFC 8259 JSON, UTF-8. Bytes that are not UTF-8 have been replaced by U+FFFD, as WHATWG HTML
    /// section 9.2.6 wants it; that event is copied.
    ///
    /// What carries nothing is an event like others: blank data is a ``MessageStreamEventView/Kind/ping``,
    /// unless the name says more, and text of an unknown name or none is
    /// ``MessageStreamEventView/Kind/unknown``.
    ///
    /// The view must not be held across an `await` if the decoder is an actor's: Swift does not see
    /// that another task may take the next step meanwhile.
    ///
    /// - Throws: ``MessageStreamError``: a limit of the framing, or an event whose data is not JSON,
    ///   although this library knows its name, or it has none and the data begins like JSON.
    @inlinable
    @inline(__always)
    @_lifetime(&self, copy input)
    @_lifetime(input: copy input)
    public mutating func nextView(
        from input: inout Span<UInt8>
    ) throws(MessageStreamError) -> MessageStreamEventView? {
        if input.isEmpty, framing.isIdle { return nil }
        if let view = nextRecognized(from: &input, where: { _ in true }) { return view }
        return try frameAndScan(from: &input)
    }

    /// The next event if it differs from the delta before in its payload only, `isWanted`, and shares
    /// no character with a neighbour; else nil, and nothing is taken off.
    @inlinable
    @inline(__always)
    @_lifetime(&self, copy input)
    @_lifetime(input: copy input)
    mutating func nextRecognized(
        from input: inout Span<UInt8>, where isWanted: (EventScanner.Findings) -> Bool
    ) -> MessageStreamEventView? {
        var findings = EventScanner.Findings()
        var place = EventScanner.Framing()
        guard !halves.isWaiting, scanner.recognize(input, &findings, &place), isWanted(findings),
            let event = framing.take(
                place.count, type: place.type, data: place.data, from: &input)
        else { return nil }
        eventNumber += 1
        return MessageStreamEventView(
            findings, data: event.data, framing: event, number: eventNumber)
    }

    /// Takes deltas off the front of `input` as long as each differs from the one before it in its
    /// payload only, and returns how many; what does not begin with one is left to
    /// ``nextView(from:)``. Adds the bytes of their payloads to `payloadBytes`.
    ///
    /// For those who count deltas and do not look at them. Validates what ``nextView(from:)`` does.
    package mutating func skipDeltas(
        in input: inout Span<UInt8>, payloadBytes: inout Int
    ) -> Int {
        var findings = EventScanner.Findings()
        var place = EventScanner.Framing()
        let first = eventNumber
        while scanner.recognize(input, &findings, &place),
            framing.take(place.count, type: place.type, data: place.data, from: &input) != nil
        {
            eventNumber += 1
            payloadBytes += findings.payloadCount
        }
        return eventNumber - first
    }

    /// Whether no event has been begun that is not complete yet.
    package var isBetweenEvents: Bool { mutating get { framing.isBetweenEvents } }

    /// The next event in two steps, whatever it looks like.
    @_lifetime(&self, copy input)
    @_lifetime(input: copy input)
    @usableFromInline
    mutating func frameAndScan(
        from input: inout Span<UInt8>
    ) throws(MessageStreamError) -> MessageStreamEventView? {
        while true {
            let bytes = input
            let event: ServerSentEventView?
            do throws(ServerSentEventError) {
                event = try framing.nextView(from: &input)
            } catch {
                throw MessageStreamError(error, eventNumber: eventNumber + 1)
            }
            guard let event else { return nil }
            var findings = EventScanner.Findings()
            do throws(JSONError) {
                try scanner.scan(event.data, &findings)
            } catch {
                if event.data.isDone {
                    isDone = true
                    continue
                }
                eventNumber += 1
                return try Self.view(
                    of: event, afterFailing: error, number: eventNumber, repairing: &repaired,
                    joining: &halves)
            }
            scanner.rememberFraming(
                of: event, in: bytes.extracting(first: bytes.count - input.count))
            eventNumber += 1
            return MessageStreamEventView(
                findings, data: event.data, framing: event, number: eventNumber,
                seam: halves.seam(of: findings, data: event.data, framing: event))
        }
    }

    /// The next typed event, or nil when `input` is used up.
    ///
    /// A delta costs no allocation when its text is at most 15 bytes long, and one when it is longer.
    /// Texts of one block can be joined without anything in between: half a surrogate pair at the end
    /// of one comes with the next, and as U+FFFD in a delta of its own if the block stops first.
    ///
    /// - Throws: What ``nextView(from:)`` throws, and
    ///   ``MessageStreamError/Code-swift.struct/malformedEvent`` for an event that this library knows
    ///   and that lacks what it is there for.
    @_lifetime(input: copy input)
    public mutating func next(
        from input: inout Span<UInt8>
    ) throws(MessageStreamError) -> MessageStreamEvent? {
        // The view of a delta stays in registers as long as nothing else is asked of it.
        if due.isEmpty, let view = nextRecognized(from: &input, where: \.isCommonDelta) {
            return view.commonEvent
        }
        return try nextOfAnyKind(from: &input)
    }

    @inline(never)
    @_lifetime(input: copy input)
    private mutating func nextOfAnyKind(
        from input: inout Span<UInt8>
    ) throws(MessageStreamError) -> MessageStreamEvent? {
        if !due.isEmpty { return due.removeLast() }
        let event: MessageStreamEvent
        let overdue: [MessageStreamEvent]
        do {
            guard let view = try nextView(from: &input) else { return nil }
            (event, overdue) = (try view.event(), view.overdueEvents)
        }
        guard let first = overdue.first else { return event }
        due = [event] + overdue.dropFirst().reversed()
        return first
    }

    /// The next typed event, or nil when `input` is used up or `data: [DONE]` has come, which `isDone`
    /// then says.
    @_lifetime(input: copy input)
    @inline(__always)
    mutating func nextEvent(
        of input: inout Span<UInt8>, untilDone isDone: inout Bool
    ) throws(MessageStreamError) -> MessageStreamEvent? {
        let event = try next(from: &input)
        isDone = self.isDone
        return isDone ? nil : event
    }

    /// Says that the stream has ended: an event without its blank line is dropped.
    ///
    /// The next byte begins a new stream.
    public mutating func finish() {
        framing.finish()
        repaired = []
        halves = WaitingHalves()
        due = []
        eventNumber = 0
        isDone = false
    }
}

extension Span where Element == UInt8 {
    /// Whether these bytes are the UTF-8 of `text`.
    func spells(_ text: String) -> Bool {
        let expected = text.utf8.span
        guard count == expected.count else { return false }
        for place in indices where self[place] != expected[place] { return false }
        return true
    }
}

extension MessageStreamError {
    /// The error of an event, by its number, that the framing could not find the end of.
    package init(_ error: ServerSentEventError, eventNumber: Int) {
        self.init(.framing, message: "\(error.code)")
        self.eventNumber = eventNumber
        byteOffset = error.byteOffset
        framingError = error
    }
}
