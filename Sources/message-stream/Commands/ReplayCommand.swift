#if CommandLine && Relay
    import ArgumentParser
    import MessageStreamReplay

    /// `message-stream replay`.
    struct ReplayCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replay",
            abstract: "Serve recorded answers, and faults, as the API would.",
            discussion: """
                Answers POST /v1/messages with the recordings in turns, or with the one that the \
                header x-replay-recording or the model names: a file's name without its extension. \
                With "stream": true as a stream, otherwise as a whole message. Without a file it has \
                a recording of its own. Runs until it is interrupted.

                EXAMPLES
                  message-stream replay
                  message-stream replay --port 9000 --events-per-second 40 monday.sse tuesday.sse
                  message-stream replay --split-utf8 --fault crlf --fault truncated-after=12
                  curl -N localhost:8080/v1/messages -d '{"stream": true}' \\
                    -H 'x-replay-fault: stall-after=3'

                FAULTS
                  status=529, status=429;retry-after=2;retry-after-ms=50;should-retry=true
                  html, json, reset-before-headers, stall-before-headers
                  reset-after=N, close-after=N, stall-after=N, truncated-after=N (N events)
                  error=TYPE@N, no-message-stop, left-open, done
                  no-event-lines, crlf, bom
                """)

        @Option(help: "The address to listen at. Whoever reaches it is served.")
        var host = "127.0.0.1"

        @Option(help: "The port to listen at; 0 for any that is free.")
        var port = 8080

        @Option(
            help: ArgumentHelp("Send so many events a second.", valueName: "rate"))
        var eventsPerSecond: Double?

        @Flag(help: "Send as fast as the client reads (the default).")
        var asFastAsPossible = false

        @Option(
            help: ArgumentHelp(
                "Send this many bytes at a time, not an event at a time.", valueName: "bytes"))
        var chunk: Int?

        @Flag(name: .customLong("split-utf8"), help: "Cut inside of every character beyond ASCII.")
        var splitUTF8 = false

        @Option(
            name: .customLong("fault"),
            help: ArgumentHelp(
                """
                What goes wrong, see above; may be given several times. A request's header \
                x-replay-fault takes its place.
                """,
                valueName: "fault"),
            transform: Fault.list)
        var faults: [[Fault]] = []

        @Flag(help: "Send streams as gzip, stored, to clients that accept it.")
        var gzip = false

        @Argument(
            help: ArgumentHelp(
                "Recordings: the bodies of event streams; - is the standard input.",
                valueName: "file"),
            completion: .file())
        var files: [String] = []

        func validate() throws {
            guard 0...65_535 ~= port else {
                throw ValidationError("--port takes 0 to 65535.")
            }
            if let eventsPerSecond {
                guard eventsPerSecond > 0, eventsPerSecond.isFinite else {
                    throw ValidationError("--events-per-second takes more than 0.")
                }
                if asFastAsPossible {
                    throw ValidationError(
                        "--events-per-second and --as-fast-as-possible exclude each other.")
                }
            }
            if let chunk {
                guard chunk >= 1 else { throw ValidationError("--chunk takes 1 or more bytes.") }
                if splitUTF8 {
                    throw ValidationError("--chunk and --split-utf8 exclude each other.")
                }
            }
        }

        func run() async throws {
            try await runSession { session async throws(Failure) in
                let recordings = try session.recordings(at: files)
                guard session.status == .success else { return }
                try await session.replay(recordings, behaviour, host: host, port: port)
            }
        }

        private var behaviour: ReplayBehaviour {
            ReplayBehaviour(
                pacing: eventsPerSecond.map { .eventsPerSecond($0) } ?? .asFastAsPossible,
                chunking: chunk.map { .bytes($0) } ?? (splitUTF8 ? .splitUTF8 : .events),
                faults: faults.flatMap(\.self), isGzipped: gzip)
        }
    }
#endif
