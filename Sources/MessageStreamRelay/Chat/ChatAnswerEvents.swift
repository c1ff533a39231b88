#if Relay
    public import NIOCore

    /// The events of a kept answer, as bytes to be sent: whole events, several in one buffer.
    ///
    /// Ends with the answer. Throws ``ChatAnswerStoreError/Code-swift.enum/answerGone`` when the reader
    /// is so far behind that events which it has not had were dropped. For one reader: iterators share
    /// their place.
    public struct ChatAnswerEvents: AsyncSequence, Sendable {
        /// Whole events.
        public typealias Element = ByteBuffer
        /// Why there are no more.
        public typealias Failure = ChatAnswerStoreError

        private let pull: @Sendable () async throws(ChatAnswerStoreError) -> ByteBuffer?

        /// A sequence of what `pull` returns, until it returns nil or throws.
        ///
        /// `pull` is never called again while it is running; when the sequence and its iterators are
        /// released, so is what `pull` holds.
        public init(
            pull: @escaping @Sendable () async throws(ChatAnswerStoreError) -> ByteBuffer?
        ) {
            self.pull = pull
        }

        /// An iterator at the place that the sequence has come to.
        public func makeAsyncIterator() -> Iterator {
            Iterator(pull: pull)
        }

        /// Pulls the events.
        public struct Iterator: AsyncIteratorProtocol {
            fileprivate let pull: @Sendable () async throws(ChatAnswerStoreError) -> ByteBuffer?

            /// More events, or nil when the answer is over.
            public mutating func next() async throws(ChatAnswerStoreError) -> ByteBuffer? {
                try await pull()
            }

            /// More events, or nil when the answer is over.
            public mutating func next(
                isolation actor: isolated (any Actor)?
            ) async throws(ChatAnswerStoreError) -> ByteBuffer? {
                try await pull()
            }
        }
    }

    @available(*, unavailable)
    extension ChatAnswerEvents.Iterator: Sendable {}
#endif
