#if Client
    import MessageStream

    /// One answer and the tools that it uses.
    struct ToolTurn: Sendable {
        typealias Tell = @Sendable (ToolRunnerEvent) async -> Void

        let runner: ToolRunner
        let tell: Tell
        let calls: ToolCalls

        init(runner: ToolRunner, tell: @escaping Tell) {
            self.runner = runner
            self.tell = tell
            calls = ToolCalls(maximumRunning: max(1, runner.maximumConcurrentTools))
        }

        /// Asks the model, and adds its answer and the results of its tools to `conversation`.
        func run(_ conversation: inout Conversation) async throws -> Message {
            var request = conversation.request(like: runner.request)
            request.tools += runner.tools.map(\.definition)
            let response = try await runner.client.stream(request, options: runner.options)
            let answer = await withTaskGroup(of: Void.self) { group in
                do throws(MessageStreamClientError) {
                    let message = try await read(response, &group)
                    return Result<Message, MessageStreamClientError>.success(message)
                } catch {
                    // A cancel reaches the tools by itself; after another failure they may finish.
                    return .failure(error)
                }
            }
            conversation.append(response, keeping: runner.cutAnswer)
            for result in calls.results { try? conversation.append(toolResult: result) }
            let message = try answer.get()
            if Task.isCancelled { throw MessageStreamClientError(.cancelled) }
            return message
        }

        /// Tells what the answer says and starts its tools.
        private func read(
            _ response: MessageStreamResponse, _ group: inout TaskGroup<Void>
        ) async throws(MessageStreamClientError) -> Message {
            var open: [Int: ToolUseBlock] = [:]
            var started: Set<Int> = []
            for try await step in response.steps {
                switch step.event {
                case .contentBlockStart(let index, .toolUse(let toolUse)): open[index] = toolUse
                case .contentBlockDelta(_, .text(let text)): await tell(.text(text))
                case .contentBlockDelta(_, .thinking(let text, estimatedTokens: _)):
                    await tell(.thinking(text))
                case .contentBlockDelta(let index, .inputJSON(let fragment)):
                    guard let toolUse = open[index] else { continue }
                    await tell(.toolInput(toolUse: toolUse, fragment: fragment))
                case .contentBlockStart, .contentBlockDelta, .contentBlockStop, .messageStart,
                    .messageDelta, .messageStop, .ping, .error, .unknown:
                    break
                }
                if case .contentBlockStop(let index, .toolUse(let toolUse)) = step.update {
                    open[index] = nil
                    guard runner.start == .atBlockStop else { continue }
                    started.insert(index)
                    start(toolUse, &group)
                }
            }
            let message = try await response.finalMessage()
            guard message.asksForAnotherTurn else { return message }
            for (index, block) in message.content.enumerated() where !started.contains(index) {
                if case .toolUse(let toolUse) = block { start(toolUse, &group) }
            }
            return message
        }

        private func start(_ toolUse: ToolUseBlock, _ group: inout TaskGroup<Void>) {
            guard calls.admit(toolUse) else { return }
            group.addTask {
                var next: ToolUseBlock? = toolUse
                while let toolUse = next {
                    await tell(.toolStarted(toolUse))
                    let output = await runner.output(of: toolUse)
                    if let output { await tell(.toolFinished(toolUse, output)) }
                    next = calls.finish(toolUse, output)
                }
            }
        }
    }

    extension ToolRunner {
        /// What the tool gives, or nil when it was cancelled.
        fileprivate func output(of toolUse: ToolUseBlock) async -> ToolOutput? {
            guard let tool = tools.first(where: { $0.definition.name == toolUse.name }) else {
                let names = tools.map(\.definition.name).joined(separator: ", ")
                return .error("There is no tool \"\(toolUse.name)\". The tools are: \(names).")
            }
            if Task.isCancelled { return nil }
            do {
                return try await tool.run(toolUse)
            } catch {
                return Task.isCancelled ? nil : .error("\(error)")
            }
        }
    }
#endif
