#if CommandLine && Relay
    import TestSupport
    import Testing

    /// `message-stream replay` as a process.
    @Suite(.timeLimit(.minutes(5)))
    struct ReplayTests {
        /// Runs the command at a free port; `body` gets the port and what was said about it.
        private func withServer(
            _ arguments: String..., ending end: (RunningCommand) -> Void = { $0.terminate() },
            body: (Int, String) async throws -> Void
        ) async throws {
            let command = try RunningCommand(["replay", "--port", "0"] + arguments)
            let said = await command.errors { $0.hasSuffix("'\n") }
            do {
                let port = try #require(Self.port(in: said))
                try await body(port, said)
            } catch {
                command.terminate()
                _ = await command.status()
                throw error
            }
            end(command)
            #expect(await command.status() == 0)
        }

        /// The port of the first address in a text.
        private static func port(in text: String) -> Int? {
            let address = text.split(separator: "http://127.0.0.1:").dropFirst().first
            return address.flatMap { Int($0.prefix(while: \.isNumber)) }
        }

        private func answer(
            at port: Int, _ headers: [String: String] = [:], body: String = #"{"stream":true}"#
        ) async throws -> RawResponse {
            let connection = try RawConnection(port: port)
            try connection.ask(headers, body: body)
            return try await connection.response().0
        }

        @Test func helpHasExamplesAndAllFaults() async throws {
            let help = try await CommandRun("replay", "--help").output
            #expect(help.contains("EXAMPLES\n  message-stream replay"))
            let names = [
                "status=", "html", "json", "reset-before-headers", "stall-before-headers",
                "reset-after=", "close-after=", "stall-after=", "truncated-after=", "error=",
                "no-message-stop", "left-open", "done", "no-event-lines", "crlf", "bom",
            ]
            for name in names { #expect(help.contains(name)) }
        }

        @Test func saysWhereItListensAndHowToAsk() async throws {
            try await withServer { port, said in
                #expect(
                    said == """
                        message-stream: listening at http://127.0.0.1:\(port), replaying demo
                          curl -N http://127.0.0.1:\(port)/v1/messages -d '{"stream": true}'

                        """)
                let response = try await answer(at: port)
                #expect(response.text.contains(#""type":"message_stop""#))
            }
        }

        @Test func servesFilesByTheirNames() async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let hello = Recordings.message("hello") + Recordings.messageStop
            let first = try folder.path("first.sse", Recordings.answer)
            let second = try folder.path("se.cond.sse", hello)
            try await withServer(first, second) { port, said in
                #expect(said.contains("replaying first, se.cond\n"))
                #expect(try await answer(at: port).text == Recordings.answer)
                #expect(try await answer(at: port).text == hello)
                let named = try await answer(at: port, ["x-replay-recording": "se.cond"])
                #expect(named.text == hello)
                let whole = try await answer(at: port, body: #"{"model":"first"}"#)
                #expect(whole.text + "\n" == Recordings.answerJSON)
            }
        }

        @Test func flagsSayHow() async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let path = try folder.path("a.sse", Recordings.message("é") + Recordings.messageStop)
            let arguments = ["--fault", "crlf,bom", "--fault", "truncated-after=1", "--chunk", "9"]
            try await withServer(
                arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5],
                "--events-per-second", "1000", path
            ) { port, _ in
                let response = try await answer(at: port)
                #expect(response.text.hasPrefix("\u{FEFF}event: message_start\r\ndata: "))
                #expect(response.text.hasSuffix("\r\n\r\n"))
                #expect(!response.text.contains("content_block_start"))
                #expect(response.chunks.dropLast().allSatisfy { $0.count == 9 })
            }
            try await withServer("--split-utf8", "--gzip", path) { port, _ in
                let plain = try await answer(at: port)
                #expect(plain.chunks.count { $0[0] == 0xA9 } == 1)
                let gzip = try await answer(at: port, ["accept-encoding": "gzip"])
                #expect(gzip.headers["content-encoding"] == "gzip")
            }
        }

        @Test func anInterruptEndsItWhileAClientWaits() async throws {
            let command = try RunningCommand(["replay", "--port", "0"])
            let said = await command.errors { $0.hasSuffix("'\n") }
            let port = try #require(Self.port(in: said))
            let connection = try RawConnection(port: port)
            try connection.ask(["x-replay-fault": "stall-after=1"])
            _ = try await connection.bytes { RawResponse($0)?.chunks.count == 1 }
            command.interrupt()
            #expect(await command.status() == 0)
            let (_, end) = try await connection.bytes { _ in false }
            #expect(end != nil)
        }

        @Test func aPortInUseIsTold() async throws {
            try await withServer { port, _ in
                let run = try await CommandRun("replay", "--port", "\(port)")
                #expect(
                    run.errors == "message-stream: 127.0.0.1:\(port): Address already in use\n")
                #expect(run.status == 69)
            }
        }

        @Test func filesThatCannotBeReadAreTold() async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let large = try folder.path("large.sse", zeros: (256 << 20) + 1)
            let run = try await CommandRun("replay", "--port", "0", "/nowhere/at.all", large)
            #expect(
                run.errors == """
                    message-stream: /nowhere/at.all: No such file or directory
                    message-stream: \(large): File too large

                    """)
            #expect(run.status == 66)
        }

        @Test(arguments: [
            ["--port", "65536"], ["--port", "-1"], ["--events-per-second", "0"],
            ["--events-per-second", "inf"], ["--events-per-second", "1", "--as-fast-as-possible"],
            ["--chunk", "0"], ["--chunk", "1", "--split-utf8"], ["--fault", "nonsense"],
            ["--fault", "crlf,status=1"],
        ])
        func whatMakesNoSenseIsRefused(_ arguments: [String]) async throws {
            let run = try await CommandRun(["replay", "--port", "0"] + arguments)
            #expect(run.status == 64)
            #expect(run.errors.contains("Error: "))
        }
    }
#endif
