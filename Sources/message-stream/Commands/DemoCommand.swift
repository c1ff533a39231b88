#if CommandLine
    import ArgumentParser

    /// `message-stream demo`.
    struct DemoCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "demo",
            abstract: "Show a recorded answer as it comes together.",
            discussion: """
                Needs neither a key nor a network. Text streams in Chinese and English; then the input \
                of a tool call grows out of its fragments.

                EXAMPLES
                  message-stream demo
                  message-stream demo --speed fast
                """)

        /// How the recording is played.
        enum Speed: String, CaseIterable, ExpressibleByArgument {
            case fast, real
        }

        @Option(
            help: """
                At once, or at the pace of a model; without it, at the pace of a model on a terminal \
                and at once elsewhere.
                """)
        var speed: Speed?

        func run() throws {
            try runSession { session throws(Failure) in
                let isPaced = speed.map { $0 == .real } ?? session.output.isTerminal
                try session.playRecording(delay: isPaced ? .milliseconds(30) : .zero)
            }
        }
    }
#endif
