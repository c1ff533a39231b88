#if CommandLine && Relay
    import Foundation
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// `message-stream relay` as a process.
    @Suite(.timeLimit(.minutes(5)))
    struct RelayCommandTests {
        private static let secrets = [
            "upstream-secret-7531", "alice-secret-2468", "wrong-secret-9999",
            "prompt-secret-1357", "answer-secret-8642", "system-secret-1122",
        ]
        private static let answer = ReplayRecording(
            name: "secret",
            bytes: [
                #"{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","content":[],"model":"m","usage":{"input_tokens":1}}}"#,
                #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
                #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"answer-secret-8642"}}"#,
                #"{"type":"content_block_stop","index":0}"#,
                #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}"#,
                #"{"type":"message_stop"}"#,
            ].flatMap { Array("data: \($0)\n\n".utf8) })

        @Test(arguments: ["text", "json"])
        func `secrets are in nothing that the process writes`(log: String) async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let upstream = try await ReplayServer.start(recordings: [Self.answer])
            let upstreamKey = try folder.path("upstream", "upstream-secret-7531\n")
            let clientKey = try folder.path("client", "alice-secret-2468\n")
            let arguments = [
                "relay", "--port", "0", "--access-log", log,
                "--upstream", "name=api,url=\(upstream.baseURL),key-file=\(upstreamKey)",
                "--client-key", "name=alice,key-file=\(clientKey)",
                "--set", "relay.chat.systemPrompt=system-secret-1122",
            ]
            let printed = try await CommandRun(arguments + ["--print-configuration"])
            #expect(printed.status == 0)
            #expect(printed.output.contains("alice"))

            let relay = try RunningCommand(arguments)
            let start = await relay.errors { $0.contains("listening at http://127.0.0.1:") }
            let port = try #require(start.firstMatch(of: /listening at http:.+?:([0-9]+)/)?.1)
            let served = try await ask(Int(try #require(Int(port))))
            #expect(served.map(\.status) == [200, 200, 401, 400, 200, 200, 404])
            upstream.respond(with: [
                ReplayBehaviour(faults: [.status(401)]),
                ReplayBehaviour(faults: [.closeAfter(events: 3)]),
            ])
            let failed = try await ask(Int(try #require(Int(port))))
            #expect(failed.first?.status == 401)
            relay.terminate()
            let rest = await relay.errors { _ in false }
            #expect(await relay.status() == 0)

            #expect(rest.contains("alice"), "the access log names who asked: \(rest)")
            let metrics = try #require((served + failed).last { $0.text.contains("# TYPE") })
            #expect(metrics.text.contains("gen_ai"))
            let written = [
                printed.output, printed.errors, start, rest, metrics.text,
            ].joined(separator: "\n")
            for secret in Self.secrets {
                #expect(!written.contains(secret), "\(secret)")
            }
            // The two that the client may see are what it asked for.
            for response in served + failed where response.status != 200 {
                for secret in Self.secrets { #expect(!response.text.contains(secret)) }
            }
            await upstream.stop()
        }

        /// Makes requests of every kind, with secrets in all of them.
        private func ask(_ port: Int) async throws -> [RawResponse] {
            let key = "x-api-key: alice-secret-2468\r\n"
            let requests = [
                post(
                    "/v1/messages?key=prompt-secret-1357", key,
                    #"{"stream":true,"messages":[{"role":"user","content":"prompt-secret-1357"}]}"#),
                post("/chat/stream", key, #"{"message":"prompt-secret-1357"}"#),
                post("/v1/messages", "x-api-key: wrong-secret-9999\r\n", "{}"),
                post("/chat/stream", key, #"{"prompt-secret-1357":"#),
                get("/metrics", key), get("/ready", key), get("/prompt-secret-1357", key),
            ]
            var responses: [RawResponse] = []
            for request in requests {
                let connection = try RawConnection(port: port)
                try connection.send(request)
                responses.append(try await connection.response().0)
            }
            return responses
        }

        private func post(_ path: String, _ field: String, _ body: String) -> String {
            "POST \(path) HTTP/1.1\r\nhost: a\r\ncontent-length: \(body.utf8.count)\r\n\(field)\r\n\(body)"
        }

        private func get(_ path: String, _ field: String) -> String {
            "GET \(path) HTTP/1.1\r\nhost: a\r\n\(field)\r\n"
        }

        @Test(arguments: [
            ["--port", "x"], ["--upstream", "nonsense"], ["--access-log", "xml"],
            ["--upstream", "name=a,url=ftp://b"], ["--set", "relay.nonsense=1"],
            ["--upstream", "name=a,url=http://127.0.0.1:9", "--host", "0.0.0.0"],
        ])
        func `a wrong configuration is refused, and told`(arguments: [String]) async throws {
            let run = try await CommandRun(["relay"] + arguments)
            #expect(run.status != 0)
            #expect(run.output == "")
            #expect(!run.errors.isEmpty)
        }

        @Test(arguments: [
            ["--port", "sk-hush"], ["--access-log", "sk-hush"],
            ["--event-loop-threads", "sk-hush"],
            ["--set", "relay.drainTimeout=sk-hush"],
            ["--set", "relay.maximumRequestBytes=sk-hush"],
            ["--set", "sk-hush"], ["--set", "relay.sk-hush=1"], ["--config", "sk-hush"],
            ["sk-hush"], ["--no-such-flag=sk-hush"], ["--hash-key=sk-hush"],
            ["--no-such-flag", "sk-hush"], ["--client-key", "sk-hush"], ["--upstream", "sk-hush"],
            ["--upstream", "name=a,url=http://b,key-env=sk-hush"],
            ["--upstream", "name=a,url=http://b,key-file=sk-hush"],
            ["--upstream", "name=a,url=http://b,weight=sk-hush"],
            ["--upstream", "name=a,url=http://user:sk-hush@b"],
            ["--client-key", "name=a,sha256=sk-hush"], ["--client-key", "name=a,streams=sk-hush"],
            ["--upstream", "name=a,url=http://b", "--host", "sk-hush"],
        ])
        func `a key in the wrong place is in no error`(arguments: [String]) async throws {
            let run = try await CommandRun(["relay"] + arguments)
            #expect(run.status != 0)
            #expect(!run.errors.isEmpty)
            #expect(!run.errors.contains("sk-hush"))
        }
    }
#endif
