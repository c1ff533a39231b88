#if CommandLine
    import Foundation
    import Testing

    /// `message-stream decode` as a process, on what cannot be decoded to the end.
    struct DecodeFailureTests {
        @Test(arguments: ["--text", "--json", "--events", "--raw"])
        func aFileThatCannotBeOpenedIsNamed(_ flag: String) async throws {
            let run = try await CommandRun("decode", flag, "/nowhere/at.all")
            #expect(run.output == "")
            #expect(run.errors == "message-stream: /nowhere/at.all: No such file or directory\n")
            #expect(run.status == 66)
        }

        @Test func aFolderIsNoFile() async throws {
            let run = try await CommandRun("decode", "/")
            #expect(run.errors == "message-stream: /: Is a directory\n")
            #expect(run.status == 66)
        }

        @Test func theOtherFilesAreDecodedAllTheSame() async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let good = try folder.path("good.sse", Recordings.answer)
            let run = try await CommandRun("decode", "--json", "/nowhere", good, "-")
            #expect(run.output == Recordings.answerJSON)
            #expect(
                run.errors == """
                    message-stream: /nowhere: No such file or directory
                    message-stream: standard input: it is empty: expected an event stream

                    """)
            #expect(run.status == 66, "that of the first failure")
        }

        @Test(arguments: [nil, 1])
        func aStreamThatBreaksOffIsPrintedAsFarAsItCame(chunk: Int?) async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let stream = Recordings.answer(upToEventWith: "+2")
            let path = try folder.path("cut.sse", stream + "event: content_block_de")
            let chunkFlags = chunk.map { ["--chunk", "\($0)"] } ?? []
            let complaint = """
                message-stream: \(path): the stream ended before the message did \
                (event 17, byte \(stream.utf8.count + 23))

                """

            let text = try await CommandRun(["decode"] + chunkFlags + [path])
            #expect(
                text.output == """
                    thinking: Two and
                    thinking: two.
                    你好, I "count".
                    tool calculator {} (the input breaks off)
                    usage: 25 input tokens, 7 read from the cache, 1 output tokens so far; \
                    stop reason: none

                    """)
            #expect(text.errors == complaint)
            #expect(text.status == 1)

            let json = try await CommandRun(["decode", "--json"] + chunkFlags + [path])
            #expect(json.output.contains(#""input":{}}],"model":"m","stop_reason":null"#))
            #expect(json.lines.count == 1)
            #expect(json.errors == complaint)
            #expect(json.status == 1)
        }

        @Test func anErrorEventEndsTheMessage() async throws {
            let stream = Recordings.answer(upToEventWith: "weather")
            let error =
                #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#
            let run = try await CommandRun(
                "decode", "--json",
                input: Array((stream + Recordings.event("error", error) + stream).utf8))
            #expect(run.output.contains(#"{"type":"text","text":"I \"count\"."}]"#))
            #expect(run.lines.count == 1)
            #expect(
                run.errors == """
                    message-stream: standard input: the API sent an error: overloaded_error: \
                    Overloaded (event 15, byte \(stream.utf8.count + 19))

                    """)
            #expect(run.status == 1)
        }

        @Test func anErrorAfterAWholeMessageIsAFailureToo() async throws {
            let error = Recordings.event("error", #"{"error":{"message":"Gone"}}"#)
            let run = try await CommandRun(
                "decode", input: Array((Recordings.answer + error).utf8))
            #expect(run.output == Recordings.answerText)
            #expect(run.errors.contains("the API sent an error: Gone (event 22, byte"))
            #expect(run.status == 1)
        }

        @Test(arguments: [
            (
                #"{"type":"content_block_delta","index":4}"#,
                "a content_block_delta event has no delta"
            ),
            (#"{"type":"content_block_stop","index":9}"#, "block 9, which never started (block 9,"),
            (#"{"type":"ping",}"#, "the data of an event is not JSON: "),
        ])
        func damageIsToldWithItsPlace(_ data: String, _ problem: String) async throws {
            let stream = Recordings.answer(upToEventWith: "weather")
            let damage = Recordings.event("content_block_delta", data)
            let run = try await CommandRun(
                "decode", "--json", input: Array((stream + damage).utf8))
            let start = stream.utf8.count + "event: content_block_delta\ndata: ".utf8.count
            // The place of bad JSON is that of the wrong byte: the brace behind the comma.
            let byte = problem.contains("JSON") ? start + data.utf8.count - 1 : start
            #expect(run.errors.contains(problem))
            #expect(run.errors.hasSuffix("event 15, byte \(byte))\n"))
            #expect(run.lines.count == 1, "the message as far as it came")
            #expect(run.status == 1)
        }

        @Test func damageAfterAWholeMessagePrintsItOnce() async throws {
            let damage = Recordings.event("message_start", "{")
            let run = try await CommandRun(
                "decode", input: Array((Recordings.answer + damage).utf8))
            #expect(run.output == Recordings.answerText)
            #expect(run.status == 1)
        }

        @Test func whatIsNoEventStreamHasNoMessage() async throws {
            let page = "<!DOCTYPE html>\n<title>502 Bad Gateway</title>\n"
            let run = try await CommandRun("decode", input: Array(page.utf8))
            #expect(run.output == "")
            #expect(
                run.errors == """
                    message-stream: standard input: it is a page of HTML or XML, which a server or \
                    a proxy sent in place of events: look at the URL and at the response's status

                    """)
            #expect(run.status == 1)
        }

        @Test(arguments: ["--text", "--json", "--events", "--raw"])
        func anEndlessLineMeetsTheLimit(_ flag: String) async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let path = try folder.path("zeros", zeros: 65 << 20)
            let run = try await CommandRun("decode", flag, path)
            #expect(run.output == "")
            #expect(
                run.errors == """
                    message-stream: \(path): a line of the event stream is longer than the limit \
                    (event 1, byte \(64 << 20)): the limit is \(64 << 20) bytes; --limit sets another

                    """)
            #expect(run.status == 1)
        }

        @Test(
            .enabled(
                if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
        func anOutputThatIsFullIsAFailure() async throws {
            let run = try await CommandRun(shell: #""$0" demo >/dev/full"#)
            #expect(run.errors == "message-stream: standard output: No space left on device\n")
            #expect(run.status == 74)
        }

        @Test(arguments: [
            ["decode", "--chunk", "0"], ["decode", "--chunk", "16777217"],
            ["decode", "--json", "--raw"], ["decode", "--nonsense"], ["nonsense"],
            ["input", "--fragment", "-1"], ["input", "--fragment", "half"],
            ["demo", "--speed", "x"],
        ])
        func aWrongCommandLineIsRefused(_ arguments: [String]) async throws {
            let run = try await CommandRun(arguments)
            #expect(run.output == "")
            #expect(run.errors.hasPrefix("Error: "))
            #expect(run.status == 64)
        }
    }
#endif
