#if CommandLine
    import Foundation
    import Testing

    /// `message-stream decode` on inputs that are no event streams: it says what they look like.
    struct NoStreamTests {
        private static let message =
            #"{"id":"m","type":"message","role":"assistant","content":[{"type":"text","text":"#
            + #""whole"}],"model":"x","stop_reason":"end_turn","#
            + #""usage":{"input_tokens":1,"output_tokens":2}}"#
        private static let error =
            #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#

        private static let others: [(input: [UInt8], sentence: String)] = [
            ([], "it is empty"),
            ([0x1F, 0x8B, 8, 0, 0, 0], "it is compressed by gzip"),
            ([0x28, 0xB5, 0x2F, 0xFD, 0], "it is compressed by zstd"),
            ([0x50, 0x4B, 0x03, 0x04, 20, 0], "it is a zip archive"),
            ([0xFF, 0xFE, 0x64, 0, 0x61, 0], "it is UTF-16"),
            ([0xFE, 0xFF, 0, 0x64, 0, 0x61], "it is UTF-16"),
            ([0x64, 0, 0x61, 0, 0x74, 0], "it is UTF-16"),
            ([0xFF, 0xFE, 0, 0, 0x64, 0, 0, 0], "it is UTF-32"),
            ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x64], "it is UTF-32"),
            (Array("\n\n".utf8), "it has nothing but white space"),
            (Array("   ".utf8), "it has nothing but white space"),
            ([0xEF, 0xBB, 0xBF], "it has nothing but white space"),
            (Array("\u{FEFF}<html>".utf8), "it is a page"),
            (Array("> POST /v1/messages HTTP/2\n< HTTP/2 200\n".utf8), "it has the head"),
            (Array("* Connected\n< event: ping\n".utf8), "it has the head"),
            (Array(#"{"id":"x","error":null,"choices":[]}"#.utf8), "it is JSON, but"),
            ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], "it is binary"),
            (Array("<!doctype html>\n<p>Bad gateway\n".utf8), "it is a page"),
            (Array("{\"type\":\"ping\"}\n{\"type\":\"ping\"}\n".utf8), "it is lines of JSON"),
            (Array("[1, 2]".utf8), "it is JSON, but"),
            (Array("{\"type\":\"message\"".utf8), "it begins like JSON"),
            (Array("Bad gateway\n".utf8), "it is text without events"),
            (Array("HTTP/2 529\r\n\r\n{\"a\":1}\n".utf8), "it has the head of an HTTP"),
            (Array("data: cut".utf8), "it has lines of an event stream, but no empty line"),
            (Array("event: ping\ndata: 1\nevent: ping\ndata\n".utf8), "it has lines of an event"),
            (Array("\u{FEFF}data: cut\n".utf8), "it has lines of an event stream, but"),
        ]

        @Test(arguments: others, ["--text", "--events", "--json", "--raw"])
        func areToldByWhatTheyLookLike(
            _ other: (input: [UInt8], sentence: String), _ flag: String
        ) async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let path = try folder.file("input", other.input).path
            let run = try await CommandRun("decode", flag, path)
            #expect(run.output == "")
            #expect(run.errors.hasPrefix("message-stream: \(path): \(other.sentence)"))
            #expect(run.lines.isEmpty && run.errors.filter { $0 == "\n" }.count == 1)
            #expect(run.status == 1)
        }

        @Test(arguments: ["\"\"", "null"])
        func aWholeMessageThatDoesNotSayWhyItStoppedIsNotComplete(_ reason: String) async throws {
            let message = Self.message.replacing("\"end_turn\"", with: reason)
            let run = try await CommandRun(["decode"], input: Array(message.utf8))
            #expect(run.output.hasPrefix("whole\n"))
            #expect(run.status == 1)
        }

        @Test(arguments: ["", "\n", "\r\n\r\n"], [nil, "1"])
        func aWholeMessageIsRead(_ ending: String, chunk: String?) async throws {
            let flags = chunk.map { ["--chunk", $0] } ?? []
            let input = Array((Self.message + ending).utf8)
            let text = try await CommandRun(["decode"] + flags, input: input)
            #expect(
                text.output == """
                    whole
                    usage: 1 input tokens, 2 output tokens; stop reason: end_turn

                    """)
            #expect(text.errors == "" && text.status == 0)
            let json = try await CommandRun(["decode", "--json"] + flags, input: input)
            #expect(json.output.contains(#""text":"whole""#) && json.status == 0)
        }

        @Test(arguments: [
            error, #"{"error": {"type": "overloaded_error", "message": "Overloaded"}}"#,
        ])
        func anErrorOfTheAPISaysItsOwnWords(_ error: String) async throws {
            let run = try await CommandRun("decode", input: Array(error.utf8))
            #expect(
                run.errors == "message-stream: standard input: the API sent an error: "
                    + "overloaded_error: Overloaded\n")
            #expect(run.output == "" && run.status == 1)
        }

        @Test(arguments: [message, error])
        func ofFramingAMessageIsNone(_ json: String) async throws {
            let run = try await CommandRun("decode", "--raw", input: Array(json.utf8))
            #expect(run.errors.contains("no event stream: decode it without --raw"))
            #expect(run.output == "" && run.status == 1)
        }

        @Test(arguments: [": only a comment\n\n", "retry: 5\n\n", ": data: no\nid: 1\n"])
        func linesOfAStreamAreOneWithoutEvents(_ stream: String) async throws {
            let raw = try await CommandRun("decode", "--raw", input: Array(stream.utf8))
            #expect(raw.output == "" && raw.errors == "" && raw.status == 0)
            let text = try await CommandRun("decode", input: Array(stream.utf8))
            #expect(text.errors.contains("the stream ended without a message"))
        }

        @Test func framingTellsOfTheEventThatWasLeftOut() async throws {
            let run = try await CommandRun(
                "decode", "--raw", input: Array("data: 1\n\ndata: 2\n".utf8))
            #expect(run.lines.count == 1)
            #expect(
                run.errors.contains(
                    "the last event was left out: the stream ended before its empty"))
            #expect(run.errors.contains("event 2") && run.status == 0)
            let comment = Array("data: 1\n\n: bye\nid: 2".utf8)
            #expect(try await CommandRun("decode", "--raw", input: comment).errors == "")
        }

        @Test func whatCannotBeReadIsToldBeforeALimit() async throws {
            for (input, sentence) in Self.others.dropFirst().prefix(6) where input.count > 4 {
                let run = try await CommandRun("decode", "--limit", "4", input: input)
                #expect(run.errors.contains(sentence))
            }
        }

        @Test func aLimitIsNamedWithItsFlag() async throws {
            let stream = Array("data: \(String(repeating: "x", count: 100))\n\n".utf8)
            let run = try await CommandRun("decode", "--raw", "--limit", "50", input: stream)
            #expect(
                run.errors == """
                    message-stream: standard input: a line of the event stream is longer than the \
                    limit (event 1, byte 50): the limit is 50 bytes; --limit sets another

                    """)
            #expect(run.status == 1)
            let enough = try await CommandRun("decode", "--raw", "--limit", "200", input: stream)
            #expect(enough.status == 0 && enough.lines.count == 1)
            let text = Array(("[\"" + String(repeating: "x", count: 100) + "\"]").utf8)
            let input = try await CommandRun("input", "--limit", "50", input: text)
            #expect(input.errors.hasSuffix("the limit is 50 bytes; --limit sets another\n"))
            let none = try await CommandRun("decode", "--limit", "0", input: stream)
            #expect(none.errors.contains("--limit takes 1 byte or more"))
        }

        @Test func theFileOfAToolInputIsNamed() async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let path = try folder.path("page.html", "<p>")
            let run = try await CommandRun("input", path)
            #expect(run.errors.hasPrefix("message-stream: \(path): "))
            #expect(run.status == 1)
        }

        #if Relay
            @Test(arguments: [
                ["relay", "--upstream", "x"], ["relay", "--port", "1", "--host", "1.2.3.4"],
                ["relay", "--config", "/nowhere"], ["relay", "--hash-key"],
                ["replay", "--host", "203.0.113.1", "--port", "1"], ["replay", "/nowhere"],
                ["load", "http://127.0.0.1:1"], ["chat", "x"], ["input", "/nowhere"],
                ["decode", "/nowhere"],
            ])
            func onlyFailuresOfTheOutputBlameIt(_ arguments: [String]) async throws {
                let run = try await CommandRun(arguments)
                #expect(run.status != 0)
                #expect(!run.errors.contains("standard output"), "\(run.errors)")
            }
        #endif

        #if Client && Relay
            @Test func chatWhoseReaderGoesAwayIsNoFailure() async throws {
                for prompts in ["x", "x\\nx\\nx\\nx"] {
                    let run = try await CommandRun(
                        shell: "printf '\(prompts)\\n' | { \"$0\" chat --replay; echo $? >&2; } "
                            + "| head -c 1")
                    #expect(run.errors == "0\n")
                }
            }

            @Test func aByteOrderMarkReachesNoModel() async throws {
                let folder = try TemporaryFolder()
                defer { folder.remove() }
                // What is blank is no prompt: a mark alone asks nothing.
                let run = try await CommandRun(
                    shell: "printf '\\357\\273\\277\\n' | \"$0\" chat --replay")
                #expect(run.output == "" && run.errors == "" && run.status == 0)
            }
        #endif
    }
#endif
