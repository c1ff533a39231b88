#if Client
    import MessageStream

    /// What happens while a ``ToolRunner`` runs, as it happens.
    ///
    /// ```swift
    /// let run = runner.events(conversation)
    /// for try await event in run {
    ///     if case .text(let text) = event { print(text, terminator: "") }
    /// }
    /// conversation = run.conversation
    /// ```
    ///
    /// Runs from the first read on and stays a few events ahead of the reader, no more. All iterators
    /// share the one run. When the task that reads is cancelled, or run and iterators are let go, the
    /// connection is closed at once and the tools are cancelled; the reader gets its error when they
    /// have ended, so that ``conversation`` is all that there will be.
    public final class ToolRun: AsyncSequence, Sendable {
        private let state: ToolRunState

        init(runner: ToolRunner, conversation: Conversation) {
            state = ToolRunState(runner: runner, conversation: conversation)
        }

        deinit {
            state.cancel()
        }

        /// The conversation at the end of the last turn, one that failed or was cancelled included.
        public var conversation: Conversation { state.conversation }

        /// An iterator where the reading stands.
        public func makeAsyncIterator() -> Iterator {
            Iterator(run: self)
        }

        /// Reads event by event.
        public struct Iterator: AsyncIteratorProtocol {
            fileprivate let run: ToolRun

            /// The next event, or nil when the model is done.
            ///
            /// - Throws: What ``ToolRunner/run(_:)`` throws.
            public mutating func next(
                isolation actor: isolated (any Actor)?
            ) async throws -> ToolRunnerEvent? {
                try await run.state.next(isolation: actor)
            }

            /// The next event, or nil when the model is done.
            public mutating func next() async throws -> ToolRunnerEvent? {
                try await next(isolation: nil)
            }
        }
    }

    @available(*, unavailable)
    extension ToolRun.Iterator: Sendable {}
#endif
