#if CommandLine
    import TestSupport
    import Testing

    /// `message-stream decode` as a process, on streams that are whole.
    struct DecodeTests {
        private static let modes = [
            (flags: [], output: Recordings.answerText),
            (flags: ["--text"], output: Recordings.answerText),
            (flags: ["--json"], output: Recordings.answerJSON),
            (flags: ["--events"], output: Recordings.answerEvents),
        ]

        @Test(arguments: modes, [nil, 1, 3, 65_537])
        func printsWhatTheModeSays(
            _ mode: (flags: [String], output: String), chunk: Int?
        ) async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let chunkFlags = chunk.map { ["--chunk", "\($0)"] } ?? []
            let path = try folder.path("answer.sse", Recordings.answer)
            let run = try await CommandRun(["decode"] + mode.flags + chunkFlags + [path])
            #expect(run.output == mode.output)
            #expect(run.errors == "")
            #expect(run.status == 0)
        }

        @Test(arguments: [["decode"], ["decode", "-"]])
        func readsTheStandardInput(_ arguments: [String]) async throws {
            let run = try await CommandRun(arguments, input: Array(Recordings.answer.utf8))
            #expect(run.output == Recordings.answerText)
            #expect(run.status == 0)
        }

        @Test(arguments: [nil, 1])
        func rawShowsTheFramingAlone(chunk: Int?) async throws {
            let stream = """
                \u{feff}: comment
                id: 7
                retry: 3000
                data: {"not": json
                data:\ttab

                event: x
                data

                data: tail without a blank line
                """
            let chunkFlags = chunk.map { ["--chunk", "\($0)"] } ?? []
            let run = try await CommandRun(
                ["decode", "--raw"] + chunkFlags, input: Array(stream.utf8))
            #expect(
                run.output == #"""
                    {"event":"message","data":"{\"not\": json\n\ttab","id":"7","retry":3000,\#
                    "last_event_id":"7"}
                    {"event":"x","data":"","id":null,"retry":null,"last_event_id":"7"}

                    """#)
            #expect(run.status == 0)
        }

        @Test func rawShowsWhatIsNotUTF8AsReplacementCharacters() async throws {
            let bytes = Array("data: a".utf8) + [0xC3, 0x28, 0xFF] + Array("\n\n".utf8)
            let run = try await CommandRun("decode", "--raw", input: bytes)
            #expect(run.output.contains("\"data\":\"a\u{fffd}(\u{fffd}\""))
        }

        @Test func severalFilesGetHeadings() async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let one = try folder.path(
                "one.sse", Recordings.message("Eins") + Recordings.messageStop)
            let run = try await CommandRun(
                ["decode", one, "-"], input: Array(Recordings.answer.utf8))
            #expect(
                run.output == """
                    ==> \(one) <==
                    Eins
                    usage: 0 input tokens, 0 output tokens so far; stop reason: end_turn

                    ==> standard input <==
                    \(Recordings.answerText)
                    """)
            #expect(run.status == 0)
        }

        @Test(arguments: ["--json", "--raw"])
        func severalFilesStayLinesOfJSON(_ flag: String) async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let path = try folder.path("one.sse", Recordings.message("Eins"))
            let run = try await CommandRun("decode", flag, path, path)
            #expect(run.lines.allSatisfy { $0.hasPrefix("{") })
            #expect(run.lines.prefix(run.lines.count / 2) == run.lines.suffix(run.lines.count / 2))
            #expect(run.status == 0)
        }

        @Test(arguments: [true, false])
        func messagesInARowAreMessagesEach(withStop: Bool) async throws {
            let stop = withStop ? Recordings.messageStop : ""
            let stream = (1...3).map { Recordings.message("Nr. \($0)") + stop }.joined()
            let run = try await CommandRun("decode", "--json", input: Array(stream.utf8))
            #expect(run.lines.count == 3)
            for (number, line) in zip(1..., run.lines) {
                #expect(line.contains(#""text":"Nr. \#(number)""#))
            }
            #expect(run.status == 0)
        }

        @Test func aReaderThatGoesAwayIsNoFailure() async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let message = Recordings.message("Viel") + Recordings.messageStop
            let path = try folder.path("many.sse", String(repeating: message, count: 2000))
            let line = #"trap "" PIPE; { "$0" decode --raw "$1"; echo "$?" >&2; } | head -1"#
            let run = try await CommandRun(shell: line, path)
            #expect(run.lines.count == 1)
            #expect(run.errors == "0\n")
        }

        @Test func textArrivesBeforeTheStreamEnds() async throws {
            // The end of the stream is held back until its beginning has been printed, or until
            // so many looks at the output show that it will not be.
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let start = try folder.path("start", Recordings.message("Hallo"))
            let stop = try folder.path("stop", Recordings.messageStop)
            let output = try folder.path("printed", "")
            let line = """
                {
                    cat "$1"
                    looks=0
                    until grep -q Hallo "$3" || [ "$looks" -eq 5000 ]; do looks=$((looks + 1)); done
                    grep -q Hallo "$3" && echo early >&2
                    cat "$2"
                } | "$0" decode >"$3"
                """
            let run = try await CommandRun(shell: line, start, stop, output)
            #expect(run.errors == "early\n")
            #expect(run.status == 0)
        }
    }
#endif
