#if CommandLine && Client
    import ArgumentParser
    import MessageStreamClient
    #if Relay
        import MessageStreamReplay
    #endif

    /// `message-stream chat`.
    struct ChatCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "chat",
            abstract: "Talk with a model, and see its answers stream in.",
            discussion: """
                Asks PROMPT, then what is typed. Ctrl-C cancels an answer and keeps the conversation; \
                at the prompt, or pressed again, it leaves, as Ctrl-D does. Tool calls are shown while \
                their input grows, and are not run. Without a terminal the prompts are the lines of \
                the standard input, or only PROMPT if it is given.

                The key comes from ANTHROPIC_API_KEY, or a token from ANTHROPIC_AUTH_TOKEN; \
                ANTHROPIC_BASE_URL is read too.

                EXAMPLES
                  message-stream chat
                  message-stream chat --system 'Answer in rhymes.' 'Who are you?'
                  message-stream chat --replay                 without a key, a recorded answer
                  message-stream chat <questions.txt >answers.txt
                """)

        /// The model that is asked unless another is said.
        static let defaultModel = "claude-sonnet-4-5"

        @Option(help: "The model to ask.")
        var model = Self.defaultModel

        @Option(help: ArgumentHelp("What the model is told beforehand.", valueName: "text"))
        var system: String?

        @Option(help: ArgumentHelp("The most tokens of an answer.", valueName: "tokens"))
        var maxTokens = 4096

        @Option(
            name: .customLong("base-url"),
            help: ArgumentHelp(
                "Where the API, or a relay, is. A relay may do without a key.", valueName: "url"))
        var baseURL: String?

        #if Relay
            @Flag(help: "Ask a server inside of this command, which replays recorded answers.")
            var replay = false

            @Option(
                name: .customLong("recording"),
                help: ArgumentHelp(
                    "With --replay: a recorded answer; given several times, they take turns.",
                    valueName: "file"),
                completion: .file())
            var recordings: [String] = []

            @Option(
                help: ArgumentHelp(
                    """
                    With --replay: so many events a second; without it the pace of a model on a \
                    terminal, and as fast as possible elsewhere.
                    """,
                    valueName: "rate"))
            var eventsPerSecond: Double?
        #endif

        @Argument(help: "What to ask first.")
        var prompt: String?

        func validate() throws {
            guard maxTokens >= 1 else {
                throw ValidationError("--max-tokens takes 1 or more.")
            }
            if let prompt, prompt.allSatisfy(\.isWhitespace) {
                throw ValidationError("The prompt is blank.")
            }
            #if Relay
                try validateReplay()
            #endif
        }

        func run() async throws {
            try await runSession { session async throws(Failure) in
                #if Relay
                    if replay { return try await converseWithReplay(in: &session) }
                #endif
                let configuration = MessageClient.Configuration.environment(baseURL: baseURL)
                let isAPI =
                    configuration.baseURL == MessageClient.Configuration.defaultBaseURL
                if isAPI, configuration.credentials == .none {
                    return try session.complain(about: "chat", .noKey)
                }
                try await converse(in: &session, configuration)
            }
        }

        private func converse(
            in session: inout Session, _ configuration: MessageClient.Configuration
        ) async throws(Failure) {
            let client = MessageClient(configuration: configuration)
            let chat = Chat(
                client: client, model: ModelName(rawValue: model), maxTokens: maxTokens,
                conversation: Conversation(system: system.map { SystemPrompt($0) }))
            try await session.converse(chat, prompt: prompt)
        }
    }

    #if Relay
        extension ChatCommand {
            /// The pace of a model, as somebody sees it who reads along.
            private static let readablePace = 33.0

            private func validateReplay() throws {
                if let eventsPerSecond, !(eventsPerSecond > 0 && eventsPerSecond.isFinite) {
                    throw ValidationError("--events-per-second takes more than 0.")
                }
                if !replay, eventsPerSecond != nil || !recordings.isEmpty {
                    throw ValidationError("--recording and --events-per-second need --replay.")
                }
                if replay, baseURL != nil {
                    throw ValidationError("--replay and --base-url exclude each other.")
                }
                if recordings.contains("-") {
                    throw ValidationError("--recording takes files: prompts are on standard input.")
                }
            }

            private func converseWithReplay(in session: inout Session) async throws(Failure) {
                let recordings = try session.recordings(at: recordings)
                guard session.status == .success else { return }
                let pace = eventsPerSecond ?? (session.output.isTerminal ? Self.readablePace : nil)
                let behaviour = ReplayBehaviour(
                    pacing: pace.map { .eventsPerSecond($0) } ?? .asFastAsPossible)
                let server: ReplayServer
                do {
                    server = try await ReplayServer.start(
                        recordings: recordings, behaviour: behaviour,
                        limits: ReplayServer.Limits(maximumKeptRequests: 0))
                } catch {
                    return try session.complain(about: "127.0.0.1", .listening("\(error)"))
                }
                let failure: Failure?
                do throws(Failure) {
                    try await converse(
                        in: &session, MessageClient.Configuration(baseURL: server.baseURL))
                    failure = nil
                } catch {
                    failure = error
                }
                await server.stop()
                if let failure { throw failure }
            }
        }
    #endif
#endif
