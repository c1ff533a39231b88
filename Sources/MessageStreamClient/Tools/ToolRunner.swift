#if Client
    public import MessageStream
    import PartialJSON

    /// Asks a model, runs the tools that it uses, tells it the results, and so on until it is done.
    ///
    /// ```swift
    /// let runner = ToolRunner(
    ///     client: client, model: "claude-sonnet-4-5", maxTokens: 1024, tools: [weather])
    /// var conversation = Conversation()
    /// conversation.append(user: "Do I need an umbrella in Oslo?")
    /// let message = try await runner.run(&conversation)
    /// ```
    ///
    /// The tools of one turn run concurrently; their results go back in the order of their uses. What
    /// the model does wrong, such as an unknown tool or an input that does not fit, it is told as the
    /// tool's result; only what the client or the connection does wrong is thrown.
    ///
    /// The model is done when its answer uses no tool, and when it declined or ran out of tokens
    /// (its stop reason says so).
    public struct ToolRunner: Sendable {
        /// When a tool runs.
        public enum Start: Sendable, Hashable {
            /// As soon as its input is complete, while the answer goes on. The model may still decline
            /// or the answer be cut after that: what the tool did is done.
            case atBlockStop
            /// When the answer is whole.
            case atMessageStop
        }

        /// How often the model is asked unless something else is said.
        public static let defaultMaximumTurns = 25
        /// How many tools run at a time unless something else is said.
        public static let defaultMaximumConcurrentTools = 16

        /// Whom to ask.
        public var client: MessageClient
        /// What is asked, but for the messages and the tools of ``tools``: those take their place, or
        /// stand behind its own.
        public var request: MessageRequest
        /// What the model may use. Of several tools of one name the first counts.
        public var tools: [Tool]
        /// How requests are made; nil for the client's defaults.
        public var options: RequestOptions?
        /// When tools run: at the end of their block unless said otherwise.
        public var start = Start.atBlockStop
        /// How often the model is asked at the most, at least once.
        public var maximumTurns = Self.defaultMaximumTurns
        /// How many tools run at a time, at least one; others wait.
        public var maximumConcurrentTools = Self.defaultMaximumConcurrentTools
        /// What the conversation keeps of an answer that was cut, by a failure or a cancel.
        public var cutAnswer = Conversation.CutAnswer.completedBlocks

        /// A runner whose requests are like `request`.
        public init(client: MessageClient, request: MessageRequest, tools: [Tool]) {
            self.client = client
            self.request = request
            self.tools = tools
        }

        /// A runner that asks `model`.
        public init(
            client: MessageClient, model: ModelName, maxTokens: Int, tools: [Tool]
        ) {
            self.init(
                client: client,
                request: MessageRequest(model: model, maxTokens: maxTokens, messages: []),
                tools: tools)
        }

        /// Goes on with the conversation until the model is done, and returns its last answer.
        ///
        /// Whatever happens, `conversation` has all that was said, with as much of an answer that was
        /// cut as ``cutAnswer`` says, and the results of the tools that were done. Tools that run when
        /// an answer is cut are waited for; when the task is cancelled they are cancelled first.
        ///
        /// - Throws: `MessageStreamClientError`, also with the code
        ///   `MessageStreamClientError.Code.cancelled` when the task is cancelled;
        ///   ``ToolRunnerError``.
        public func run(_ conversation: inout Conversation) async throws -> Message {
            try await run(&conversation, telling: { _ in }, committing: { _ in })
        }

        /// The same as a sequence of what happens; nothing does before it is read.
        public func events(_ conversation: Conversation) -> ToolRun {
            ToolRun(runner: self, conversation: conversation)
        }

        /// - Parameter commit: Is given the conversation at the end of each turn, also one that failed.
        func run(
            _ conversation: inout Conversation, telling tell: @escaping ToolTurn.Tell,
            committing commit: (Conversation) -> Void
        ) async throws -> Message {
            var runner = self
            let limit = max(1, maximumTurns)
            var number = 1
            while true {
                let message = try await runner.turn(&conversation, tell, commit)
                await tell(.turnEnded(message))
                if !message.asksForAnotherTurn { return message }
                guard number < limit else {
                    throw ToolRunnerError(.tooManyTurns, lastMessage: message, turns: limit)
                }
                number += 1
                if let container = message.container { runner.request.goOn(in: container) }
            }
        }

        private func turn(
            _ conversation: inout Conversation, _ tell: @escaping ToolTurn.Tell,
            _ commit: (Conversation) -> Void
        ) async throws -> Message {
            defer { commit(conversation) }
            return try await ToolTurn(runner: self, tell: tell).run(&conversation)
        }
    }

    extension MessageRequest {
        /// Has server tools go on where they ran, and left their files.
        ///
        /// The request's own container may ask for more than a place, such as skills, which a bare
        /// identifier in its stead would take from the model.
        fileprivate mutating func goOn(in container: Container) {
            let id = JSONValue.string(container.id)
            if var object = json["container"]?.object {
                object["id"] = id
                json["container"] = .object(object)
            } else {
                json["container"] = id
            }
        }
    }

    extension Message {
        /// Whether the model goes on when it gets the results of its tools, or its paused answer.
        var asksForAnotherTurn: Bool {
            switch stopReason {
            case StopReason.pauseTurn?: true
            case StopReason.refusal?, StopReason.maxTokens?,
                StopReason.modelContextWindowExceeded?:
                false
            default: !toolUses.isEmpty
            }
        }
    }
#endif
