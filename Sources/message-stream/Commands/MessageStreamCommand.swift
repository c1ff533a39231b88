#if CommandLine
    import ArgumentParser

    // Where no subcommand waits for others the program has no asynchronous start, under which
    // valgrind, which counts its instructions, crashes.
    #if Client || Relay
        typealias RootCommand = AsyncParsableCommand
    #else
        typealias RootCommand = ParsableCommand
    #endif

    /// The command `message-stream`.
    @main
    struct MessageStreamCommand: RootCommand {
        static let configuration = CommandConfiguration(
            commandName: "message-stream",
            abstract: "Decode the streamed answers of language models.",
            discussion: """
                EXAMPLES
                  message-stream                              the demo: what this is about
                  message-stream decode answer.sse            text, tool calls, usage
                  curl -sN … | message-stream decode          the same, as it arrives
                  message-stream decode --json answer.sse     the final message
                  message-stream input --snapshots tool.json  a tool input as it grows
                \(networkExamples)
                EXIT STATUS
                  0   everything was whole
                  1   an input or an answer is damaged, or breaks off
                  64  the command line is wrong
                  66  a file cannot be opened or read
                  69  the address to listen at, or an answer of a model, cannot be had
                  74  the output cannot be written
                  78  a key is missing, or a configuration wrong
                """,
            version: "0.1.0",
            subcommands: subcommands)

        private static var networkExamples: String {
            var lines: [String] = []
            #if Relay
                lines += [
                    "replay answer.sse            a server that sends it",
                    "load --streams 64 …          what a relay makes of many streams",
                    "relay                        a relay before a model, with a chat page",
                ]
            #else
                lines.append(
                    "replay, load, relay          not in this build: it lacks the trait Relay")
            #endif
            #if Client
                lines.append(
                    "chat --replay                a talk with it; without --replay, a model")
            #else
                lines.append(
                    "chat                         not in this build: it lacks the trait Client")
            #endif
            return lines.map { "  message-stream \($0)\n" }.joined()
        }

        private static var subcommands: [any ParsableCommand.Type] {
            var commands: [any ParsableCommand.Type] = [
                DecodeCommand.self, InputCommand.self, DemoCommand.self,
            ]
            #if Relay
                commands.append(ReplayCommand.self)
                commands.append(RelayCommand.self)
                commands.append(LoadCommand.self)
            #endif
            #if Client
                commands.append(ChatCommand.self)
            #endif
            return commands
        }

        /// Without a subcommand, the demo.
        func run() throws {
            try DemoCommand.parse([]).run()
        }
    }

    #if Relay
        extension MessageStreamCommand {
            /// Runs the command, unless the command line of a relay is wrong: what is said of that names
            /// no value, which may be a key that went to the wrong place.
            static func main() async {
                let arguments = Array(CommandLine.arguments.dropFirst())
                if arguments.first == RelayCommand.configuration.commandName {
                    do {
                        _ = try parseAsRoot(arguments)
                    } catch  where exitCode(for: error) == .validationFailure {
                        let text = RelayCommand.redacted(fullMessage(for: error), arguments)
                        try? FileDescriptor.standardError.write("\(text)\n".utf8.span)
                        exitProcess(ExitCode.validationFailure.rawValue)
                    } catch {
                        // Help, and the like.
                    }
                }
                await main(arguments)
            }
        }
    #endif

    extension ParsableCommand {
        /// Runs `body`, and exits with its status unless it succeeded.
        func runSession(_ body: (inout Session) throws(Failure) -> Void) throws(ExitCode) {
            let status = Session.run(body)
            if status != .success { throw ExitCode(status.rawValue) }
        }

        /// Runs `body`, which waits for others, and exits with its status unless it succeeded.
        func runSession(
            _ body: (inout Session) async throws(Failure) -> Void
        ) async throws(ExitCode) {
            let status = await Session.run(body)
            if status != .success { throw ExitCode(status.rawValue) }
        }
    }
#endif
