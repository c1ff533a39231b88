#if Relay
    public import NIOCore

    /// Keeps the events of answers for readers that lost their connection, and hands them out.
    ///
    /// One answer has one writer, the relay, and any number of readers. ``InMemoryChatAnswerStore`` is
    /// the store of one process; one that several processes share can take its place. The writer's
    /// calls come from event loops, once for each read of the upstream: they must not wait, and what
    /// cannot be kept is dropped, since an answer never fails because it could not be kept.
    public protocol ChatAnswerStore: Sendable {
        /// Begins to keep an answer.
        ///
        /// - Parameters:
        ///   - answer: Its name.
        ///   - owner: Whose answer it is, the name of the client's key; only this owner can read it.
        ///   - readersChanged: Called when ``readers(of:)`` has changed, from any thread and not while
        ///     the store is locked; it says not how, since calls may overtake each other.
        /// - Returns: Whether there was room for it; if not, the answer cannot be resumed.
        @discardableResult
        func begin(
            _ answer: ChatAnswerID, owner: String,
            readersChanged: @escaping @Sendable () -> Void
        ) -> Bool

        /// Keeps more events of an answer.
        ///
        /// - Parameters:
        ///   - events: Whole events, each with its blank line, numbered without a gap; no comments.
        ///   - lastNumber: The number of the last of them.
        ///   - answer: The answer's name.
        func append(_ events: ByteBuffer, lastNumber: Int, to answer: ChatAnswerID)

        /// Says that nothing is appended to the answer any more: its readers get the rest, and end.
        func end(_ answer: ChatAnswerID)

        /// The events of an answer behind `number`: first those that are kept, then those that come.
        ///
        /// Returns nil when the answer has ended and nothing follows `number`. The sequence counts as
        /// a reader until it has ended or is released.
        ///
        /// - Throws: ``ChatAnswerStoreError/Code-swift.enum/answerGone`` when the answer is not kept,
        ///   belongs to somebody else, or the event behind `number` has been dropped.
        func events(
            of answer: ChatAnswerID, after number: Int, owner: String
        ) async throws(ChatAnswerStoreError) -> ChatAnswerEvents?

        /// What is known of an answer.
        ///
        /// - Throws: ``ChatAnswerStoreError/Code-swift.enum/answerGone`` when the answer is not kept,
        ///   or belongs to somebody else.
        func status(
            of answer: ChatAnswerID, owner: String
        ) async throws(ChatAnswerStoreError) -> ChatAnswerStatus

        /// How many sequences of ``events(of:after:owner:)`` are reading the answer in this process.
        func readers(of answer: ChatAnswerID) -> Int
    }

    /// What a ``ChatAnswerStore`` knows of an answer.
    public struct ChatAnswerStatus: Sendable, Hashable {
        /// The number of the last event that was appended; 0 before the first.
        public var lastNumber: Int
        /// Whether nothing is appended any more.
        public var hasEnded: Bool

        /// What a store knows.
        public init(lastNumber: Int, hasEnded: Bool) {
            self.lastNumber = lastNumber
            self.hasEnded = hasEnded
        }
    }

    /// Why a ``ChatAnswerStore`` gives no events.
    public struct ChatAnswerStoreError: Error, Hashable, Sendable {
        /// The kinds of failure.
        public enum Code: Sendable, Hashable {
            /// The answer, or the part of it that was asked for, is not kept, or not for this owner.
            case answerGone
            /// The task that was reading has been cancelled.
            case cancelled
            /// The store itself failed, such as a shared one that cannot be reached.
            case unavailable
        }

        /// What went wrong.
        public var code: Code

        /// A failure of kind `code`.
        public init(_ code: Code) {
            self.code = code
        }
    }

    extension ChatAnswerStoreError: CustomStringConvertible {
        /// What went wrong, as a clause: what a client may be told.
        public var description: String {
            switch code {
            case .answerGone: "the answer, or that part of it, is not kept any more"
            case .cancelled: "reading was cancelled"
            case .unavailable: "the kept answers cannot be reached"
            }
        }
    }
#endif
