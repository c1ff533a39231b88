#if CommandLine
    import ArgumentParser
    import PartialJSON

    /// `message-stream input`.
    struct InputCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "input",
            abstract: "Follow one tool input, given as JSON text, fragment by fragment.",
            discussion: """
                Prints the value as one line of JSON. On a terminal it is shown while it grows. If the \
                text is no JSON, the reason and its place go to standard error, and the exit status \
                is 1. An empty text is {}, as it is for tool inputs.

                EXAMPLES
                  message-stream input tool.json
                  message-stream input --snapshots --fragment 4 tool.json
                  printf '{"path": "/src/ma' | message-stream input --snapshots
                """)

        @Option(
            help: ArgumentHelp(
                "Cut the text into fragments of this many bytes; 0 or whole for a single one.",
                valueName: "bytes"))
        var fragment = FragmentSize(bytes: 16)

        @Flag(help: "Print the value after each fragment, as one line of JSON each.")
        var snapshots = false

        @Flag(help: "Leave out strings that are not finished, as the official Python SDK does.")
        var omitOpenStrings = false

        @Option(help: ArgumentHelp("The longest text.", valueName: "bytes"))
        var limit = DecodeLimits.default.bytes

        @Argument(
            help: ArgumentHelp("The file with the text; - is the standard input."),
            completion: .file())
        var file = "-"

        func validate() throws {
            guard limit >= 1 else { throw ValidationError("--limit takes 1 byte or more.") }
        }

        func run() throws {
            try runSession { session throws(Failure) in
                let transcript = ToolInputTranscript(
                    fragmentBytes: fragment.bytes, showsSnapshots: snapshots,
                    openStrings: omitOpenStrings ? .omitted : .included,
                    limits: DecodeLimits(bytes: limit))
                try session.followToolInput(
                    file, isLive: session.output.isTerminal && !snapshots, as: transcript)
            }
        }
    }

    /// The length of fragments: `16`, or `0` or `whole` for a single fragment with everything.
    struct FragmentSize: ExpressibleByArgument {
        /// The length; nil for everything.
        var bytes: Int?

        init(bytes: Int?) {
            self.bytes = bytes
        }

        init?(argument: String) {
            guard let count = argument == "whole" ? 0 : Int(argument), count >= 0 else {
                return nil
            }
            bytes = count == 0 ? nil : count
        }

        var defaultValueDescription: String { bytes.map(String.init) ?? "whole" }
    }
#endif
