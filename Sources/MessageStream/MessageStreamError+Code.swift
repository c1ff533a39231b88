extension MessageStreamError {
    /// The kinds of failure; more may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind {
            case framing, invalidJSON, malformedEvent, streamed, sourceFailed
            case truncated, cancelled, noMessage, missingMessageStart
            case missingBlock, blockGap, blockStartedTwice, deltaAfterStop
            case tooManyBlocks, tooManyMembers, messageTooLarge
            case anomaly, anotherMessage
        }

        private let kind: Kind

        /// The event stream is past a limit of its decoder: a line without an end.
        public static let framing = Code(kind: .framing)
        /// The data of an event is not JSON: `data: {"type":"ping"`.
        public static let invalidJSON = Code(kind: .invalidJSON)
        /// An event lacks what it is there for: `{"type":"content_block_stop"}`, of which block?
        public static let malformedEvent = Code(kind: .malformedEvent)
        /// The API sent an error in the middle of the stream: `{"type":"error","error":…}`.
        public static let streamed = Code(kind: .streamed)
        /// The source of the bytes failed: a connection was reset, a file could not be read.
        public static let sourceFailed = Code(kind: .sourceFailed)
        /// The stream ended before the message did; what came is a partial message.
        public static let truncated = Code(kind: .truncated)
        /// The reader stopped before the message ended; what came is a partial message.
        public static let cancelled = Code(kind: .cancelled)
        /// The stream ended without any event of a message: an empty body, an HTML page.
        public static let noMessage = Code(kind: .noMessage)
        /// Blocks came without a `message_start` before them: a stream that was joined late.
        public static let missingMessageStart = Code(kind: .missingMessageStart)
        /// A message starts in the middle of another, of which blocks have come: two streams were mixed.
        public static let anotherMessage = Code(kind: .anotherMessage)
        /// A delta or stop is for a block that never started.
        public static let missingBlock = Code(kind: .missingBlock)
        /// A block starts at an index that leaves out others: 5 after 0.
        public static let blockGap = Code(kind: .blockGap)
        /// A block starts at an index at which one has started before.
        public static let blockStartedTwice = Code(kind: .blockStartedTwice)
        /// A delta is for a block that has stopped.
        public static let deltaAfterStop = Code(kind: .deltaAfterStop)
        /// There are more than ``MessageAccumulator/Limits/maximumBlocks``.
        public static let tooManyBlocks = Code(kind: .tooManyBlocks)
        /// There are more than ``MessageAccumulator/Limits/maximumMembers``.
        public static let tooManyMembers = Code(kind: .tooManyMembers)
        /// There is more than ``MessageAccumulator/Limits/maximumMessageBytes``.
        public static let messageTooLarge = Code(kind: .messageTooLarge)
        /// The accumulator refuses anomalies, and one came: a `text_delta` for a `tool_use`.
        public static let anomaly = Code(kind: .anomaly)

        /// What went wrong, in words and without the place.
        public var description: String {
            switch kind {
            case .framing: "the event stream is past a limit"
            case .invalidJSON: "the data of an event is not JSON"
            case .malformedEvent: "an event lacks what it is there for"
            case .streamed: "the API sent an error in the middle of the stream"
            case .sourceFailed: "the source of the stream failed"
            case .truncated: "the stream ended before the message did"
            case .cancelled: "reading stopped before the message ended"
            case .noMessage: "the stream ended without a message"
            case .missingMessageStart: "a block came without a message_start before it"
            case .anotherMessage: "a message started before another one had ended"
            case .missingBlock: "a delta or stop came for a block that never started"
            case .blockGap: "a block starts at an index that leaves out others"
            case .blockStartedTwice: "a block starts where one has started before"
            case .deltaAfterStop: "a delta came for a block that has stopped"
            case .tooManyBlocks: "the message has more blocks than the limit"
            case .tooManyMembers: "the message has more members than the limit"
            case .messageTooLarge: "the message is larger than the limit"
            case .anomaly: "an event does not fit its message"
            }
        }
    }
}
