#if Relay
    import MessageStreamRelay
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// Heads of requests: what is refused, what is put up with, and who may ask.
    @Suite(.timeLimit(.minutes(5)))
    struct RequestHeadTests {
        private static let upgrade =
            "connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n"

        /// What answers to requests on one connection have for statuses.
        private static func statuses(
            of connection: RawConnection, _ count: Int
        ) async throws -> [String] {
            let (bytes, _) = try await connection.bytes { bytes in
                String(decoding: bytes, as: UTF8.self).components("HTTP/1.1 ").count == count
                    && bytes.last == 0x7D
            }
            return String(decoding: bytes, as: UTF8.self).components("HTTP/1.1 ").map {
                String($0.prefix(3))
            }
        }

        @Test(
            arguments: [
                upgrade, "connection: upgrade\r\nupgrade: websocket\r\n",
                "Connection: keep-alive, Upgrade\r\nUpgrade: h2c\r\n",
                "connection:\tupgrade\t, x\r\nupgrade: h2c\r\n",
                "connection: \"upgrade\"\r\nupgrade: h2c\r\n", "upgrade: h2c\r\n",
            ], [false, true])
        func `a wish for another protocol is passed over`(
            fields: String, isPipelined: Bool
        ) async throws {
            try await withRelay { relay, upstreams in
                for port in [relay.port, upstreams[0].port] {
                    let connection = try RawConnection(port: port)
                    let ask = "POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n"
                    let first = "GET /health HTTP/1.1\r\nhost: a\r\n\(fields)\r\n"
                    let second = ask + fields + "\r\n{}"
                    let third = ask + "\r\n{}"
                    if isPipelined {
                        try connection.send(first + second + third)
                        #expect(try await Self.statuses(of: connection, 3).count == 3)
                    } else {
                        for request in [first, second, third] {
                            try connection.send(request)
                            #expect(try await Self.statuses(of: connection, 1).count == 1)
                        }
                    }
                }
            }
        }

        @Test(arguments: [
            "CONNECT 127.0.0.1:9 HTTP/1.1\r\nhost: 127.0.0.1:9\r\n\r\n",
            "CONNECT 127.0.0.1:9 HTTP/1.1\r\nhost: 127.0.0.1:9\r\nupgrade: h2c\r\n\r\n",
        ])
        func `where HTTP ends the connection does`(request: String) async throws {
            try await withRelay { relay, _ in
                let connection = try RawConnection(port: relay.port)
                try connection.send(request + "GET /health HTTP/1.1\r\nhost: a\r\n\r\n")
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(end != nil)
                #expect(RawResponse(bytes) != nil)
            }
        }

        @Test(
            arguments: [
                "HTTP/2.0", "HTTP/0.9", "HTTP/3.0", "HTTP/1.2", "RTSP/1.0", "RTSP/1.1", "ICE/1.0",
            ],
            ["POST /v1/messages", "GET /health"])
        func `a version that is not spoken here is refused`(version: String, line: String)
            async throws
        {
            try await withRelay { relay, upstreams in
                let connection = try RawConnection(port: relay.port)
                try connection.send("\(line) \(version)\r\nhost: a\r\ncontent-length: 0\r\n\r\n")
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(end != nil)
                #expect(RawResponse(bytes)?.statusLine.hasPrefix("HTTP/1.1 400 ") == true)
                #expect(upstreams[0].receivedRequests.isEmpty)
            }
        }

        @Test(arguments: [
            "", "host: a\r\nhost: a\r\n", "host: a b\r\n", "host: a/b\r\n", "host: a@b\r\n",
            "host: a\r\ntransfer-encoding: cow, chunked\r\n",
            "host: a\r\ntransfer-encoding: identity, chunked\r\n",
            "host: a\r\ntransfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n",
        ])
        func `a head that two programs could read differently is refused`(
            fields: String
        ) async throws {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(beforeRaw: [upstream]) { relay in
                for line in ["POST /v1/messages", "POST /chat/stream", "GET /health"] {
                    let connection = try RawConnection(port: relay.port)
                    try connection.send("\(line) HTTP/1.1\r\n\(fields)\r\n")
                    let (bytes, end) = try await connection.bytes { _ in false }
                    #expect(end != nil)
                    #expect(RawResponse(bytes)?.status == 400)
                }
                #expect(upstream.heads.isEmpty)
            }
        }

        @Test(
            arguments: ["close\t", "\tclose", "x,\tClose "], ["GET /health", "POST /v1/messages"])
        func `who asks to close is told that the connection does`(
            value: String, line: String
        ) async throws {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let connection = try RawConnection(port: relay.port)
                try connection.request(line, ["connection": value], body: "{}")
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(end == .end)
                #expect(RawResponse(bytes)?.headers["connection"] == "close")
            }
        }

        @Test(arguments: [
            "content-length: 2 ", "content-length:\t2  ", "transfer-encoding: chunked  ",
        ])
        func `space behind a length is not part of it`(field: String) async throws {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let body = field.hasPrefix("content") ? "{}" : "2\r\n{}\r\n0\r\n\r\n"
                let ask = "POST /v1/messages HTTP/1.1\r\nhost: a\r\n\(field)\r\n\r\n\(body)"
                let connection = try RawConnection(port: relay.port)
                try connection.send(ask + ask)
                #expect(try await Self.statuses(of: connection, 2) == ["200", "200"])
            }
        }

        @Test func `HTTP/1.0 has no chunks, and needs no host`() async throws {
            try await withRelay { relay, _ in
                for (fields, status) in [("", 200), ("transfer-encoding: chunked\r\n", 400)] {
                    let connection = try RawConnection(port: relay.port)
                    try connection.send("GET /health HTTP/1.0\r\n\(fields)\r\n")
                    let (bytes, end) = try await connection.bytes { _ in false }
                    #expect(end == .end)
                    let response = try #require(RawResponse(bytes))
                    #expect(response.status == status)
                    #expect(response.statusLine.hasPrefix("HTTP/1.0 "))
                    #expect(response.headers["transfer-encoding"] == nil)
                    #expect(response.headers["connection"] == "close")
                }
            }
        }

        @Test func `what is no HTTP is refused behind the answers to what came before it`()
            async throws
        {
            try await withRelay { relay, _ in
                let connection = try RawConnection(port: relay.port)
                let ask = "POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{}"
                // More than one read brings.
                try connection.send(ask + String(repeating: "x", count: 60_000))
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(end != nil)
                let answers = String(decoding: bytes, as: UTF8.self).components("HTTP/1.1 ")
                #expect(answers.map { $0.prefix(3) } == ["200", "400"])
            }
        }

        @Test(arguments: [
            "no HTTP", "GET /nowhere HTTP/1.1\r\nconnection: close", "POST /v1/messages HTTP/1.1",
        ])
        func `a client that goes on sending behind the last answer is not cut off`(
            head: String
        ) async throws {
            try await withRelay { relay, _ in
                let connection = try RawConnection(port: relay.port)
                try connection.send(
                    head + "\r\nhost: a\r\ncontent-length: 100000\r\nhost: b\r\n\r\n")
                let (response, _) = try await connection.response()
                #expect(response.status == 400)
                // What comes to a connection that is gone is answered with a reset.
                for _ in 0..<3 { try connection.send("still here") }
            }
        }

        @Test func `nor is one that sends what is no request behind its last one`() async throws {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let connection = try RawConnection(port: relay.port)
                try connection.send(
                    "POST /v1/messages HTTP/1.1\r\nhost: a\r\nconnection: close\r\n"
                        + "content-length: 2\r\n\r\n{}no request")
                let (response, _) = try await connection.response()
                #expect(response.status == 200)
                for _ in 0..<3 { try connection.send("still here") }
            }
        }

        @Test func `nor is one whose request ends behind its answer`() async throws {
            try await withRelay { relay, _ in
                let connection = try RawConnection(port: relay.port)
                try connection.send(
                    "GET /metrics HTTP/1.1\r\nhost: a\r\nconnection: close\r\n"
                        + "content-length: 2\r\n\r\n")
                try await connection.mayRead()
                try connection.send("{}more")
                for _ in 0..<3 { try connection.send("still here") }
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(end == .end)
                #expect(RawResponse(bytes)?.isWhole == true)
            }
        }

        @Test(arguments: [
            "POST /v1/messages", "GET /metrics", "GET /nowhere", "DELETE /chat/stream",
        ])
        func `a chunk that is none gets an answer`(line: String) async throws {
            try await withRelay { relay, upstreams in
                let connection = try RawConnection(port: relay.port)
                try connection.send(
                    "\(line) HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n")
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(end != nil)
                #expect(RawResponse(bytes)?.status == 400)
                #expect(upstreams[0].receivedRequests.isEmpty)
            }
        }

        @Test(arguments: [
            ("GET http://relay/health", 200), ("GET HTTP://Relay/health", 200),
            ("POST http://relay/v1/messages?x", 200), ("GET http://other/health", 400),
            ("GET health", 400),
        ])
        func `an absolute target means the same if it names this host`(
            line: String, status: Int
        ) async throws {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let (response, _) = try await answer(of: relay, line)
                #expect(response.status == status)
            }
        }

        @Test(arguments: [
            ("GET /nowhere", 404, "not_found_error"), ("POST /", 405, "invalid_request_error"),
            ("PUT /v1/messages", 405, "invalid_request_error"),
            ("GET /v1/messages", 405, "invalid_request_error"),
            ("DELETE /metrics", 405, "invalid_request_error"),
        ])
        func `what is not there is told in the API's words`(
            line: String, status: Int, type: String
        ) async throws {
            try await withRelay { relay, _ in
                let (response, _) = try await answer(of: relay, line, body: nil)
                #expect(response.status == status)
                #expect(response.text.contains(type))
                #expect((response.headers["allow"] != nil) == (status == 405))
            }
        }

        @Test(arguments: [
            "/", "/health", "/ready", "/metrics", "/nowhere", "/v1/messages", "/chat/stream",
        ])
        func `HEAD is GET without a body`(path: String) async throws {
            try await withRelay { relay, _ in
                let connection = try RawConnection(port: relay.port)
                try connection.send(
                    "HEAD \(path) HTTP/1.1\r\nhost: a\r\n\r\n"
                        + "GET /health HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
                let (bytes, _) = try await connection.bytes { _ in false }
                let answers = String(decoding: bytes, as: UTF8.self).components("HTTP/1.1 ")
                #expect(answers.count == 2)
                #expect(answers.first?.hasSuffix("\r\n\r\n") == true)
                #expect(answers.last?.hasPrefix("200") == true)
            }
        }

        @Test(arguments: [
            ["origin": "https://evil.example"], ["origin": "null"],
            ["origin": "http://relay:81"], ["sec-fetch-site": "cross-site"],
            ["sec-fetch-site": "same-site"], ["content-type": "text/plain;charset=UTF-8"],
            ["content-type": "multipart/form-data; boundary=x"],
        ])
        func `no page of another origin spends what a relay without keys may`(
            fields: [String: String]
        ) async throws {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(beforeRaw: [upstream]) { relay in
                for line in ["POST /v1/messages", "POST /chat/stream", "GET /metrics"] {
                    let (response, _) = try await answer(
                        of: relay, line, fields, body: #"{"message":"x"}"#)
                    #expect([403, 415].contains(response.status))
                }
                #expect(upstream.heads.isEmpty)
            }
        }

        @Test(arguments: [
            ("evil.example", 403), ("evil.example:8787", 403), ("127.0.0.1.evil.example", 403),
            ("localhost.evil.example", 403), ("localhost", 200), ("app.localhost:1", 200),
            ("127.0.0.1:8787", 200), ("[::1]:8787", 200), ("relay", 200),
        ])
        func `a name that a stranger can make lead here is not the relay's`(
            host: String, status: Int
        ) async throws {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(beforeRaw: [upstream]) { relay in
                for path in ["/v1/messages", "/chat/stream"] {
                    let connection = try RawConnection(port: relay.port)
                    try connection.send(
                        "POST \(path) HTTP/1.1\r\nhost: \(host)\r\norigin: http://\(host)\r\n"
                            + "content-length: 15\r\n\r\n{\"message\":\"x\"}")
                    let (response, _) = try await connection.response()
                    #expect((response.status == 403) == (status == 403))
                }
            }
        }

        @Test func `with keys, or where it was allowed, every name is as good as another`()
            async throws
        {
            let upstream = try await RawUpstream { _, _ in .short }
            for hasKeys in [false, true] {
                try await withRelay(
                    before: [],
                    { configuration in
                        configuration.upstreams = [
                            .init(
                                name: "raw", scheme: .http, host: "127.0.0.1", port: upstream.port)
                        ]
                        if hasKeys {
                            configuration.clientKeys = [PassThroughTests.alice]
                        } else {
                            configuration.allowsPublicAddressWithoutKeys = true
                        }
                    }
                ) { relay, _ in
                    let connection = try RawConnection(port: relay.port)
                    try connection.send(
                        "POST /v1/messages HTTP/1.1\r\nhost: relay.example\r\n"
                            + "x-api-key: alice-key\r\ncontent-length: 2\r\n\r\n{}")
                    #expect(try await connection.response().0.status == 200)
                }
            }
            await upstream.stop()
        }
    }

    extension String {
        /// What stands behind each `mark`.
        fileprivate func components(_ mark: String) -> [Substring] {
            split(separator: mark, omittingEmptySubsequences: true)
        }
    }
#endif
