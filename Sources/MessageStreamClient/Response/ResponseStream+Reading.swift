#if Client
    import MessageStream
    import Synchronization

    extension ResponseStream {
        /// The next event and what it did to the message, or nil when the message is over.
        func next(
            _ interest: AnswerAssembly.Interest, isolation actor: isolated (any Actor)?
        ) async throws(MessageStreamClientError) -> (
            event: MessageStreamEvent, update: MessageUpdate?
        )? {
            if Task.isCancelled { cancel() }
            while true {
                let turn = turn(interest)
                if case .event(let event, let update) = turn { return (event, update) }
                let isOver = try await !follow(turn, isolation: actor) { $0.isConnecting }
                if isOver { return nil }
            }
        }

        /// Reads what is left; while somebody else is reading, waits until that one is through.
        func finalMessage(
            isolation actor: isolated (any Actor)?
        ) async throws(MessageStreamClientError) -> Message {
            let task = TaskIdentity.current
            while true {
                let turn = rest(task)
                let isOver = try await !follow(turn, isolation: actor) {
                    $0.isReadByOthers(than: task)
                }
                guard isOver else { continue }
                guard let message = currentMessage else {
                    preconditionFailure("a stream that ends without an error has a message")
                }
                return message
            }
        }

        private func turn(_ interest: AnswerAssembly.Interest) -> Turn {
            let (turn, aftermath) = state.withLock { $0.turn(interest, circumstances) }
            finish(aftermath)
            return turn
        }

        /// Reads all that is there, unless somebody else reads.
        private func rest(_ task: TaskIdentity?) -> Turn {
            let (turn, aftermath) = state.withLock { state -> (Turn, Aftermath?) in
                if state.isReadByOthers(than: task) { return (.standBy, nil) }
                let interest: AnswerAssembly.Interest =
                    state.observation?.timesEvents == true ? .events : .message
                while true {
                    let (turn, aftermath) = state.turn(interest, circumstances)
                    if case .event = turn, aftermath == nil { continue }
                    return (turn, aftermath)
                }
            }
            finish(aftermath)
            return turn
        }

        /// Does what a turn asks for; returns false when the message is over.
        ///
        /// - Parameter isBusy: Whether to stand by, when the turn says so.
        private func follow(
            _ turn: Turn, isolation actor: isolated (any Actor)?,
            while isBusy: @Sendable (borrowing State) -> Bool
        ) async throws(MessageStreamClientError) -> Bool {
            switch turn {
            case .event: return true
            case .over: return false
            case .failed(let error): throw error
            case .wait(let exchange):
                await exchange.wait(isolation: actor)
                if Task.isCancelled { cancel() }
            case .connect(let delay):
                try await connect(after: delay, isolation: actor)
            case .standBy:
                await standBy(isolation: actor, while: isBusy)
                if Task.isCancelled { throw MessageStreamClientError(.cancelled) }
            }
            return true
        }

        /// Waits until the phase changes, or an iterator goes, so that nobody else is busy.
        private func standBy(
            isolation actor: isolated (any Actor)?,
            while isBusy: @Sendable (borrowing State) -> Bool
        ) async {
            let id = state.withLock { $0.waiters.newID() }
            await withTaskCancellationHandler {
                await withCheckedContinuation(isolation: actor) { continuation in
                    let mustWait = state.withLock { state in
                        guard isBusy(state), !Task.isCancelled else { return false }
                        state.waiters.add(id, continuation)
                        return true
                    }
                    if !mustWait { continuation.resume() }
                }
            } onCancel: {
                state.withLock { $0.waiters.take(id) }?.resume()
            }
        }

        func finish(_ aftermath: Aftermath?) {
            guard let aftermath else { return }
            if let (exchange, patience) = aftermath.patience { exchange.set(patience) }
            if let timing = aftermath.timing { aftermath.observation?.record(timing) }
            aftermath.abort?.abort()
            aftermath.release?.release()
            aftermath.sleeper?.cancel()
            aftermath.waiters.resumeAll()
            if let attempt = aftermath.attempt {
                options.attemptHook?(attempt)
                aftermath.observation?.noteAttempt(attempt)
            }
            if let end = aftermath.end {
                aftermath.observation?.end(
                    end.ending, message: end.message, error: end.error, attempts: end.attempts,
                    at: time.now())
            }
        }
    }

    extension ResponseStream.State {
        /// Whether somebody is making a new attempt.
        var isConnecting: Bool {
            if case .connecting = phase { true } else { false }
        }

        /// Whether a task that wants the rest has to leave the reading to another.
        func isReadByOthers(than task: TaskIdentity?) -> Bool {
            switch phase {
            case .over: false
            case .connecting: true
            case .reading: readers.contains { $0 != task }
            }
        }
    }
#endif
