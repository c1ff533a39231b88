public import ServerSentEvents
internal import Synchronization

extension EventSource {
    /// Decodes bytes as they are pushed in, with the methods of mattt/EventSource's parser.
    ///
    /// ```swift
    /// let parser = EventSource.Parser()
    /// await parser.consume(contentsOf: bytes)
    /// await parser.finish()
    /// while let event = await parser.getNextEvent() { … }
    /// ```
    ///
    /// The methods are `async` as the original's are, and yet stay on the caller's executor: a lock
    /// takes the place of the actor, so that a byte costs no hop. Where there are chunks, push chunks.
    /// Events wait, however many, until somebody takes them.
    public final class Parser: Sendable {
        private let state: Mutex<State>

        /// A parser at the start of a stream.
        public init(limits: ServerSentEventDecoder.Limits = .default) {
            state = Mutex(State(limits: limits))
        }

        /// Takes the next byte of the stream.
        @inlinable
        public nonisolated(nonsending) func consume(_ byte: UInt8) async {
            push(byte)
        }

        /// What of a byte is no call of an `async` function, which would cost more than the rest.
        @usableFromInline
        func push(_ byte: UInt8) {
            state.withLock { $0.consume(byte) }
        }

        /// Takes the next bytes of the stream.
        public nonisolated(nonsending) func consume(
            contentsOf bytes: some Collection<UInt8>
        ) async {
            var chunk = Chunk(bytes)
            chunk.take { rest in state.withLock { $0.consume(&rest) } }
        }

        /// The next event of those that are complete, or nil when there is none.
        public nonisolated(nonsending) func getNextEvent() async -> Event? {
            state.withLock { $0.takeEvent() }
        }

        /// The value of the last `id` field, for the request that takes the stream up again.
        public nonisolated(nonsending) func getLastEventId() async -> String {
            state.withLock { $0.decoding.lastEventID }
        }

        /// The value of the last `retry` field in milliseconds; 3000 when there was none.
        public nonisolated(nonsending) func getReconnectionTime() async -> Int {
            state.withLock { $0.decoding.reconnectionTime }
        }

        /// Says that the stream has ended; completes an event whose blank line is missing.
        public nonisolated(nonsending) func finish() async {
            state.withLock { $0.finish() }
        }

        /// Why decoding stopped; nil while it goes on. Bytes that come afterwards are ignored.
        public var error: ServerSentEventError? {
            state.withLock { $0.error }
        }
    }
}

extension EventSource.Parser {
    /// What the lock guards.
    private struct State: ~Copyable {
        var decoding: EventDecoding
        var error: ServerSentEventError?
        /// Bytes of a line that were pushed one by one.
        private var line: [UInt8] = []
        private var events: [EventSource.Event] = []
        private var taken = 0

        /// A line is decoded when it has this many bytes, though it goes on.
        private static let greatestPiece = 16 << 10

        init(limits: ServerSentEventDecoder.Limits) {
            decoding = EventDecoding(limits: limits)
        }

        mutating func consume(_ byte: UInt8) {
            line.append(byte)
            let isEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            if isEnd || line.count == Self.greatestPiece { decodeLine() }
        }

        @_lifetime(bytes: copy bytes)
        mutating func consume(_ bytes: inout Span<UInt8>) {
            decodeLine()
            decode(&bytes)
        }

        mutating func takeEvent() -> EventSource.Event? {
            guard taken < events.count else {
                events.removeAll(keepingCapacity: true)
                taken = 0
                return nil
            }
            taken += 1
            return events[taken - 1]
        }

        mutating func finish() {
            decodeLine()
            if error == nil, let event = decoding.finish() { events.append(event) }
        }

        private mutating func decodeLine() {
            guard !line.isEmpty else { return }
            var bytes: [UInt8] = []
            swap(&bytes, &line)
            var rest = bytes.span
            decode(&rest)
            bytes.removeAll(keepingCapacity: true)
            swap(&bytes, &line)
        }

        @_lifetime(bytes: copy bytes)
        private mutating func decode(_ bytes: inout Span<UInt8>) {
            guard error == nil else { return }
            do throws(ServerSentEventError) {
                while let event = try decoding.next(from: &bytes) { events.append(event) }
            } catch {
                self.error = error
            }
        }
    }
}
