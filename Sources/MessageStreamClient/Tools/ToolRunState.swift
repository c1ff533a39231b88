#if Client
    import MessageStream
    import Synchronization

    /// Where a run, which pushes, meets who reads its events.
    final class ToolRunState: Sendable {
        /// As many events may wait for the reader before the run waits.
        static let greatestBacklog = 16

        private typealias Reader = CheckedContinuation<Result<ToolRunnerEvent?, any Error>, Never>

        private struct State {
            var conversation: Conversation
            var task: Task<Void, Never>?
            var events: [ToolRunnerEvent] = []
            /// Nobody wants events any more; the end comes when the last turn has been committed.
            var isCancelled = false
            var end: Result<ToolRunnerEvent?, any Error>?
            var readers: [Reader] = []
            var writers: [CheckedContinuation<Void, Never>] = []
        }

        private static let cancelled = Result<ToolRunnerEvent?, any Error>.failure(
            MessageStreamClientError(.cancelled))

        private let runner: ToolRunner
        private let state: Mutex<State>

        init(runner: ToolRunner, conversation: Conversation) {
            self.runner = runner
            state = Mutex(State(conversation: conversation))
        }

        var conversation: Conversation { state.withLock { $0.conversation } }

        /// The next event, for which the run is started if it was not.
        func next(isolation actor: isolated (any Actor)?) async throws -> ToolRunnerEvent? {
            start()
            let event = await withTaskCancellationHandler {
                await withCheckedContinuation(isolation: actor) { reader in
                    let (answer, writers) = take(reader)
                    if let answer { reader.resume(returning: answer) }
                    for writer in writers { writer.resume() }
                }
            } onCancel: {
                cancel()
            }
            return try event.get()
        }

        /// Lets the connection and the tools know; the run ends for its reader when they are through,
        /// for only then the conversation is what it will be.
        func cancel() {
            let (task, writers) = state.withLock { state in
                state.isCancelled = true
                if state.end != nil, !state.events.isEmpty { state.end = Self.cancelled }
                state.events = []
                defer { state.writers = [] }
                return (state.task, state.writers)
            }
            for writer in writers { writer.resume() }
            guard let task else { return end(Self.cancelled) }
            task.cancel()
        }

        private func start() {
            state.withLock { state in
                guard state.task == nil, !state.isCancelled else { return }
                state.task = Task { [self, conversation = state.conversation] in
                    await run(from: conversation)
                }
            }
        }

        private func run(from conversation: Conversation) async {
            var conversation = conversation
            do {
                _ = try await runner.run(
                    &conversation, telling: tell,
                    committing: { conversation in
                        state.withLock { $0.conversation = conversation }
                    })
                end(.success(nil))
            } catch {
                end(.failure(error))
            }
        }

        /// Hands an event over, and waits while there are many that nobody took.
        @Sendable private func tell(_ event: ToolRunnerEvent) async {
            await withCheckedContinuation { writer in
                let (reader, isFull) = state.withLock { state -> (Reader?, Bool) in
                    if state.isCancelled { return (nil, false) }
                    if let reader = state.readers.first {
                        state.readers.removeFirst()
                        return (reader, false)
                    }
                    state.events.append(event)
                    let isFull = state.events.count >= Self.greatestBacklog
                    if isFull { state.writers.append(writer) }
                    return (nil, isFull)
                }
                reader?.resume(returning: .success(event))
                if !isFull { writer.resume() }
            }
        }

        /// What there is for a reader, or nil when it has to wait; and the writers that need not.
        private func take(
            _ reader: Reader
        ) -> (Result<ToolRunnerEvent?, any Error>?, [CheckedContinuation<Void, Never>]) {
            state.withLock { state in
                guard state.events.isEmpty else {
                    let event = state.events.removeFirst()
                    let isLow = state.events.count <= Self.greatestBacklog / 2
                    defer { if isLow { state.writers = [] } }
                    return (.success(event), isLow ? state.writers : [])
                }
                if state.end == nil { state.readers.append(reader) }
                return (state.end, [])
            }
        }

        private func end(_ end: Result<ToolRunnerEvent?, any Error>) {
            let (end, readers, writers) = state.withLock { state in
                var end = end
                // Events were dropped: that the run came to its end all the same is not the end of them.
                if state.isCancelled, case .success = end { end = Self.cancelled }
                // Nobody waits any more after the first end.
                if state.end == nil { state.end = end }
                defer { (state.readers, state.writers) = ([], []) }
                return (end, state.readers, state.writers)
            }
            for reader in readers { reader.resume(returning: end) }
            for writer in writers { writer.resume() }
        }
    }
#endif
