private import CMessageEvents
package import PartialJSON
import ServerSentEvents

// The seam to CMessageEvents: the only file that calls it, and the only one that is unsafe.

/// Finds what matters in the JSON of one event after the other.
@safe
package struct EventScanner: @unchecked Sendable {
    private var state = message_event_scanner()

    /// A scanner that searches strings by the processor's fastest path, or by `path`.
    package init(path: EventScanPath? = nil) {
        unsafe message_event_scanner_init(&state)
        if let path {
            precondition(path.isAvailable, "this processor does not have \(path)")
            unsafe message_event_scanner_set_path(&state, path.cValue)
        }
    }

    /// What was found in an event's data. A value of C without pointers.
    struct Findings {
        fileprivate var event = message_event()
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

extension EventScanner {
    /// The view of an event of which there is nothing but its data, for tests of the scan alone.
    @_lifetime(copy data)
    package mutating func view(
        of data: Span<UInt8>
    ) throws(JSONError) -> MessageStreamEventView {
        var findings = Findings()
        try scan(data, &findings)
        let none = data.extracting(0..<0)
        let framing = ServerSentEventView(
            type: none, data: data, lastEventID: none, retry: nil, hasID: false, dataOffset: 0)
        return MessageStreamEventView(findings, data: data, framing: framing, number: 1)
    }
}

extension MessageStreamEventView {
    /// The view of an event whose JSON was scanned.
    @_lifetime(copy framing, copy data)
    init(
        _ findings: EventScanner.Findings, data: Span<UInt8>, framing: ServerSentEventView,
        number: Int
    ) {
        let event = findings.event
        let kind: Kind =
            switch event.kind {
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
        let deltaKind: DeltaKind? =
            switch event.delta_kind {
            case .text: .text
            case .input_json: .inputJSON
            case .thinking: .thinking
            case .signature: .signature
            case .citations: .citation
            case .compaction: .compaction
            case .unknown: .unknown
            case .none: nil
            }
        self.init(
            kind: kind, deltaKind: deltaKind, index: event.has_index ? Int(event.index) : nil,
            payload: Range(event.payload), hasPayload: event.has_payload,
            payloadHasEscapes: event.payload_has_escapes, data: data, framing: framing,
            number: number,
            slices: EventSlices(
                message: Range(event.message), contentBlock: Range(event.content_block),
                delta: Range(event.delta), usage: Range(event.usage), error: Range(event.error),
                type: Range(event.type), typeHasEscapes: event.type_has_escapes,
                deltaHasMore: event.delta_has_more))
    }

    /// The payload as text: unescaped, half of a surrogate pair replaced by U+FFFD.
    ///
    /// Allocates when the text is longer than 15 bytes.
    public func payloadText() -> String {
        payloadHasEscapes ? String(unescaping: payload) : String(validated: payload)
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

extension Range<Int> {
    fileprivate init(_ slice: message_event_slice) {
        self = Int(slice.start)..<Int(slice.start) + Int(slice.count)
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
