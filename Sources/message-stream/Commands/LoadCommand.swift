#if CommandLine && Relay
    import ArgumentParser
    import MessageStreamLoad

    /// `message-stream load`.
    struct LoadCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "load",
            abstract: "Load a relay with streams, and check every byte of them.",
            discussion: """
                With --upstream it is both ends of a relay: the API that the relay asks, and the \
                clients that ask the relay. Every event carries its number and the time at which it \
                was sent, so that what is lost, changed or late is seen. Without --upstream it asks \
                any server, and only checks that each stream ends as it should.

                All streams are opened first; then the measured time begins. One thread does all of \
                it: for more than a core can do, run several.

                EXAMPLES
                  message-stream load --url http://127.0.0.1:8080 --upstream 127.0.0.1:9000 \\
                    --streams 64 --events 5000
                  message-stream load … --streams 512 --per-write bulk --events 100000
                  message-stream load … --streams 5000 --rate 1 --duration 10 --process $(pidof nginx)
                  message-stream load … --path /chat/stream

                EXIT STATUS
                  0 if every stream was whole, 1 if one was not
                """)

        /// What the upstream writes at a time.
        enum Write: String, ExpressibleByArgument, CaseIterable {
            case event, bulk
        }

        @OptionGroup(title: "Where")
        var place: LoadPlace

        @OptionGroup(title: "How much")
        var amount: LoadAmount

        @Option(help: "What the upstream writes at a time: an event, or 64 KiB of them.")
        var perWrite = Write.event

        @Option(
            help: ArgumentHelp(
                """
                With an event a write, how many of a stream are on their way at a time; 0 for as \
                many as the sockets take.
                """,
                valueName: "events"))
        var window = 1

        @Option(
            help: ArgumentHelp("Send so many events a second on each stream.", valueName: "rate"))
        var rate: Double?

        @Option(
            parsing: .singleValue,
            help: ArgumentHelp(
                "Measure the time and memory of these processes and their descendants (Linux).",
                valueName: "pid[,pid…]"),
            transform: Self.numbers)
        var process: [[Int]] = []

        @Flag(help: "Report as JSON.")
        var json = false

        func validate() throws {
            guard 0...1_000_000 ~= window else {
                throw ValidationError("--window takes 0 to 1000000.")
            }
            if let rate {
                guard rate >= 0.001, rate <= 1_000_000 else {
                    throw ValidationError("--rate takes 0.001 to 1000000.")
                }
                guard perWrite == .event else {
                    throw ValidationError("--rate and --per-write bulk exclude each other.")
                }
            }
            if place.upstream == nil, rate != nil || perWrite == .bulk || amount.duration != nil {
                throw ValidationError(
                    "--rate, --per-write and --duration are for the load's own --upstream.")
            }
            _ = try plan()
        }

        func run() async throws {
            let plan = try plan()
            try await runSession { session async throws(Failure) in
                try await session.load(plan, asJSON: json)
            }
        }

        private func plan() throws -> LoadPlan {
            var plan = try place.plan()
            try amount.apply(to: &plan)
            plan.processes = process.flatMap(\.self)
            if let rate {
                plan.pace = .rate(rate)
                // A stream that pauses as it is told to has not stalled.
                plan.patience = max(plan.patience, .seconds(3 / rate))
            } else {
                switch perWrite {
                case .event: plan.pace = window == 0 ? .turns : .window(window)
                case .bulk: plan.pace = .bulk
                }
            }
            return plan
        }

        @Sendable private static func numbers(_ text: String) throws -> [Int] {
            try text.split(whereSeparator: { $0 == "," || $0 == " " }).map { part in
                guard let number = Int(part), number > 0 else {
                    throw ValidationError("--process takes numbers of processes.")
                }
                return number
            }
        }
    }
#endif
