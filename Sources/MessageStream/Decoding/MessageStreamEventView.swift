public import ServerSentEvents

/// One event of a streamed message as bytes where they lie, all of them validated.
///
/// What a proxy needs to count, meter and re-wrap a stream: kind, index and payload, without a copy
/// or an allocation. Slices are raw JSON text. A view cannot outlive its chunk, nor the decoder's
/// next call: the compiler sees to that. Do not use views to keep events: keep
/// ``MessageStreamEvent``.
public struct MessageStreamEventView: ~Escapable {
    /// What an event is about, told by the `type` of its JSON, or else by its `event` field.
    public enum Kind: Sendable, Hashable {
        case messageStart, contentBlockStart, contentBlockDelta, contentBlockStop
        case messageDelta, messageStop, ping
        /// `error`, or an object with an `error` and no `type`.
        case error
        /// An event that this library does not know. Its data may be no JSON.
        case unknown
    }

    /// What a delta adds, told by its `type`.
    public enum DeltaKind: Sendable, Hashable {
        case text, inputJSON, thinking, signature, citation, compaction
        /// A delta that this library does not know.
        case unknown
    }

    /// What the event is about.
    public let kind: Kind
    /// What the delta adds; nil when there is no delta with a type.
    public let deltaKind: DeltaKind?
    /// The index of the block, or nil when the event has none.
    public let index: Int?
    /// The raw text, thoughts, signature or fragment of input that a delta adds, without quotes.
    ///
    /// Empty when there is none: see ``hasPayload``. Where ``payloadHasEscapes`` is false, these are
    /// the bytes of the text itself; else ``payloadText()`` makes text of them. Either way they can
    /// stand between quotes in JSON of your own.
    public let payload: Span<UInt8>
    /// Whether the delta has the string that its type names.
    public let hasPayload: Bool
    /// Whether ``payload`` contains a backslash.
    public let payloadHasEscapes: Bool
    /// The whole data of the event.
    public let data: Span<UInt8>
    /// The event as it was framed: its `event` field, its ID.
    public let framing: ServerSentEventView
    /// The number of the event in its stream, from 1. Comments and `[DONE]` do not count.
    public let number: Int

    let slices: EventSlices

    @_lifetime(copy framing, copy data)
    init(
        kind: Kind, deltaKind: DeltaKind?, index: Int?, payload: Range<Int>, hasPayload: Bool,
        payloadHasEscapes: Bool, data: Span<UInt8>, framing: ServerSentEventView, number: Int,
        slices: EventSlices
    ) {
        self.kind = kind
        self.deltaKind = deltaKind
        self.index = index
        self.payload = data.extracting(payload)
        self.hasPayload = hasPayload
        self.payloadHasEscapes = payloadHasEscapes
        self.data = data
        self.framing = framing
        self.number = number
        self.slices = slices
    }
}

/// Where in the data the values of the rarer members lie; empty where there is none.
struct EventSlices {
    var message = 0..<0
    var contentBlock = 0..<0
    var delta = 0..<0
    var usage = 0..<0
    var error = 0..<0
    /// The text of the `type` member, still escaped if ``typeHasEscapes``.
    var type = 0..<0
    var typeHasEscapes = false
    /// The delta has members besides its type and its payload.
    var deltaHasMore = false
}

extension MessageStreamEventView {
    /// Whether the delta has members besides its type and its payload.
    public var deltaHasMoreMembers: Bool { slices.deltaHasMore }
    /// The raw JSON of the `message` member; empty when there is none.
    public var message: Span<UInt8> {
        @_lifetime(copy self) get { data.extracting(slices.message) }
    }
    /// The raw JSON of the `content_block` member; empty when there is none.
    public var contentBlock: Span<UInt8> {
        @_lifetime(copy self) get { data.extracting(slices.contentBlock) }
    }
    /// The raw JSON of the `delta` member; empty when there is none.
    public var delta: Span<UInt8> {
        @_lifetime(copy self) get { data.extracting(slices.delta) }
    }
    /// The raw JSON of the `usage` member; empty when there is none.
    public var usage: Span<UInt8> {
        @_lifetime(copy self) get { data.extracting(slices.usage) }
    }
    /// The raw JSON of the `error` member; empty when there is none.
    public var error: Span<UInt8> {
        @_lifetime(copy self) get { data.extracting(slices.error) }
    }
}

extension MessageStreamEventView {
    /// The event's type as the API writes it, such as `content_block_delta`.
    ///
    /// Of an event that this library does not know, its JSON's `type`, or else its `event` field, or
    /// `message`.
    public var name: String {
        switch kind {
        case .messageStart: "message_start"
        case .contentBlockStart: "content_block_start"
        case .contentBlockDelta: "content_block_delta"
        case .contentBlockStop: "content_block_stop"
        case .messageDelta: "message_delta"
        case .messageStop: "message_stop"
        case .ping: "ping"
        case .error: "error"
        case .unknown:
            if !slices.type.isEmpty {
                slices.typeHasEscapes
                    ? String(unescaping: data.extracting(slices.type))
                    : String(validated: data.extracting(slices.type))
            } else {
                framing.type.isEmpty ? "message" : String(repairing: framing.type)
            }
        }
    }
}

extension MessageStreamEventView.Kind {
    /// The kind that an `event` field names, for data without a `type`.
    init(eventField: Span<UInt8>) {
        switch String(repairing: eventField) {
        case "message_start": self = .messageStart
        case "content_block_start": self = .contentBlockStart
        case "content_block_delta": self = .contentBlockDelta
        case "content_block_stop": self = .contentBlockStop
        case "message_delta": self = .messageDelta
        case "message_stop": self = .messageStop
        case "ping": self = .ping
        case "error": self = .error
        default: self = .unknown
        }
    }
}
