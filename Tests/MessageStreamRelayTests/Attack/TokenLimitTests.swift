#if Relay
    import MessageStreamRelay
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// A limit of tokens, and clients that want more than it gives.
    @Suite("Limits of tokens", .timeLimit(.minutes(5)))
    struct TokenLimitTests {
        static let paths = ["/v1/messages", "/chat/stream"]

        private static func question(_ path: String, maximum: String? = nil) -> String {
            let member = maximum.map { #","max_tokens":\#($0)"# } ?? ""
            return path == "/chat/stream"
                ? #"{"message":"x"\#(member)}"# : #"{"stream":true\#(member)}"#
        }

        private static func limit(_ configuration: inout RelayConfiguration) {
            configuration.limits.tokensPerMinute = 100
            configuration.chat.resumption.isEnabled = false
        }

        private static func reserve(_ configuration: inout RelayConfiguration) {
            limit(&configuration)
            configuration.reservesMaximumTokens = true
        }

        /// Reads until the connection gives what is wanted, or ends.
        private static func read(
            _ connection: RawConnection, until isEnough: @escaping @Sendable (RawResponse) -> Bool
        ) async throws -> RawResponse {
            let (bytes, _) = try await connection.bytes { bytes in
                RawResponse(bytes).map(isEnough) ?? false
            }
            return try #require(RawResponse(bytes))
        }

        /// Waits until nothing is under way: an answer's end is noted a moment after it is seen.
        private static func settled(_ relay: RelayServer) async throws {
            var active = [""]
            while active.contains(where: { $0 != "0" }) {
                let text = try await answer(of: relay, "GET /metrics", body: nil).response.text
                active = text.matches(of: /active_streams\{route="(?:messages|chat)"\} ([0-9]+)/)
                    .map { String($0.1) }
            }
        }

        /// Asks, and hangs up when enough has come.
        private static func leave(
            _ relay: RelayServer, _ path: String, body: String, after count: Int
        ) async throws -> Int {
            let connection = try RawConnection(port: relay.port)
            try connection.request("POST \(path)", body: body)
            return try await read(connection) { $0.body.count >= count }.status
        }

        @Test(arguments: paths)
        func `a client that hangs up before the count pays for what went by`(
            path: String
        ) async throws {
            try await withRelay(before: [[.texts(400)]], Self.limit) { relay, upstreams in
                upstreams[0].respond(
                    with: Array(
                        repeating: ReplayBehaviour(faults: [.stallAfter(events: 300)]), count: 10))
                let status = try await Self.leave(
                    relay, path, body: Self.question(path), after: 4000)
                #expect(status == 200)
                _ = try await upstreams[0].waitForClientClose()
                let (next, _) = try await answer(
                    of: relay, "POST \(path)", body: Self.question(path))
                #expect(next.status == 429)
                let metrics = try await answer(of: relay, "GET /metrics", body: nil).response.text
                #expect(metrics.contains("message_stream_relay_estimated_usages_total 1\n"))
            }
        }

        @Test func `a client that stops its answer pays for what went by`() async throws {
            try await withRelay(
                before: [[.texts(400)]], { $0.limits.tokensPerMinute = 100 }
            ) { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.stallAfter(events: 300)])])
                let connection = try RawConnection(port: relay.port)
                try connection.request("POST /chat/stream", body: Self.question("/chat/stream"))
                let response = try await Self.read(connection) { $0.body.count > 4000 }
                let id = try #require(response.headers["x-answer-id"])
                let stop = try await answer(
                    of: relay, "DELETE /chat/stream", ["last-event-id": "\(id)-2"], body: nil)
                #expect(stop.response.status == 204)
                _ = try await upstreams[0].waitForClientClose()
                let next = try await answer(
                    of: relay, "POST /chat/stream", body: Self.question("/chat/stream"))
                #expect(next.response.status == 429)
            }
        }

        @Test(arguments: paths)
        func `an answer that ends pays what it counts, and nothing twice`(
            path: String
        ) async throws {
            // 7 tokens of input and 23 of output; their bytes would be taken for more than 100.
            for reserves in [false, true] {
                try await withRelay(
                    before: [[.texts(23)]],
                    { configuration in
                        Self.limit(&configuration)
                        configuration.reservesMaximumTokens = reserves
                    }
                ) { relay, _ in
                    let connection = try RawConnection(port: relay.port)
                    var statuses: [Int] = []
                    for _ in 0..<5 {
                        try connection.request(
                            "POST \(path)", body: Self.question(path, maximum: reserves ? "9" : nil)
                        )
                        statuses.append(try await connection.response().0.status)
                        try await Self.settled(relay)
                    }
                    #expect(statuses == [200, 200, 200, 200, 429], "reserves: \(reserves)")
                }
            }
        }

        @Test(arguments: paths)
        func `an answer that counts nothing pays by its bytes`(path: String) async throws {
            let text = String(repeating: "word ", count: 200)
            let events = [
                #"{"type":"message_start","message":{"id":"m","role":"assistant","content":[]}}"#,
                #"{"type":"content_block_start","index":0,"content_block":"#
                    + #"{"type":"text","text":""}}"#,
                #"{"type":"content_block_delta","index":0,"delta":"#
                    + #"{"type":"text_delta","text":"\#(text)"}}"#,
                #"{"type":"content_block_stop","index":0}"#,
                #"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#,
                #"{"type":"message_stop"}"#,
            ].map { "data: \($0)\n\n" }.joined()
            let upstream = try await RawUpstream { _, _ in .stream(events) }
            try await withRelay(beforeRaw: [upstream], Self.limit) { relay in
                let connection = try RawConnection(port: relay.port)
                for status in [200, 429] {
                    try connection.request("POST \(path)", body: Self.question(path))
                    #expect(try await connection.response().0.status == status)
                    try await Self.settled(relay)
                }
            }
        }

        @Test(arguments: ["content-type: application/json", "content-encoding: gzip"])
        func `so does one that is not streamed, or cannot be read`(field: String) async throws {
            let text = String(repeating: "word ", count: 200)
            let body = #"{"type":"message","content":[{"type":"text","text":"\#(text)"}]}"#
            let upstream = try await RawUpstream { _, _ in
                .init(
                    "HTTP/1.1 200 OK\r\n\(field)\r\ncontent-length: \(body.utf8.count)\r\n\r\n"
                        + body)
            }
            try await withRelay(beforeRaw: [upstream], Self.limit) { relay in
                let connection = try RawConnection(port: relay.port)
                for status in [200, 429] {
                    try connection.request("POST /v1/messages", body: "{}")
                    #expect(try await connection.response().0.status == status)
                    try await Self.settled(relay)
                }
            }
        }

        @Test(
            arguments: ["application/json", "text/plain", "text/event-stream"], ["", "\u{FEFF}"])
        func `so does a message that did not stream, though a chat can make nothing of it`(
            type: String, mark: String
        ) async throws {
            let body =
                mark + #"{"type":"message","content":[{"type":"text","text":"x"}],"#
                + #""usage":{"input_tokens":1,"output_tokens":5000}}"#
            for path in Self.paths {
                let upstream = try await RawUpstream { _, _ in
                    .init(
                        "HTTP/1.1 200 OK\r\ncontent-type: \(type)\r\n"
                            + "content-length: \(body.utf8.count)\r\n\r\n\(body)")
                }
                try await withRelay(beforeRaw: [upstream], Self.limit) { relay in
                    _ = try await answer(of: relay, "POST \(path)", body: Self.question(path))
                    try await Self.settled(relay)
                    let (next, _) = try await answer(
                        of: relay, "POST \(path)", body: Self.question(path))
                    #expect(next.status == 429, "\(path)")
                    let metrics = try await answer(of: relay, "GET /metrics", body: nil).response
                    #expect(
                        metrics.text.contains("message_stream_relay_estimated_usages_total 0\n"))
                }
            }
        }

        @Test func `a message that is too long to be looked at pays by its bytes`() async throws {
            let text = String(repeating: "word ", count: 900_000)
            let body =
                #"{"type":"message","content":[{"type":"text","text":"\#(text)"}],"#
                + #""usage":{"input_tokens":1,"output_tokens":1}}"#
            let upstream = try await RawUpstream { _, _ in
                .init(
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
                        + "content-length: \(body.utf8.count)\r\n\r\n\(body)")
            }
            try await withRelay(beforeRaw: [upstream], Self.limit) { relay in
                let (first, _) = try await answer(of: relay, body: "{}")
                #expect(first.status == 200 && first.body.count == body.utf8.count)
                try await Self.settled(relay)
                let (next, _) = try await answer(of: relay, body: "{}")
                #expect(next.status == 429)
            }
        }

        @Test func `a body that is left in its midst pays for what came of it`() async throws {
            let text = String(repeating: "word ", count: 200)
            let upstream = try await RawUpstream { _, _ in
                .init(
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
                        + "content-length: 1000000\r\n\r\n"
                        + #"{"type":"message","content":[{"type":"text","text":"\#(text)"#)
            }
            try await withRelay(beforeRaw: [upstream], Self.limit) { relay in
                _ = try await Self.leave(relay, "/v1/messages", body: "{}", after: 1000)
                try await Self.settled(relay)
                let (next, _) = try await answer(of: relay, body: "{}")
                #expect(next.status == 429)
            }
        }

        @Test(arguments: paths)
        func `of many at once only as many pass as fit, if they reserve`(
            path: String
        ) async throws {
            try await withRelay(before: [[.texts(400)]], Self.reserve) { relay, upstreams in
                upstreams[0].respond(
                    with: Array(
                        repeating: ReplayBehaviour(faults: [.stallAfter(events: 6)]), count: 40))
                let statuses = try await withThrowingTaskGroup(
                    of: (Int, RawConnection).self
                ) { group in
                    for _ in 0..<40 {
                        group.addTask {
                            let connection = try RawConnection(port: relay.port)
                            try connection.request(
                                "POST \(path)", body: Self.question(path, maximum: "50"))
                            return (
                                try await Self.read(connection) { _ in true }.status, connection
                            )
                        }
                    }
                    // Those that passed are held open until all are answered.
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(statuses.count { $0.0 == 200 } == 2)
                #expect(statuses.count { $0.0 == 429 } == 38)
                #expect(upstreams[0].receivedRequests.count == 2)
            }
        }

        @Test(arguments: paths)
        func `what was reserved and not used comes back`(path: String) async throws {
            try await withRelay(before: [[.texts(5)]], Self.reserve) { relay, _ in
                let connection = try RawConnection(port: relay.port)
                // 12 are used of each.
                for (maximum, status) in [("100", 200), ("80", 200), ("100", 429), ("60", 200)] {
                    try connection.request(
                        "POST \(path)", body: Self.question(path, maximum: maximum))
                    #expect(try await connection.response().0.status == status, "\(maximum)")
                    try await Self.settled(relay)
                }
            }
        }

        /// A cut answer that is passed on ends its connection.
        @Test(arguments: [(paths[0], false), (paths[1], false), (paths[1], true)])
        func `it is back before the client sees the end`(path: String, isCut: Bool) async throws {
            try await withRelay(before: [[.texts(5)]], Self.reserve) { relay, upstreams in
                if isCut {
                    upstreams[0].respond(
                        with: [ReplayBehaviour(faults: [.closeAfter(events: 4)])])
                }
                let connection = try RawConnection(port: relay.port)
                let body = Self.question(path, maximum: "60")
                let request =
                    "POST \(path) HTTP/1.1\r\nhost: relay\r\n"
                    + "content-length: \(body.utf8.count)\r\n\r\n\(body)"
                // Sent ahead, the second is judged within the call that writes the end of the first.
                try connection.send(request + request)
                var statuses: [Substring] = []
                _ = try await connection.bytes { bytes in
                    statuses = String(decoding: bytes, as: UTF8.self)
                        .matches(of: /HTTP\/1\.1 ([0-9]{3})/).map(\.output.1)
                    return statuses.count == 2
                }
                #expect(statuses == ["200", "200"])
            }
        }

        @Test(arguments: paths)
        func `it comes back where the answer breaks off or is left`(path: String) async throws {
            try await withRelay(before: [[.texts(400)]], Self.reserve) { relay, upstreams in
                upstreams[0].respond(
                    with: [
                        ReplayBehaviour(faults: [.closeAfter(events: 4)]),
                        ReplayBehaviour(faults: [.stallAfter(events: 4)]),
                        ReplayBehaviour(faults: [.stallAfter(events: 4)]),
                    ])
                _ = try await answer(
                    of: relay, "POST \(path)", body: Self.question(path, maximum: "100"))
                try await Self.settled(relay)
                for _ in 0..<2 {
                    let status = try await Self.leave(
                        relay, path, body: Self.question(path, maximum: "50"), after: 10)
                    #expect(status == 200)
                    _ = try await upstreams[0].waitForClientClose()
                }
            }
        }

        @Test(arguments: paths, [true, false])
        func `what no upstream did costs nothing`(path: String, isRefused: Bool) async throws {
            let upstream = try await RawUpstream { _, _ in
                .init("HTTP/1.1 400 Bad\r\ncontent-length: 2\r\n\r\n{}")
            }
            if !isRefused { await upstream.stop() }
            try await withRelay(
                beforeRaw: [upstream],
                { configuration in
                    Self.reserve(&configuration)
                    if !isRefused {
                        configuration.upstreams[0].port = 1
                    }
                }
            ) { relay in
                let connection = try RawConnection(port: relay.port)
                for _ in 0..<3 {
                    try connection.request(
                        "POST \(path)", body: Self.question(path, maximum: "100"))
                    let status = try await connection.response().0.status
                    try await Self.settled(relay)
                    #expect(status == (isRefused ? 400 : 502))
                }
            }
        }

        @Test(arguments: [
            nil, "-1", "0.1e999", "1e999", #""5""#, "null", "[]", "{}", "true",
            "9223372036854775807", "99999999999999999999999", "1,\"max_tokens\":1000",
            "1,\"max\\u005ftokens\":1000",
        ])
        func `a wish that is hostile reserves all there is`(maximum: String?) async throws {
            try await withRelay(before: [[.texts(400)]], Self.reserve) { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.stallAfter(events: 6)])])
                let connection = try RawConnection(port: relay.port)
                let member = maximum.map { #","max_tokens":\#($0)"# } ?? ""
                try connection.request("POST /v1/messages", body: #"{"messages":[]\#(member)}"#)
                #expect(try await Self.read(connection) { _ in true }.status == 200)
                let (next, _) = try await answer(
                    of: relay, body: #"{"max_tokens":50,"messages":[]}"#)
                #expect(next.status == 429)
            }
        }
    }
#endif
