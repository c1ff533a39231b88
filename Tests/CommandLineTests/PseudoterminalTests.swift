#if CommandLine && os(Linux)
    import Foundation
    import Testing

    /// The command on a terminal, which `script` of util-linux pretends to be.
    @Suite(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
            "there is no /usr/bin/script"))
    struct PseudoterminalTests {
        /// Runs a line of shell on a terminal, in which `$0` is the command and `$1` the argument.
        private func output(of line: String, _ argument: String = "") async throws -> String {
            let script = #"TERM=xterm NO_COLOR= exec script -qec "$2" /dev/null </dev/null"#
            let quoted = line.replacing("$0", with: CommandRun.path).replacing("$1", with: argument)
            let run = try await CommandRun(shell: script, argument, quoted)
            return run.output.replacing("\r\n", with: "\n")
        }

        @Test func theDemoEndsAsElsewhere() async throws {
            let elsewhere = try await CommandRun("demo").output
            #expect(try await output(of: "$0 demo") == elsewhere)
        }

        @Test func thoughtsAreDimmed() async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let path = try folder.path("answer.sse", Recordings.answer)
            let text = try await output(of: "$0 decode $1", path)
            #expect(text.hasPrefix("\u{1b}[2mTwo and\ntwo\u{1b}[0m"))
            #expect(text.contains("你好, I \"count\".\n"))
        }

        @Test func aGrowingInputIsShownAndThenItsValue() async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let path = try folder.path("tool.json", #"{"a": [1, 2]}"#)
            let text = try await output(of: "$0 input $1", path)
            let line = "\r\u{1b}[K"
            #expect(text.hasPrefix(line + #"{"a":[1,2]}"#))
            #expect(text.hasSuffix(line + #"{"a":[1,2]}"# + "\n"))
        }

        @Test func largeFilesShowProgressUntilTheyAreDone() async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let comments = String(
                repeating: ": \(String(repeating: "-", count: 97))\n", count: 90_000)
            let path = try folder.path("large.sse", comments + Recordings.answer)
            let text = try await output(of: "$0 decode --json $1 >$1.json", path)
            #expect(text.contains(" of 8 MiB ("))
            #expect(text.hasSuffix("\r\u{1b}[K"))
            let json = try String(contentsOf: URL(filePath: path + ".json"), encoding: .utf8)
            #expect(json == Recordings.answerJSON)
        }
    }
#endif
