#if Client
    import MessageStream
    import Synchronization

    extension ResponseStream {
        /// The next event and what it did to the message, or nil when the message is over.
        func next(
            isolation actor: isolated (any Actor)?
        ) async throws(MessageStreamClientError) -> (
            event: MessageStreamEvent, update: MessageUpdate?
        )? {
            while true {
                let turn = turn()
                if case .event(let event, let update) = turn { return (event, update) }
                guard try await follow(turn, isolation: actor) else { return nil }
            }
        }

        /// Reads what is left; while somebody else is reading, waits until that one is through.
        func finalMessage(
            isolation actor: isolated (any Actor)?
        ) async throws(MessageStreamClientError) -> Message {
            while true {
                let turn = rest()
                guard try await follow(turn, isolation: actor) else {
                    guard let message = currentMessage else {
                        preconditionFailure("a stream that ends without an error has a message")
                    }
                    return message
                }
            }
        }

        private func turn() -> Turn {
            let circumstances = circumstances()
            let (turn, aftermath) = state.withLock { $0.turn(circumstances) }
            finish(aftermath)
            return turn
        }

        /// Reads all that is there, unless somebody else reads.
        private func rest() -> Turn {
            let circumstances = circumstances()
            let (turn, aftermath) = state.withLock { state -> (Turn, Aftermath?) in
                if state.readers > 0, case .reading = state.phase { return (.standBy, nil) }
                while true {
                    let (turn, aftermath) = state.turn(circumstances)
                    if case .event = turn { continue }
                    return (turn, aftermath)
                }
            }
            finish(aftermath)
            return turn
        }

        /// Does what a turn asks for; returns false when the message is over.
        private func follow(
            _ turn: Turn, isolation actor: isolated (any Actor)?
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
                await standBy(isolation: actor)
                if Task.isCancelled { throw MessageStreamClientError(.cancelled) }
            }
            return true
        }

        /// Waits until the phase changes, or nobody else reads any more.
        private func standBy(isolation actor: isolated (any Actor)?) async {
            let id = state.withLock { $0.waiters.newID() }
            await withTaskCancellationHandler {
                await withCheckedContinuation(isolation: actor) { continuation in
                    let mustWait = state.withLock { state in
                        let isBusy =
                            switch state.phase {
                            case .over: false
                            case .connecting: true
                            case .reading: state.readers > 0
                            }
                        guard isBusy, !Task.isCancelled else { return false }
                        state.waiters.add(id, continuation)
                        return true
                    }
                    if !mustWait { continuation.resume() }
                }
            } onCancel: {
                state.withLock { $0.waiters.take(id) }?.resume()
            }
        }

        func circumstances() -> Circumstances {
            Circumstances(
                random: 0, timeLeft: deadline.map { $0 - time.now() },
                needsProgress: !options.timeouts.pingsCount)
        }

        func finish(_ aftermath: Aftermath?) {
            guard let aftermath else { return }
            aftermath.abort?.abort()
            aftermath.release?.release()
            aftermath.sleeper?.cancel()
            aftermath.waiters.resumeAll()
            if let attempt = aftermath.attempt { options.attemptHook?(attempt) }
        }
    }
#endif
