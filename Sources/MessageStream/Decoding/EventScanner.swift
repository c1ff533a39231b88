public import CMessageEvents
package import PartialJSON
public import ServerSentEvents

// The seam to CMessageEvents: the only file that calls it, and the only one that is unsafe.

/// Finds what matters in the JSON of one event after the other.
@safe
@usableFromInline
package struct EventScanner: @unchecked Sendable {
    @usableFromInline var state = message_event_scanner()

    /// A scanner that searches strings by the processor's fastest path, or by `path`.
    package init(path: EventScanPath? = nil) {
        unsafe message_event_scanner_init(&state)
        if let path {
            precondition(path.isAvailable, "this processor does not have \(path)")
            unsafe message_event_scanner_set_path(&state, path.cValue)
        }
    }

    /// What was found in an event's data. A value of C without pointers.
    @usableFromInline
    struct Findings {
        @usableFromInline var event = message_event()

        @inlinable
        init() {}

        /// Whether the payload may end with half a surrogate pair, of which nearly none has any.
        var mayEndInHalf: Bool { event.payload_has_escapes && event.payload.count >= 6 }

        /// Whether ``MessageStreamEventView/commonEvent`` has the event, if it is not cut in a pair.
        var isCommonDelta: Bool {
            guard event.kind == .content_block_delta, event.has_index, event.has_payload else {
                return false
            }
            return switch event.delta_kind {
            case .text, .input_json, .signature: true
            case .thinking: !event.delta_has_more
            case .citations, .compaction, .unknown, .none: false
            }
        }

        var payloadCount: Int { Int(event.payload.count) }

        /// Those of an event that is nothing but a sign of life, whatever its name is.
        static var ping: Self {
            var findings = Self()
            findings.event.kind = .ping
            return findings
        }
    }

    /// Where an event that was recognized lies in its chunk. A value of C without pointers.
    @usableFromInline
    struct Framing {
        @usableFromInline var places = message_event_framing()

        @inlinable
        init() {}

        @inlinable var count: Int { Int(places.used) }
        @inlinable var type: Range<Int> { Range(places.type) }
        @inlinable var data: Range<Int> { Range(places.data) }
    }

    /// Whether `input` begins with an event that differs from the last delta in its payload only.
    ///
    /// If so, `framing` says where it lies, and `findings` what it is; all of it has been validated,
    /// and its payload does not end in half a surrogate pair.
    /// `input` has to begin with a line, and no event may be unfinished.
    ///
    /// Changes nothing; it is mutating because Swift would copy the state to hand out a pointer to it.
    @inlinable
    mutating func recognize(
        _ input: Span<UInt8>, _ findings: inout Findings, _ framing: inout Framing
    ) -> Bool {
        unsafe input.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return false }
            return unsafe message_event_recognize(
                &state, start, bytes.count, &findings.event, &framing.places)
        }
    }

    /// Says in which `bytes` the event lay that was scanned last: all that was taken off the stream.
    mutating func rememberFraming(of event: ServerSentEventView, in bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe event.data.withUnsafeBufferPointer { data in
                unsafe message_event_remember_framing(
                    &state, bytes.baseAddress, bytes.count, data.baseAddress, data.count)
            }
        }
    }

    /// Scans `data`; on success `findings` says what it is.
    ///
    /// Costs one pass and no allocation.
    mutating func scan(
        _ data: Span<UInt8>, _ findings: inout Findings
    ) throws(JSONError) {
        let error = unsafe data.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return message_event_error.truncated }
            return unsafe message_event_scan(&state, start, bytes.count, &findings.event)
        }
        guard error == .none else {
            let offset = data.isEmpty ? 0 : unsafe message_event_error_offset(&state)
            throw JSONError(error, byteOffset: offset)
        }
    }
}

/// For tests of the scan alone.
extension EventScanner {
    /// Scans and remembers an event, for which `bytes` were taken off the stream.
    package mutating func remember(
        _ event: ServerSentEventView, in bytes: Span<UInt8>
    ) throws(JSONError) {
        var findings = Findings()
        try scan(event.data, &findings)
        rememberFraming(of: event, in: bytes)
    }

    /// The length of the event that `input` begins with, if it is recognized.
    package mutating func lengthOfRecognized(_ input: Span<UInt8>) -> Int? {
        var findings = Findings()
        var framing = Framing()
        return recognize(input, &findings, &framing) ? framing.count : nil
    }

    /// The view of an event of which there is nothing but its data.
    @_lifetime(copy data)
    package mutating func view(
        of data: Span<UInt8>
    ) throws(JSONError) -> MessageStreamEventView {
        var findings = Findings()
        try scan(data, &findings)
        return MessageStreamEventView(
            findings, data: data, framing: ServerSentEventView(data: data), number: 1)
    }
}

/// One event of a streamed message as bytes where they lie, all of them validated.
///
/// What a proxy needs to count, meter and re-wrap a stream: kind, index and payload, without a copy
/// or an allocation. Slices are raw JSON text. A view cannot outlive its chunk, nor the decoder's
/// next call: the compiler sees to that. Do not use views to keep events: keep
/// ``MessageStreamEvent``.
public struct MessageStreamEventView: ~Escapable {
    /// The whole data of the event.
    public let data: Span<UInt8>
    /// The event as it was framed: its `event` field, its ID.
    public let framing: ServerSentEventView
    /// The number of the event, and in its low bits the seam of the payload.
    @usableFromInline let numberAndSeam: UInt64
    // As C wrote it: taking it apart for fields that nobody asks for would cost more than finding it.
    @usableFromInline let fields: message_event

    /// The number of the event in its stream, from 1. Comments and `[DONE]` do not count.
    @inlinable public var number: Int {
        Int(truncatingIfNeeded: numberAndSeam >> PayloadSeam.bitCount)
    }

    /// What the payload shares with those before and behind it.
    @inline(__always)
    var seam: PayloadSeam {
        PayloadSeam(
            bits: UInt32(truncatingIfNeeded: numberAndSeam & (1 << PayloadSeam.bitCount - 1)))
    }

    /// The view of an event whose JSON was scanned.
    @inlinable
    @_lifetime(copy framing, copy data)
    init(
        _ findings: EventScanner.Findings, data: Span<UInt8>, framing: ServerSentEventView,
        number: Int, seam: PayloadSeam = PayloadSeam()
    ) {
        self.data = data
        self.framing = framing
        numberAndSeam =
            UInt64(truncatingIfNeeded: number) << PayloadSeam.bitCount | UInt64(seam.bits)
        fields = findings.event
    }

    /// The view of an event whose data is a copy, which the decoder keeps as long as the framing.
    @_lifetime(copy framing)
    init(
        _ findings: EventScanner.Findings, copy: [UInt8], framing: ServerSentEventView,
        number: Int, joining halves: inout WaitingHalves
    ) {
        let data = unsafe _overrideLifetime(copy.span, copying: framing)
        self = MessageStreamEventView(
            findings, data: data, framing: framing, number: number,
            seam: halves.seam(of: findings, data: data, framing: framing))
    }

    /// What the event is about.
    @inlinable
    public var kind: Kind {
        switch fields.kind {
        case .content_block_delta: .contentBlockDelta
        case .content_block_start: .contentBlockStart
        case .content_block_stop: .contentBlockStop
        case .message_start: .messageStart
        case .message_delta: .messageDelta
        case .message_stop: .messageStop
        case .ping: .ping
        case .error: .error
        case .unknown: .unknown
        case .untyped: Kind(eventField: framing.type)
        }
    }

    /// Whether the event's JSON says that it is a delta.
    @inlinable var isDelta: Bool { fields.kind == .content_block_delta }

    /// What the delta adds; nil when there is no delta with a type.
    @inlinable
    @inline(__always)
    public var deltaKind: DeltaKind? {
        switch fields.delta_kind {
        case .text: .text
        case .input_json: .inputJSON
        case .thinking: .thinking
        case .signature: .signature
        case .citations: .citation
        case .compaction: .compaction
        case .unknown: .unknown
        case .none: nil
        }
    }

    /// The index of the block, or nil when the event has none.
    @inlinable
    public var index: Int? {
        fields.has_index ? Int(fields.index) : nil
    }

    /// The raw text, thoughts, signature or fragment of input that a delta adds, without quotes.
    ///
    /// Empty when there is none: see ``hasPayload``. Where ``payloadHasEscapes`` is false, these are
    /// the bytes of the text itself; else ``payloadText()`` makes text of them. Either way they can
    /// stand between quotes in JSON of your own.
    @inlinable
    public var payload: Span<UInt8> {
        @_lifetime(copy self) get { data.extracting(fields.payload) }
    }

    /// Whether the delta has the string that its type names.
    @inlinable
    public var hasPayload: Bool { fields.has_payload }

    /// Whether ``payload`` contains a backslash.
    @inlinable
    public var payloadHasEscapes: Bool { fields.payload_has_escapes }

    /// The payload as text: unescaped, half of a surrogate pair replaced by U+FFFD.
    ///
    /// Of a pair whose halves come in two deltas, each shows a U+FFFD; where texts are to be joined,
    /// ``event()`` has the text.
    ///
    /// Allocates when the text is longer than 15 bytes.
    @inline(__always)
    public func payloadText() -> String {
        payloadHasEscapes ? String(unescaping: payload) : String(validated: payload)
    }

    /// Whether the delta has members besides its type and its payload.
    @inlinable
    public var deltaHasMoreMembers: Bool { fields.delta_has_more }

    /// The raw JSON of the `message` member; empty when there is none. Costs a pass over the data.
    public var message: Span<UInt8> {
        @_lifetime(copy self) get { data.extracting(members.message) }
    }

    /// The raw JSON of the `content_block` member; empty when there is none. Costs a pass.
    public var contentBlock: Span<UInt8> {
        @_lifetime(copy self) get { data.extracting(members.content_block) }
    }

    /// The raw JSON of the `delta` member; empty when there is none. Costs a pass.
    public var delta: Span<UInt8> {
        @_lifetime(copy self) get { data.extracting(members.delta) }
    }

    /// The raw JSON of the `usage` member; empty when there is none. Costs a pass.
    public var usage: Span<UInt8> {
        @_lifetime(copy self) get { data.extracting(members.usage) }
    }

    /// The raw JSON of the `error` member; empty when there is none. Costs a pass.
    public var error: Span<UInt8> {
        @_lifetime(copy self) get { data.extracting(members.error) }
    }

    /// The text of the `type` member, or nil when it is no string, or the data no JSON.
    func typeText() -> String? {
        guard fields.kind != .untyped else { return nil }
        let members = members
        let raw = data.extracting(members.type)
        return members.type_has_escapes ? String(unescaping: raw) : String(validated: raw)
    }

    private var members: message_event_members {
        var members = message_event_members()
        unsafe data.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe message_event_find_members(start, bytes.count, &members)
        }
        return members
    }
}

extension String {
    /// Text of bytes that a scan has found to be valid UTF-8 already.
    init(validated bytes: Span<UInt8>) {
        self = unsafe String(copying: UTF8Span(unchecked: bytes))
    }

    /// The text that a JSON string stands for which a scan has found to be valid.
    init(unescaping raw: Span<UInt8>) {
        self = unsafe raw.withUnsafeBufferPointer { raw in
            unsafe String(unsafeUninitializedCapacity: raw.count) { room in
                guard let from = raw.baseAddress, let to = room.baseAddress else { return 0 }
                return unsafe message_event_unescape(from, raw.count, to)
            }
        }
    }
}

/// A way of searching strings; all give the same answers.
package enum EventScanPath: CaseIterable, Sendable {
    case portable, sse2, avx2, neon

    /// Whether this processor, and this build, can take the path.
    package var isAvailable: Bool { message_event_path_available(cValue) }

    /// The paths that this processor can take.
    package static var available: [EventScanPath] { allCases.filter(\.isAvailable) }

    fileprivate var cValue: message_event_path {
        switch self {
        case .portable: .portable
        case .sse2: .sse2
        case .avx2: .avx2
        case .neon: .neon
        }
    }
}

extension Span where Element == UInt8 {
    @inlinable
    @_lifetime(copy self)
    func extracting(_ slice: message_event_slice) -> Span<UInt8> {
        let start = Int(slice.start)
        return extracting(start..<start + Int(slice.count))
    }
}

extension Range where Bound == Int {
    @inlinable
    init(_ slice: message_event_slice) {
        let start = Int(slice.start)
        self = start..<start + Int(slice.count)
    }
}

extension JSONError {
    fileprivate init(_ error: message_event_error, byteOffset: Int) {
        let code: Code =
            switch error {
            case .truncated: .unexpectedEnd
            case .expected_value: .expectedValue
            case .expected_key: .expectedKey
            case .expected_colon: .expectedColon
            case .expected_comma: .expectedComma
            case .trailing_bytes: .trailingBytes
            case .bad_literal: .badLiteral
            case .bad_number: .badNumber
            case .bad_escape: .badEscape
            case .control_character: .controlCharacter
            case .invalid_utf8: .badUTF8
            case .too_deep: .tooDeep
            case .too_large: .tooManyBytes
            case .none: preconditionFailure("a scan fails only with an error")
            }
        self.init(code, byteOffset: byteOffset)
    }
}
