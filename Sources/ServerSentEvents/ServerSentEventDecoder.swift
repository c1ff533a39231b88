public import CServerSentEvents

// The seam to CServerSentEvents: the only file that calls it, and the only one that is unsafe.

/// Decodes an event stream, chunk by chunk, as WHATWG HTML section 9.2.6 says.
///
/// ```swift
/// var decoder = ServerSentEventDecoder()
/// var input = chunk.span
/// while let event = try decoder.next(from: &input) { print(event.data) }
/// ```
///
/// Feed chunks of any size, down to a byte; what a chunk's end cuts off is kept for the next one.
/// Costs time linear in the bytes. Between events that carry no `id` a decoder owns no heap memory.
///
/// An event stream has no syntax errors: whatever is not a field is ignored. What can fail is a
/// ``Limits``; a decoder that failed keeps failing with the same error.
@safe
public struct ServerSentEventDecoder: ~Copyable, @unchecked Sendable {
    /// Lengths that no stream may exceed.
    public struct Limits: Sendable, Hashable {
        /// The longest line, its ending not counted, in bytes. Default: 64 MiB.
        ///
        /// A document of 32 MiB sent as base64 in one event makes a line of 43 MiB.
        public var maximumLineBytes: Int
        /// The most that is kept of one event, its data, type and id, in bytes. Default: 64 MiB.
        public var maximumEventBytes: Int

        /// Limits that let the largest real events pass.
        public static let `default` = Limits()

        /// Limits; values below 1 are taken as 1.
        public init(maximumLineBytes: Int = 64 << 20, maximumEventBytes: Int = 64 << 20) {
            self.maximumLineBytes = max(1, maximumLineBytes)
            self.maximumEventBytes = max(1, maximumEventBytes)
        }
    }

    @usableFromInline var state = unsafe sse_decoder()

    /// A decoder at the start of a stream.
    public init(limits: Limits = .default) {
        unsafe sse_decoder_init(
            &state,
            sse_limits(line: limits.maximumLineBytes, event: limits.maximumEventBytes))
    }

    /// A decoder that departs from the standard as `rules` say, for programs that are used to it.
    package init(limits: Limits = .default, rules: EventRules) {
        self.init(limits: limits)
        unsafe sse_decoder_set_rules(&state, rules.cValue)
    }

    /// A decoder that finds line endings by `path`, for tests and measurements.
    package init(limits: Limits = .default, path: ScanPath) {
        self.init(limits: limits)
        precondition(path.isAvailable, "this processor does not have \(path)")
        unsafe sse_decoder_set_path(&state, path.cValue)
    }

    deinit {
        // The C function frees what the state owns; the copy is never used again.
        var last = unsafe state
        unsafe sse_decoder_destroy(&last)
    }

    /// The next event as bytes where they lie, or nil when `input` is used up.
    ///
    /// Takes the bytes of the event off the front of `input`. The view is valid until the next call
    /// and as long as the chunk, and must not be held across an `await` if the decoder is an actor's:
    /// <doc:ZeroCopy> says why. Costs one pass over the event's bytes; copies nothing of an event
    /// that lies whole in the chunk.
    ///
    /// - Throws: ``ServerSentEventError`` when a limit is exceeded.
    @inlinable
    @_lifetime(&self, copy input)
    @_lifetime(input: copy input)
    public mutating func nextView(
        from input: inout Span<UInt8>
    ) throws(ServerSentEventError) -> ServerSentEventView? {
        if input.isEmpty, isIdle { return nil }
        var event = unsafe sse_event()
        var used = 0
        let step = unsafe input.withUnsafeBufferPointer { chunk in
            unsafe sse_decoder_next(&state, chunk.baseAddress, chunk.count, &used, &event)
        }
        switch step {
        case .event:
            input = input.extracting(droppingFirst: used)
            let view = unsafe ServerSentEventView(event)
            return unsafe _overrideLifetime(view, mutating: &self)
        case .need_input:
            input = input.extracting(droppingFirst: used)
            return nil
        case .failed:
            throw error
        }
    }

    /// Why the last call failed.
    @usableFromInline
    var error: ServerSentEventError {
        mutating get {
            unsafe ServerSentEventError(sse_decoder_error(&state), byteOffset: byteOffset)
        }
    }

    /// Whether the next byte begins a line and no event is unfinished.
    @inlinable
    package var isBetweenEvents: Bool {
        mutating get { unsafe sse_decoder_is_between_events(&state) }
    }

    /// Whether there is nothing to do before bytes come.
    ///
    /// Not inlined, or else the optimizer would ask it for every event.
    @usableFromInline
    package var isIdle: Bool {
        mutating get { unsafe sse_decoder_is_idle(&state) }
    }

    /// Takes the first `count` bytes of `input` as an event that was recognized by other means.
    ///
    /// The bytes are a whole event with one data line, without an id and a retry field. `data` is the
    /// place of its value, `type` that of the event line's; it begins at 0 when there is no such line.
    /// Nil, and nothing is taken, when the event breaks a limit or another one is unfinished.
    @inlinable
    @_lifetime(&self, copy input)
    @_lifetime(input: copy input)
    package mutating func take(
        _ count: Int, type: Range<Int>, data: Range<Int>, from input: inout Span<UInt8>
    ) -> ServerSentEventView? {
        precondition(
            type.upperBound <= count && data.upperBound <= count && count <= input.count)
        var event = unsafe sse_event()
        let isTaken = unsafe input.withUnsafeBufferPointer { chunk in
            guard let start = chunk.baseAddress else { return false }
            return unsafe sse_decoder_take(
                &state, start, count,
                sse_slice(start: start + type.lowerBound, count: type.count),
                sse_slice(start: start + data.lowerBound, count: data.count), &event)
        }
        guard isTaken else { return nil }
        input = input.extracting(droppingFirst: count)
        let view = unsafe ServerSentEventView(event)
        return unsafe _overrideLifetime(view, mutating: &self)
    }

    /// The next event with strings of its own, or nil when `input` is used up.
    ///
    /// - Throws: ``ServerSentEventError`` when a limit is exceeded.
    @_lifetime(input: copy input)
    public mutating func next(
        from input: inout Span<UInt8>
    ) throws(ServerSentEventError) -> ServerSentEvent? {
        try nextView(from: &input)?.event()
    }

    /// Says that the stream has ended: an event without its blank line is dropped.
    ///
    /// ``lastEventID`` and ``reconnectionTime`` stay, for the request that takes the stream up
    /// again; ``byteOffset`` begins at 0, and the next byte begins a new stream.
    public mutating func finish() {
        unsafe sse_decoder_finish(&state)
    }

    /// The bytes used so far; after an error, its place.
    public var byteOffset: UInt64 {
        unsafe withUnsafePointer(to: state) { unsafe sse_decoder_offset($0) }
    }

    /// The last event ID string: what a client sends as `Last-Event-ID` when it connects again.
    public var lastEventID: String {
        unsafe withUnsafePointer(to: state) {
            unsafe String(repairing: Span(sse_decoder_last_event_id($0)))
        }
    }

    /// The last valid `id` field, though the blank line that makes it the last event ID string may
    /// be missing. Ask when the input is used up.
    package var newestID: String {
        unsafe withUnsafePointer(to: state) {
            unsafe String(repairing: Span(sse_decoder_newest_id($0)))
        }
    }

    /// The last valid `retry` field in milliseconds, or nil when there was none.
    public var reconnectionTime: Int64? {
        let time = unsafe withUnsafePointer(to: state) {
            unsafe sse_decoder_reconnection_time($0)
        }
        return time < 0 ? nil : time
    }

    /// Bytes of heap memory that this decoder owns.
    package var ownedHeapBytes: Int {
        unsafe withUnsafePointer(to: state) { unsafe sse_decoder_heap_bytes($0) }
    }

    /// Bytes that this thread has searched for line endings so far, counted in debug builds.
    package static var bytesSearched: UInt64 { sse_bytes_searched() }

    /// Bytes copied out of chunks so far.
    package var bytesCopied: UInt64 {
        unsafe withUnsafePointer(to: state) { unsafe sse_decoder_bytes_copied($0) }
    }
}

/// One event as bytes where they lie: in the chunk, or in the decoder if a border cut the event.
///
/// A view costs no copy and no allocation. It cannot outlive the chunk, nor the decoder's next call:
/// the compiler sees to that. The bytes are as they came; ``event()`` makes strings of them, with
/// U+FFFD in place of invalid UTF-8. Do not use views to keep events: keep ``ServerSentEvent``.
@safe
public struct ServerSentEventView: ~Escapable {
    // As C wrote it: taking it apart for fields that nobody asks for would cost more than finding it.
    @usableFromInline let fields: sse_event

    @inlinable
    @_lifetime(immortal)
    init(_ fields: sse_event) {
        unsafe self.fields = fields
    }

    /// A view of an event that is nothing but its data.
    @_lifetime(copy data)
    package init(data: Span<UInt8>) {
        let slice = unsafe data.withUnsafeBufferPointer { bytes in
            // Zero bytes may lie nowhere; a slice always lies somewhere, and its place is not read.
            unsafe sse_slice(
                start: bytes.baseAddress ?? UnsafePointer(bitPattern: 1), count: bytes.count)
        }
        let none = unsafe sse_slice(start: slice.start, count: 0)
        var fields = unsafe sse_event()
        unsafe fields.type = none
        unsafe fields.data = slice
        unsafe fields.last_event_id = none
        unsafe fields.retry = -1
        unsafe fields.has_data = true
        unsafe self.fields = fields
    }

    /// The `event` field; empty means `message`.
    @inlinable
    public var type: Span<UInt8> {
        @_lifetime(copy self) get {
            unsafe _overrideLifetime(Span(fields.type), copying: self)
        }
    }

    /// The `data` lines joined with LF.
    @inlinable
    public var data: Span<UInt8> {
        @_lifetime(copy self) get {
            unsafe _overrideLifetime(Span(fields.data), copying: self)
        }
    }

    /// The last event ID string after this event.
    @inlinable
    public var lastEventID: Span<UInt8> {
        @_lifetime(copy self) get {
            unsafe _overrideLifetime(Span(fields.last_event_id), copying: self)
        }
    }

    /// The block's own `retry` field in milliseconds; nil when it had no valid one.
    @inlinable
    public var retry: Int64? {
        unsafe fields.retry < 0 ? nil : fields.retry
    }

    /// Whether the block had a valid `id` field of its own: then ``lastEventID`` is its value.
    @inlinable
    public var hasID: Bool { unsafe fields.has_id }

    /// Whether the block had an `event` field, perhaps an empty one.
    @inlinable
    package var hasType: Bool { unsafe fields.has_type }

    /// Whether the block had a `data` field; where ``EventRules`` are the standard's it had.
    @inlinable
    package var hasData: Bool { unsafe fields.has_data }

    /// Where in the stream the value of the first `data` line begins, in bytes.
    @inlinable
    public var dataOffset: UInt64 { unsafe fields.data_offset }
}

/// A way of finding line endings; all give the same answers.
package enum ScanPath: CaseIterable, Sendable {
    case portable, sse2, avx2, neon

    /// Whether this processor, and this build, can take the path.
    package var isAvailable: Bool { sse_path_available(cValue) }

    /// The paths that this processor can take.
    package static var available: [ScanPath] { allCases.filter(\.isAvailable) }

    fileprivate var cValue: sse_path {
        switch self {
        case .portable: .portable
        case .sse2: .sse2
        case .avx2: .avx2
        case .neon: .neon
        }
    }
}

extension EventRules {
    fileprivate var cValue: sse_rules {
        let blocks: sse_blocks =
            switch blocks {
            case .withData: .with_data
            case .withFields: .with_fields
            case .all: .all
            }
        var rules = sse_rules()
        rules.blocks = blocks
        rules.needs_colon = needsColon
        rules.allows_null_id = allowsNullID
        rules.skips_blank_data = skipsBlankData
        rules.skips_zero_retry = skipsZeroRetry
        return rules
    }
}

extension ServerSentEventError {
    fileprivate init(_ error: sse_error, byteOffset: UInt64) {
        switch error {
        case .line_too_long: self.init(.lineTooLong, byteOffset: byteOffset)
        case .event_too_large: self.init(.eventTooLarge, byteOffset: byteOffset)
        case .out_of_memory: self.init(.outOfMemory, byteOffset: byteOffset)
        case .none: preconditionFailure("a decoder fails only with an error")
        }
    }
}

extension Span where Element == UInt8 {
    /// How many bytes come before the first CR or LF; nil when there is none.
    package var lineEnd: Int? {
        let end = unsafe withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            return unsafe sse_line_end(start, bytes.count) - start
        }
        return end < count ? end : nil
    }

    /// The bytes of a slice, which is never NULL; the caller says how long they live.
    @inlinable
    @_lifetime(immortal)
    init(_ slice: sse_slice) {
        let bytes = unsafe Span(_unsafeStart: slice.start, count: slice.count)
        self = unsafe _overrideLifetime(bytes, copying: ())
    }
}

extension String {
    /// Text of bytes that may not be valid UTF-8: U+FFFD takes the place of what is not.
    package init(repairing bytes: Span<UInt8>) {
        self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
