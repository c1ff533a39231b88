#if Relay
    import MessageStreamRelay
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// Keys, limits, limits of time, and the end.
    @Suite(.timeLimit(.minutes(5)))
    struct OperationTests {
        @Test func `only those with a key are let in`() async throws {
            try await withRelay({ $0.clientKeys = [PassThroughTests.alice] }) { relay, upstreams in
                for line in ["POST /v1/messages", "POST /chat/stream", "GET /metrics"] {
                    for headers in [[:], ["x-api-key": "alice-kex"], ["authorization": "Bearer "]] {
                        let (response, _) = try await answer(of: relay, line, headers)
                        #expect(response.status == 401, "\(line) \(headers)")
                        #expect(response.text.contains("authentication_error"))
                    }
                }
                #expect(upstreams[0].receivedRequests.isEmpty)
                for line in ["GET /", "GET /health", "GET /ready"] {
                    #expect(try await answer(of: relay, line, body: nil).response.status == 200)
                }
                let (response, _) = try await answer(
                    of: relay, "POST /v1/messages", ["x-api-key": "alice-key"])
                #expect(response.status == 200)
            }
        }

        @Test func `a key has so many streams at a time`() async throws {
            try await withRelay({ $0.limits.maximumConcurrentStreams = 1 }) { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.stallAfter(events: 3)])])
                var first: RawConnection? = try RawConnection(port: relay.port)
                try first?.request("POST /v1/messages", body: #"{"stream":true}"#)
                await upstreams[0].waitUntil(requests: 1)
                let (refused, _) = try await answer(of: relay)
                #expect(refused.status == 429)
                #expect(refused.headers["retry-after"] != nil)
                #expect(refused.text.contains("rate_limit_error"))
                first = nil
                _ = try await upstreams[0].waitForClientClose()
                #expect(try await answer(of: relay).response.status == 200)
            }
        }

        @Test func `a request that is too large is refused before it is read`() async throws {
            try await withRelay({ $0.maximumRequestBytes = 1000 }) { relay, upstreams in
                let connection = try RawConnection(port: relay.port)
                try connection.request("POST /v1/messages", ["content-length": "1001"])
                let (told, _) = try await connection.response()
                #expect(told.status == 413)
                #expect(told.text.contains("request_too_large"))
                let chunked = try RawConnection(port: relay.port)
                try chunked.request("POST /v1/messages", ["transfer-encoding": "chunked"])
                try chunked.send("400\r\n\(String(repeating: "x", count: 1024))\r\n")
                #expect(try await chunked.response().0.status == 413)
                #expect(upstreams[0].receivedRequests.isEmpty)
            }
        }

        @Test(arguments: [
            "POST /v1/messages HTTP/1.1\r\nhost: a\r\n",
            "",
            "POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n12345",
        ])
        func `a client that takes too long is sent away`(start: String) async throws {
            try await withRelay({ configuration in
                configuration.requestHeadTimeout = .milliseconds(100)
                configuration.requestBodyTimeout = .milliseconds(100)
                configuration.keepAliveTimeout = .milliseconds(100)
            }) { relay, upstreams in
                let connection = try RawConnection(port: relay.port)
                if !start.isEmpty { try connection.send(start) }
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(end != nil)
                #expect(bytes.isEmpty || RawResponse(bytes)?.status == 408)
                #expect(upstreams[0].receivedRequests.isEmpty)
            }
        }

        @Test func `what is no HTTP is refused`() async throws {
            try await withRelay { relay, _ in
                let connection = try RawConnection(port: relay.port)
                try connection.send("\u{16}\u{3}\u{1} hello\r\n\r\n")
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(RawResponse(bytes)?.status == 400)
                #expect(end != nil)
            }
        }

        @Test func `draining lets a stream end, and takes no new connection`() async throws {
            try await withRelay(before: [[.texts(100)]]) { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(pacing: .eventsPerSecond(500))])
                let connection = try RawConnection(port: relay.port)
                try connection.request("POST /v1/messages", body: #"{"stream":true}"#)
                _ = try await connection.bytes { !$0.isEmpty }
                async let drained: Void = relay.drain(within: .seconds(60))
                let (rest, end) = try await connection.bytes { _ in false }
                await drained
                #expect(end == .end)
                #expect(String(decoding: rest, as: UTF8.self).hasSuffix("\r\n0\r\n\r\n"))
                #expect(throws: RawConnection.SystemFailure.self) {
                    try RawConnection(port: relay.port)
                }
            }
        }

        @Test(arguments: ["/v1/messages", "/chat/stream"])
        func `what does not end in time is ended with an error`(path: String) async throws {
            try await withRelay(before: [[.texts(20)]]) { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.stallAfter(events: 8)])])
                let connection = try RawConnection(port: relay.port)
                let body = path == "/chat/stream" ? #"{"message":"x"}"# : #"{"stream":true}"#
                try connection.request("POST \(path)", body: body)
                let (begin, _) = try await connection.bytes { $0.contains(0x7B) }
                await relay.drain(within: .milliseconds(20))
                let (rest, end) = try await connection.bytes { _ in false }
                let response = try #require(RawResponse(begin + rest))
                #expect(end == .end)
                #expect(response.isWhole)
                #expect(response.text.contains("the relay is shutting down"))
                #expect(response.text.contains("overloaded_error"))
            }
        }

        @Test func `metrics tell what happened`() async throws {
            try await withRelay { relay, upstreams in
                _ = try await answer(of: relay)
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.closeAfter(events: 4)])])
                _ = try await answer(of: relay)
                let text = try await answer(of: relay, "GET /metrics", body: nil).response.text
                for line in [
                    #"message_stream_relay_endings_total{route="messages",ending="complete"} 1"#,
                    #"message_stream_relay_endings_total{route="messages",ending="truncated"} 1"#,
                ] {
                    #expect(text.contains(line), "\(line) in \(text)")
                }
                #expect(text.contains(#"gen_ai_response_model="claude-demo""#))
            }
        }

        @Test func `an unknown path is not found, and the page is there`() async throws {
            try await withRelay { relay, _ in
                #expect(
                    try await answer(of: relay, "GET /nowhere", body: nil).response.status == 404)
                let page = try await answer(of: relay, "GET /", body: nil).response
                #expect(page.text.hasPrefix("<!DOCTYPE html>"))
                #expect(page.headers["content-security-policy"]?.contains("unsafe") == false)
            }
        }

        @Test func `an address that is taken is a typed error`() async throws {
            try await withRelay { relay, _ in
                var configuration = relay.configuration
                configuration.port = relay.port
                await #expect {
                    try await RelayServer.start(configuration)
                } throws: {
                    ($0 as? RelayServerError)?.code == .listening
                }
            }
        }
    }
#endif
