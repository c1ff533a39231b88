#if CommandLine && Relay
    import ArgumentParser
    import MessageStreamRelay

    /// `message-stream relay`.
    struct RelayCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "relay",
            abstract: "Stand before a model's API: pass streams through, count them, offer a chat.",
            discussion: """
                POST /v1/messages goes through byte for byte; POST /chat/stream is a simple chat with \
                its page at /; GET /health, /ready and /metrics are for those who operate it. \
                Without --upstream it asks the API whose key is in ANTHROPIC_API_KEY. Runs until it is \
                interrupted or terminated, then lets open answers end.

                Every value can come from a flag, the environment or a file, in this order: --port, \
                RELAY_PORT, {"relay": {"port": …}}. What has no flag of its own: --set relay.KEY=VALUE.

                EXAMPLES
                  message-stream relay
                  message-stream relay --upstream name=local,url=http://127.0.0.1:8080
                  message-stream relay --config relay.json --host 0.0.0.0 \\
                    --client-key name=alice,key-env=ALICE_KEY
                  printf %s "$KEY" | message-stream relay --hash-key

                UPSTREAMS
                  name=NAME,url=URL[,weight=N][,key-env=VARIABLE|key-file=FILE]
                  [,auth=x-api-key|bearer|client][,verify=off][,trust-roots=FILE]
                CLIENT KEYS
                  name=NAME,sha256=HASH|key-env=VARIABLE|key-file=FILE
                  [,streams=N][,requests=N][,tokens=N]   (requests and tokens a minute)
                """)

        @Option(help: "A JSON file with the configuration.", completion: .file())
        var config: String?

        @Option(help: "The address to listen at (default: 127.0.0.1).")
        var host: String?

        @Option(help: "The port to listen at; 0 for any that is free (default: 8787).")
        var port: String?

        @Option(
            name: .customLong("upstream"),
            help: ArgumentHelp(
                "Whom to ask, see above; may be given several times.", valueName: "upstream"))
        var upstreams: [String] = []

        @Option(
            name: .customLong("client-key"),
            help: ArgumentHelp(
                "Who may ask, see above; may be given several times.", valueName: "key"))
        var clientKeys: [String] = []

        @Flag(help: "Listen at a public address without client keys: everybody may ask.")
        var allowPublic = false

        @Option(help: "The certificate (PEM) to listen with over TLS.", completion: .file())
        var tlsCertificate: String?

        @Option(help: "Its private key (PEM).", completion: .file())
        var tlsKey: String?

        @Option(help: "off, text or json (default: text), on standard error.")
        var accessLog: String?

        @Option(help: "How many event loops (default: one a core).")
        var eventLoopThreads: String?

        @Flag(help: "Let several processes listen at the port.")
        var reusePort = false

        @Option(
            name: .customLong("set"),
            help: ArgumentHelp(
                "Any other value; may be given several times.", valueName: "key=value"))
        var settings: [String] = []

        @Flag(help: "Print the configuration, without secrets, and end.")
        var printConfiguration = false

        @Flag(help: "Read a key from standard input and print its hash, for sha256=.")
        var hashKey = false

        func validate() throws {
            for setting in settings {
                let sides = setting.split(separator: "=", maxSplits: 1)
                guard sides.count == 2, RelayConfiguration.Key(rawValue: String(sides[0])) != nil
                else {
                    let keys = RelayConfiguration.Key.allCases.map(\.rawValue)
                    throw ValidationError(
                        "--set takes KEY=VALUE, where KEY is one of \(keys.joined(separator: ", "))."
                    )
                }
            }
        }

        func run() async throws {
            try await runSession { session async throws(Failure) in
                if hashKey { return try session.printKeyHash() }
                let configuration = try session.relayConfiguration(flags, file: config)
                if printConfiguration { return session.output.text += "\(configuration)\n" }
                try await session.relay(configuration)
            }
        }

        /// What is said of a wrong command line, without what its arguments have for values.
        static func redacted(_ text: String, _ arguments: [String]) -> String {
            arguments.reduce(text) { text, argument in
                let value =
                    argument.hasPrefix("--")
                    ? argument.drop { $0 != "=" }.dropFirst() : argument[...]
                return value.isEmpty
                    ? text
                    : text.split(separator: "'\(value)'", omittingEmptySubsequences: false).joined(
                        separator: "'…'")
            }
        }

        /// What was given as flags, under the names of the configuration.
        private var flags: [RelayConfiguration.Key: String] {
            var flags: [RelayConfiguration.Key: String] = [:]
            for setting in settings {
                let sides = setting.split(separator: "=", maxSplits: 1)
                if let key = RelayConfiguration.Key(rawValue: String(sides[0])) {
                    flags[key] = String(sides[1])
                }
            }
            flags[.host] = host ?? flags[.host]
            flags[.port] = port ?? flags[.port]
            if !upstreams.isEmpty { flags[.upstreams] = upstreams.joined(separator: ";") }
            if !clientKeys.isEmpty { flags[.clientKeys] = clientKeys.joined(separator: ";") }
            if allowPublic { flags[.allowsPublicAddressWithoutKeys] = "true" }
            flags[.tlsCertificateFile] = tlsCertificate ?? flags[.tlsCertificateFile]
            flags[.tlsPrivateKeyFile] = tlsKey ?? flags[.tlsPrivateKeyFile]
            flags[.accessLog] = accessLog ?? flags[.accessLog]
            flags[.eventLoopThreads] = eventLoopThreads ?? flags[.eventLoopThreads]
            if reusePort { flags[.reusePort] = "true" }
            return flags
        }
    }
#endif
