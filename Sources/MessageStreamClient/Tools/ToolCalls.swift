#if Client
    import MessageStream
    import Synchronization

    /// The tool uses of one turn: those that run, wait, and are done.
    final class ToolCalls: Sendable {
        private struct State {
            var running = 0
            var waiting: ArraySlice<ToolUseBlock> = []
            var results: [InputContent] = []
        }

        private let maximumRunning: Int
        private let state = Mutex(State())

        init(maximumRunning: Int) {
            self.maximumRunning = maximumRunning
        }

        /// The results so far, in the order in which they came.
        var results: [InputContent] { state.withLock { $0.results } }

        /// Whether the tool use may run now; otherwise a ``finish(_:_:)`` will return it.
        func admit(_ toolUse: ToolUseBlock) -> Bool {
            state.withLock { state in
                guard state.running < maximumRunning else {
                    state.waiting.append(toolUse)
                    return false
                }
                state.running += 1
                return true
            }
        }

        /// Notes what came of a tool use, and returns one that may run in its place.
        func finish(_ toolUse: ToolUseBlock, _ output: ToolOutput?) -> ToolUseBlock? {
            state.withLock { state in
                if let output { state.results.append(output.result(for: toolUse.id)) }
                if let next = state.waiting.popFirst() { return next }
                state.running -= 1
                return nil
            }
        }
    }

    extension ToolOutput {
        /// The output as a block of the next request.
        fileprivate func result(for toolUseID: String) -> InputContent {
            .toolResult(for: toolUseID, content, isError: isError)
        }
    }
#endif
