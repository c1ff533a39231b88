#if Relay
    extension RelayConfiguration {
        /// What the chat endpoint asks the upstream for, and what it keeps of an answer.
        public struct Chat: Sendable, Hashable {
            /// The model, where a request names none. Default: `claude-sonnet-4-5`.
            public var model = "claude-sonnet-4-5"
            /// The most tokens of an answer, where a request does not say. Default: 4096.
            public var maximumTokens = 4096
            /// The system prompt, where a request has none.
            public var systemPrompt: String?
            /// How long a stream may be silent until a comment keeps it open. Default: 15 s.
            public var heartbeatInterval: Duration = .seconds(15)
            /// What is kept for a reader that lost its connection.
            public var resumption = Resumption()

            /// The defaults.
            public init() {}
        }

        /// What is kept of answers for readers that come back with `Last-Event-ID`.
        public struct Resumption: Sendable, Hashable {
            /// Whether anything is. Default: true.
            public var isEnabled = true
            /// How long an answer is kept after its end. Default: 5 min.
            public var time: Duration = .seconds(300)
            /// The most bytes of one answer; its first ones go first. Default: 1 MiB.
            public var maximumAnswerBytes = 1 << 20
            /// The most bytes of all answers; those that ended first go first. Default: 64 MiB.
            public var maximumTotalBytes = 64 << 20
            /// How long the upstream is read on while nobody reads. Default: 15 s.
            public var graceTime: Duration = .seconds(15)

            /// The defaults.
            public init() {}
        }
    }
#endif
