#if Relay
    import MessageStreamReplay
    import PartialJSON
    import TestSupport
    import Testing

    /// Which answer a request gets.
    @Suite(.timeLimit(.minutes(5)))
    struct AnswerTests {
        @Test func withoutStreamTheWholeMessageComes() async throws {
            try await withServer { server in
                for body in ["{}", #"{"stream":false}"#, #"{"stream":"true"}"#] {
                    let (response, _) = try await answer(of: server, body: body)
                    #expect(response.headers["content-type"] == "application/json")
                    let message = try JSONValue(parsing: response.body)
                    #expect(message["id"] == "msg_demo")
                    #expect(message["stop_reason"] == "tool_use")
                    #expect(message["usage"] == ["input_tokens": 398, "output_tokens": 71])
                    let content = try #require(message["content"]?.array)
                    #expect(
                        content.map { $0["type"]?.string } == ["thinking", "text", "tool_use"])
                    #expect(content[2]["input"] == ["expression": "2+2"])
                }
            }
        }

        @Test func aRecordingWithoutAWholeMessageIsAnError() async throws {
            let cut = ReplayRecording(name: "cut", text: ReplayRecording.shortEvents[0])
            try await withServer([cut]) { server in
                let (response, _) = try await answer(of: server, body: "{}")
                #expect(response.status == 500)
                #expect(response.text.contains("api_error"))
                let (stream, _) = try await answer(of: server)
                #expect(stream.text == ReplayRecording.shortEvents[0])
            }
        }

        @Test func recordingsTakeTurnsUnlessOneIsNamed() async throws {
            let recordings = ["a", "b", "c"].map {
                ReplayRecording(name: $0, text: "data: \($0)\n\n")
            }
            try await withServer(recordings) { server in
                var answers: [String] = []
                let requests: [([String: String], String)] = [
                    ([:], #"{"stream":true}"#),
                    (["x-replay-recording": "c"], #"{"stream":true}"#),
                    ([:], #"{"stream":true,"model":"unknown"}"#),
                    ([:], #"{"stream":true,"model":"a"}"#),
                    ([:], #"{"stream":true}"#),
                    ([:], #"{"stream":true}"#),
                ]
                for (headers, body) in requests {
                    answers.append(try await answer(of: server, headers, body: body).0.text)
                }
                #expect(answers == ["a", "c", "b", "a", "c", "a"].map { "data: \($0)\n\n" })
                let (response, _) = try await answer(of: server, ["x-replay-recording": "d"])
                #expect(response.status == 404)
            }
        }

        @Test func aScriptIsForOneRequestEach() async throws {
            try await withServer([.short]) { server in
                server.respond(with: [
                    ReplayBehaviour(faults: [.status(429)]),
                    ReplayBehaviour(faults: [.truncated(after: 1)]),
                    ReplayBehaviour(faults: [.status(529)]),
                ])
                var statuses: [Int] = []
                var chunks: [Int] = []
                for headers in [[:], [:], ["x-replay-fault": "html"], [:]] {
                    let (response, _) = try await answer(of: server, headers)
                    statuses.append(response.status)
                    chunks.append(response.chunks.count)
                }
                #expect(statuses == [429, 200, 200, 200])
                #expect(chunks == [1, 1, 1, 4])
            }
        }

        @Test(arguments: [
            ("GET / HTTP/1.1\r\nhost: x\r\n\r\n", 404, "not_found_error"),
            ("GET /v1/messages HTTP/1.1\r\nhost: x\r\n\r\n", 405, "invalid_request_error"),
            (
                "POST /v1/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{]", 400,
                "invalid_request_error"
            ),
            (
                "POST /v1/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n[]", 400,
                "invalid_request_error"
            ),
            (
                "POST /v1/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 11\r\n\r\n{\"a\": 1234}",
                413, "request_too_large"
            ),
        ])
        func whatIsWrongIsAnsweredAsTheAPIDoes(
            _ request: String, status: Int, type: String
        ) async throws {
            try await withServer(limits: .init(maximumRequestBytes: 10)) { server in
                let connection = try RawConnection(port: server.port)
                try connection.send(request)
                let (response, _) = try await connection.response()
                #expect(response.status == status)
                #expect(response.headers["request-id"] == "req_replay_1")
                let body = try JSONValue(parsing: response.body)
                #expect(body["type"] == "error")
                #expect(body["error"]?["type"]?.string == type)
                #expect(body["request_id"] == "req_replay_1")
            }
        }

        @Test func aQueryDoesNotMatter() async throws {
            try await withServer([.short]) { server in
                let connection = try RawConnection(port: server.port)
                try connection.send(
                    "POST /v1/messages?beta=true HTTP/1.1\r\nhost: x\r\ncontent-length: 15\r\n\r\n"
                        + #"{"stream":true}"#)
                #expect(try await connection.response().0.chunks.count == 4)
                #expect(server.receivedRequests.map(\.path) == ["/v1/messages?beta=true"])
            }
        }

        @Test func aConnectionServesManyRequests() async throws {
            try await withServer([.short]) { server in
                let connection = try RawConnection(port: server.port)
                for fault in ["", "status=529", "crlf", "truncated-after=1", "html", ""] {
                    try connection.ask(["x-replay-fault": fault])
                    let (response, end) = try await connection.response()
                    #expect(response.isWhole)
                    #expect(end == nil)
                    #expect(server.openConnections == 1)
                }
            }
        }

        @Test func requestsInARowAreAnsweredInARow() async throws {
            try await withServer([.short]) { server in
                let connection = try RawConnection(port: server.port)
                for _ in 1...3 { try connection.ask() }
                let (bytes, _) = try await connection.bytes { bytes in
                    String(decoding: bytes, as: UTF8.self).split(separator: "\r\n0\r\n\r\n").count
                        == 3 && bytes.suffix(5) == Array("0\r\n\r\n".utf8)
                }
                let text = String(decoding: bytes, as: UTF8.self)
                #expect(text.split(separator: "req_replay_").count == 4)
            }
        }
    }
#endif
