#if CommandLine && Client
    import Synchronization

    /// The person at the other end of a chat: the lines that come, and Ctrl-C.
    final class ChatPartner: Sendable {
        private enum Input: Sendable {
            case line(Result<String?, Failure>)
            case leave
        }

        private let lines: TerminalLines
        private let interruption = Mutex(Interruption())
        private let inputs: AsyncStream<Input>
        private let continuation: AsyncStream<Input>.Continuation

        init() throws(Failure) {
            lines = try TerminalLines()
            (inputs, continuation) = AsyncStream.makeStream()
        }

        /// The next prompt, or nil when the person leaves. Waits for it.
        func nextPrompt() async throws(Failure) -> String? {
            lines.readLine { [continuation] line in continuation.yield(.line(line)) }
            for await input in inputs {
                switch input {
                case .line(let line): return try line.get()
                case .leave: return nil
                }
            }
            return nil
        }

        /// Ctrl-C was pressed.
        func interrupt() {
            perform(interruption.withLock { $0.interrupt() })
        }

        /// An answer comes, which `cancel` ends.
        func answerComes(cancel: @escaping @Sendable () -> Void) {
            perform(interruption.withLock { $0.answerComes(cancel: cancel) })
        }

        /// The answer is over; returns whether the person cancelled it.
        func answerEnded() -> Bool {
            interruption.withLock { interruption in
                interruption.answerEnded()
                return interruption.isCancelled
            }
        }

        private func perform(_ action: Interruption.Action) {
            switch action {
            case .cancel(let cancel): cancel()
            case .leave: continuation.yield(.leave)
            case .nothing: break
            }
        }
    }
#endif
