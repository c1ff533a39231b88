#if Relay
    import MessageStreamRelay
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// What goes through `POST /v1/messages`, to the byte.
    @Suite(.timeLimit(.minutes(5)))
    struct PassThroughTests {
        private static let chunkings: [ReplayBehaviour.Chunking] = [
            .events, .bytes(1), .bytes(7), .bytes(1000), .splitUTF8, .whole,
        ]

        @Test(arguments: chunkings)
        func `a stream arrives as it was sent, however it was cut`(
            chunking: ReplayBehaviour.Chunking
        ) async throws {
            for recording in [ReplayRecording.demo, .texts(100)] {
                try await withRelay(before: [[recording]]) { relay, upstreams in
                    upstreams[0].respond(with: [ReplayBehaviour(chunking: chunking)])
                    let (response, end) = try await answer(of: relay)
                    #expect(response.status == 200)
                    #expect(response.body == recording.bytes)
                    #expect(response.isWhole)
                    #expect(end == nil)
                }
            }
        }

        @Test func `a stream of a mebibyte that comes in one go arrives whole`() async throws {
            let recording = ReplayRecording.texts(8000)
            #expect(recording.bytes.count > 1 << 20)
            try await withRelay(before: [[recording]]) { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(chunking: .whole)])
                let (response, _) = try await answer(of: relay)
                #expect(response.body == recording.bytes)
                #expect(response.isWhole)
            }
        }

        @Test func `a message that is not streamed arrives as it was sent`() async throws {
            try await withRelay { relay, upstreams in
                let direct = try RawConnection(port: upstreams[0].port)
                try direct.ask(body: "{}")
                let expected = try await direct.response().0
                let (response, _) = try await answer(of: relay, body: "{}")
                #expect(response.body == expected.body)
                #expect(response.headers["content-length"] == "\(expected.body.count)")
                #expect(response.headers["content-type"] == "application/json")
            }
        }

        @Test func `one connection carries one request after the other`() async throws {
            try await withRelay { relay, upstreams in
                let connection = try RawConnection(port: relay.port)
                for _ in 0..<20 {
                    try connection.request("POST /v1/messages", body: #"{"stream":true}"#)
                    let (response, end) = try await connection.response()
                    #expect(response.body == ReplayRecording.demo.bytes)
                    #expect(end == nil)
                    try connection.request("GET /health")
                    let health = try await connection.response().0
                    #expect(health.text == #"{"status":"ok"}"#)
                }
                #expect(upstreams[0].openConnections == 1, "the upstream's is used again")
            }
        }

        @Test func `requests that were sent ahead are answered in their order`() async throws {
            try await withRelay { relay, _ in
                let connection = try RawConnection(port: relay.port)
                try connection.request("POST /v1/messages", body: "{}")
                try connection.request("GET /health")
                try connection.request("POST /v1/messages", body: "[]")
                let (bytes, _) = try await connection.bytes { bytes in
                    let text = String(decoding: bytes, as: UTF8.self)
                    return text.contains("is no JSON object\"") && text.hasSuffix("}")
                }
                let text = String(decoding: bytes, as: UTF8.self)
                let message = try #require(text.firstRange(of: "msg_demo"))
                let health = try #require(text.firstRange(of: #""status":"ok""#))
                let refusal = try #require(text.firstRange(of: "HTTP/1.1 400"))
                #expect(message.lowerBound < health.lowerBound)
                #expect(health.lowerBound < refusal.lowerBound)
            }
        }

        @Test func `the upstream gets the request, but not what is the relay's business`()
            async throws
        {
            try await withRelay({ configuration in
                configuration.upstreams[0].credentials = .apiKey(.init("upstream-secret"))
                configuration.upstreams[0].pathPrefix = ""
                configuration.clientKeys = [Self.alice]
            }) { relay, upstreams in
                let body = #"{"stream":true,"model":"é"}"#
                _ = try await answer(
                    of: relay, "POST /v1/messages?beta=true",
                    [
                        "authorization": "Bearer alice-key", "connection": "x-hop, keep-alive",
                        "x-hop": "1", "te": "trailers", "anthropic-beta": "a,b",
                        "accept-encoding": "gzip", "upgrade": "h2c",
                    ], body: body)
                let request = try #require(upstreams[0].receivedRequests.first)
                #expect(request.path == "/v1/messages?beta=true")
                #expect(request.body == Array(body.utf8))
                #expect(request[header: "x-api-key"] == "upstream-secret")
                #expect(request[header: "authorization"] == nil)
                #expect(request[header: "anthropic-beta"] == "a,b")
                #expect(request[header: "accept-encoding"] == "identity")
                for name in ["x-hop", "te", "upgrade", "connection"] {
                    #expect(request[header: name] == nil, "\(name)")
                }
            }
        }

        @Test func `without a key of its own an upstream gets the client's`() async throws {
            try await withRelay { relay, upstreams in
                _ = try await answer(of: relay, "POST /v1/messages", ["x-api-key": "mine"])
                #expect(upstreams[0].receivedRequests.first?[header: "x-api-key"] == "mine")
            }
        }

        @Test func `a body in chunks is taken as well`() async throws {
            try await withRelay { relay, upstreams in
                let connection = try RawConnection(port: relay.port)
                try connection.request(
                    "POST /v1/messages",
                    ["transfer-encoding": "chunked", "expect": "100-continue"])
                let (goOn, _) = try await connection.bytes { $0.count >= 25 }
                #expect(String(decoding: goOn, as: UTF8.self).hasPrefix("HTTP/1.1 100 Continue"))
                try connection.send("8\r\n{\"stream\r\n7\r\n\":true}\r\n0\r\n\r\n")
                let response = try await connection.response().0
                #expect(response.body == ReplayRecording.demo.bytes)
                #expect(
                    upstreams[0].receivedRequests.first?.body == Array(#"{"stream":true}"#.utf8))
            }
        }

        @Test func `an old client gets the stream without chunks`() async throws {
            try await withRelay { relay, _ in
                let connection = try RawConnection(port: relay.port)
                try connection.send(
                    "POST /v1/messages HTTP/1.0\r\ncontent-length: 15\r\n\r\n{\"stream\":true}")
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(end == .end)
                #expect(
                    bytes.suffix(ReplayRecording.demo.bytes.count)
                        == ReplayRecording.demo.bytes[...])
            }
        }

        static let alice = ClientKey(
            name: "alice", sha256: ClientKey.hash(of: "alice-key") ?? "")!
    }
#endif
