#if CommandLine && Relay
    import ArgumentParser
    import MessageStreamLoad

    /// How many streams, and how long they are.
    struct LoadAmount: ParsableArguments {
        @Option(help: ArgumentHelp("How many streams are open at a time.", valueName: "number"))
        var streams = 1

        @Option(
            help: ArgumentHelp(
                "How many events of text a stream has; 1000 unless --duration is given.",
                valueName: "number"))
        var events: Int?

        @Option(
            help: ArgumentHelp(
                "End all streams so long after all were open; what is measured ends then.",
                valueName: "seconds"))
        var duration: Double?

        @Option(
            name: .customLong("repeat"),
            help: ArgumentHelp(
                "How many requests each stream's client makes, one after the other.",
                valueName: "number"))
        var repetitions = 1

        @Flag(help: "Make a new connection for every request.")
        var newConnections = false

        @Option(
            help: ArgumentHelp(
                "Give a stream up after so long without a byte.", valueName: "seconds"))
        var patience = 30.0

        func apply(to plan: inout LoadPlan) throws {
            guard 1...LoadPlan.maximumStreams ~= streams else {
                throw ValidationError("--streams takes 1 to \(LoadPlan.maximumStreams).")
            }
            guard repetitions >= 1 else { throw ValidationError("--repeat takes 1 or more.") }
            guard patience > 0, patience <= 86_400 else {
                throw ValidationError("--patience takes more than 0 seconds, up to a day.")
            }
            plan.streams = streams
            plan.repetitions = repetitions
            plan.keepsConnections = !newConnections
            plan.patience = .seconds(patience)
            if let events {
                guard 1...LoadPlan.maximumEvents ~= events else {
                    throw ValidationError("--events takes 1 to \(LoadPlan.maximumEvents).")
                }
                plan.length = .events(events)
            }
            guard let duration else { return }
            guard duration > 0, duration <= 86_400 else {
                throw ValidationError("--duration takes more than 0 seconds, up to a day.")
            }
            guard events == nil, repetitions == 1 else {
                throw ValidationError("--duration takes the place of --events and --repeat.")
            }
            plan.length = .time(.seconds(duration))
        }
    }
#endif
