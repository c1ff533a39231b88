#if CommandLine && Relay
    import ArgumentParser
    import MessageStreamLoad

    /// What is loaded.
    struct LoadPlace: ParsableArguments {
        @Option(help: ArgumentHelp("The server to load, http only.", valueName: "url"))
        var url = "http://127.0.0.1:8080"

        @Option(
            help: ArgumentHelp(
                "The endpoint, behind the server's URL; what ends in /chat/stream is a chat.",
                valueName: "path"))
        var path = "/v1/messages"

        @Option(
            help: ArgumentHelp(
                "Be the server's upstream, listening there.", valueName: "host:port"))
        var upstream: String?

        @Option(
            name: .customLong("header"), parsing: .singleValue,
            help: ArgumentHelp(
                "Send this header with every request; may be given several times.",
                valueName: "name: value"))
        var headers: [String] = []

        func plan() throws -> LoadPlan {
            guard let target = LoadTarget(url: url, path: path) else {
                throw ValidationError("--url takes http://HOST:PORT, --path a path.")
            }
            var plan = LoadPlan(target: target)
            if let upstream {
                guard let address = LoadAddress(upstream), address.port > 0 else {
                    throw ValidationError("--upstream takes HOST:PORT.")
                }
                plan.upstream = address
            }
            plan.headers = try headers.map { header in
                let parts = header.split(separator: ":", maxSplits: 1)
                let isLine = header.unicodeScalars.allSatisfy { $0.value >= 0x20 }
                guard parts.count == 2, isLine, !parts[0].contains(" ") else {
                    throw ValidationError("--header takes 'NAME: VALUE'.")
                }
                return (String(parts[0]), String(parts[1].drop { $0 == " " }))
            }
            return plan
        }
    }
#endif
