#if CommandLine
    import ArgumentParser

    /// `message-stream decode`.
    struct DecodeCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "decode",
            abstract: "Print what streams of Server-Sent Events carry.",
            discussion: """
                Prints the text of each message as it arrives, tool calls with their final input, and \
                on a last line the usage and the stop reason. A message that breaks off is printed as \
                far as it came, the reason goes to standard error, and the exit status is 1.

                EXAMPLES
                  message-stream decode answer.sse
                  message-stream decode --events monday.sse tuesday.sse
                  message-stream decode --json answer.sse | jq .usage
                  message-stream decode --raw --chunk 1 any-event-stream.txt
                  message-stream decode answer.json             a whole message, or an API error
                """)

        /// What is printed.
        enum Mode: String, EnumerableFlag {
            case text, events, json, raw

            static func help(for mode: Mode) -> ArgumentHelp? {
                switch mode {
                case .text: "Text, tool calls, usage and stop reason (the default)."
                case .events: "One line for each event: number, name, block, content."
                case .json: "Each final message as one line of JSON."
                case .raw:
                    """
                    The framing only, of any event stream: one line of JSON for each event, with \
                    event, data, id, retry and last_event_id.
                    """
                }
            }
        }

        @Flag(exclusivity: .exclusive)
        var mode = Mode.text

        @Flag(
            help: """
                Fail at the first event that does not fit its message, such as text for a tool use, \
                or a count of tokens that is none. Without it such events are left out of the \
                message and told on standard error.
                """)
        var strict = false

        @Option(
            help: ArgumentHelp(
                "Decode this many bytes at a time: the answer must not depend on it.",
                valueName: "bytes"))
        var chunk: Int?

        @Option(
            help: ArgumentHelp(
                """
                The longest line and the largest event and tool input; a message may have four \
                times as much.
                """,
                valueName: "bytes"))
        var limit = DecodeLimits.default.bytes

        @Argument(
            help: ArgumentHelp(
                "Files to decode, one after the other; - is the standard input.",
                valueName: "file"),
            completion: .file())
        var files = ["-"]

        /// The longest chunk; the memory for it is there from the start.
        static let maximumChunkBytes = 16 << 20

        func validate() throws {
            if strict, mode == .raw {
                throw ValidationError("--strict is about messages, which --raw does not look at.")
            }
            guard limit >= 1 else { throw ValidationError("--limit takes 1 byte or more.") }
            guard let chunk else { return }
            guard 1...Self.maximumChunkBytes ~= chunk else {
                throw ValidationError("--chunk takes 1 to \(Self.maximumChunkBytes) bytes.")
            }
        }

        func run() throws {
            try runSession { session throws(Failure) in
                for (index, file) in files.enumerated() {
                    if files.count > 1, mode.hasHeadings {
                        let heading = "==> \(InputFile.name(of: file)) <==\n"
                        session.output.text += index == 0 ? heading : "\n" + heading
                    }
                    try decode(file, in: &session)
                }
            }
        }

        private func decode(_ file: String, in session: inout Session) throws(Failure) {
            let limits = DecodeLimits(bytes: limit)
            switch mode {
            case .text:
                let format = TextFormat(style: session.output.style)
                try session.decode(
                    file, chunkBytes: chunk,
                    as: MessageTranscript(format, isStrict: strict, limits: limits))
            case .events:
                try session.decode(
                    file, chunkBytes: chunk,
                    as: MessageTranscript(EventFormat(), isStrict: strict, limits: limits))
            case .json:
                try session.decode(
                    file, chunkBytes: chunk,
                    as: MessageTranscript(MessageJSONFormat(), isStrict: strict, limits: limits))
            case .raw:
                try session.decode(
                    file, chunkBytes: chunk, as: FramingTranscript(limits: limits))
            }
        }
    }

    extension DecodeCommand.Mode {
        /// Whether a heading tells several files apart, as `head` does; JSON Lines have no room for it.
        fileprivate var hasHeadings: Bool {
            switch self {
            case .text, .events: true
            case .json, .raw: false
            }
        }
    }
#endif
