#if CommandLine && Client && Relay
    import MessageStreamReplay
    import PartialJSON
    import Testing

    /// `message-stream chat` without a terminal.
    @Suite(.timeLimit(.minutes(5)))
    struct ChatTests {
        /// Without the keys of whoever runs the tests.
        private static let chat =
            "env -u ANTHROPIC_API_KEY -u ANTHROPIC_AUTH_TOKEN -u ANTHROPIC_BASE_URL \"$0\" chat"

        private static let usage =
            "usage: 3 input tokens, 9 output tokens; stop reason: end_turn\n"

        @Test(arguments: [
            (#"printf 'Hi\n\n \nBye' | \#(chat)"#, true),
            (#"printf 'Hi\r\nBye\r\n' | \#(chat)"#, true),
            (#"\#(chat) "$3""#, false),
            (#"printf 'nobody reads this\n' | \#(chat) "$3""#, false),
        ])
        func eachLineIsAPrompt(_ line: String, _ isTwo: Bool) async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let first = try folder.path("first.sse", Recordings.spoken("Hel", "lo."))
            let second = try folder.path("second.sse", Recordings.spoken("See you."))
            let run = try await CommandRun(
                shell: line + #" --replay --recording "$1" --recording "$2""#, first, second, "Hi")
            #expect(
                run.output == "Hello.\n" + Self.usage
                    + (isTwo ? "See you.\n" + Self.usage : ""))
            #expect(run.errors == "")
            #expect(run.status == 0)
        }

        @Test func theModelGetsWhatWasSaidAndWhatTheOptionsSay() async throws {
            let recording = ReplayRecording(
                name: "answer", bytes: Array(Recordings.spoken("Hello.").utf8))
            let server = try await ReplayServer.start(recordings: [recording])
            let run = try await CommandRun(
                shell: """
                    printf 'Hi\\nBye\\n' | ANTHROPIC_API_KEY=key-of-a-test "$0" chat \
                    --base-url "$1" --model m-1 --max-tokens 7 --system 'Be brief.'
                    """, server.baseURL)
            #expect(run.status == 0)
            let requests = server.receivedRequests
            try #require(requests.count == 2)
            #expect(requests[1][header: "x-api-key"] == "key-of-a-test")
            #expect(
                try JSONValue(parsing: requests[1].body) == [
                    "model": "m-1", "max_tokens": 7, "system": "Be brief.", "stream": true,
                    "messages": [
                        ["role": "user", "content": [["type": "text", "text": "Hi"]]],
                        ["role": "assistant", "content": [["type": "text", "text": "Hello."]]],
                        ["role": "user", "content": [["type": "text", "text": "Bye"]]],
                    ],
                ])
            await server.stop()
        }

        @Test func aMissingKeyIsTold() async throws {
            let run = try await CommandRun(shell: Self.chat + " Hi")
            #expect(
                run.errors
                    == "message-stream: chat: ANTHROPIC_API_KEY is not set; --replay does without a key\n"
            )
            #expect(run.output == "")
            #expect(run.status == 78)
        }

        @Test(arguments: [
            (Fault.status(401), "the API does not accept the credentials", 69, ""),
            (.truncated(after: 3), "the answer ended before its message did", 1, "Hel\n"),
            (.html, "the answer is no event stream", 69, ""),
        ])
        func aFailedAnswerEndsTheCommand(
            _ fault: Fault, _ reason: String, _ status: Int32, _ shown: String
        ) async throws {
            let recording = ReplayRecording(
                name: "answer", bytes: Array(Recordings.spoken("Hel", "lo.").utf8))
            let server = try await ReplayServer.start(
                recordings: [recording], behaviour: ReplayBehaviour(faults: [fault]))
            let run = try await CommandRun(
                shell: #"printf 'Hi\nBye\n' | \#(Self.chat) --base-url "$1""#, server.baseURL)
            #expect(run.errors.hasPrefix("message-stream: chat: \(reason)"))
            #expect(run.errors.split(separator: "\n").count == 1)
            #expect(run.output.hasPrefix(shown))
            #expect(run.status == status)
            #expect(server.receivedRequests.count == 1)
            await server.stop()
        }

        @Test(arguments: ["http://127.0.0.1:99999", "ftp://host"])
        func aBaseURLThatIsNoneIsAWrongConfiguration(_ url: String) async throws {
            let run = try await CommandRun(
                shell: #"ANTHROPIC_API_KEY=key-of-a-test "$0" chat --base-url "$1" Hi"#, url)
            #expect(run.errors.contains("the base URL"))
            #expect(run.status == 78)
        }

        @Test func aRecordingThatCannotBeReadIsTold() async throws {
            let run = try await CommandRun("chat", "--replay", "--recording", "/nowhere.sse", "Hi")
            #expect(run.errors == "message-stream: /nowhere.sse: No such file or directory\n")
            #expect(run.status == 66)
        }

        @Test(arguments: [
            ["--max-tokens", "0"], [" "], ["--replay", "--base-url", "http://localhost"],
            ["--recording", "a.sse"], ["--events-per-second", "3"],
            ["--replay", "--events-per-second", "0"], ["--replay", "--recording", "-"],
        ])
        func optionsThatMakeNoSenseAreRefused(_ options: [String]) async throws {
            let run = try await CommandRun(["chat"] + options)
            #expect(run.errors.hasPrefix("Error: "))
            #expect(run.status == 64)
        }
    }
#endif
