#if Relay
    import MessageStreamRelay
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// Clients that mean harm: what they send must neither reach an upstream nor hold anything for ever.
    @Suite(.timeLimit(.minutes(5)))
    struct HostileClientTests {
        private static let start = "POST /v1/messages HTTP/1.1\r\nhost: a\r\n"

        /// So that it is not for their time that heads are refused.
        @Sendable private static func isPatient(_ configuration: inout RelayConfiguration) {
            configuration.requestHeadTimeout = .seconds(300)
            configuration.keepAliveTimeout = .seconds(300)
            configuration.requestBodyTimeout = .seconds(2)
        }

        /// Two readers that disagree about where a request ends are what request smuggling needs.
        @Test(arguments: [
            "content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
            "content-length: 2\r\ncontent-length: 3\r\n\r\n{}",
            "content-length: +2\r\n\r\n{}", "content-length: 0x2\r\n\r\n{}",
            "content-length: -2\r\n\r\n{}", "content-length: 99999999999999999999\r\n\r\n{}",
            "transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            "transfer-encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n",
            "transfer-encoding: chunked\r\n\r\n2 \n{}\r\n0\r\n\r\n",
            "content-length : 2\r\n\r\n{}", "x: a\rcontent-length: 2\r\n\r\n{}",
            "x: a\0b\r\ncontent-length: 2\r\n\r\n{}",
        ])
        func `a request whose end two readers could see in two places is refused`(
            rest: String
        ) async throws {
            try await withRelay(Self.isPatient) { relay, upstreams in
                let connection = try RawConnection(port: relay.port)
                try connection.send(Self.start + rest)
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(end != nil)
                #expect(bytes.isEmpty || RawResponse(bytes)?.status == 400)
                #expect(upstreams[0].receivedRequests.isEmpty)
            }
        }

        @Test(arguments: [
            "x: \(String(repeating: "a", count: 33 << 10))\r\n",
            (0..<5).map { "x\($0): \(String(repeating: "a", count: 15 << 10))\r\n" }.joined(),
            (0..<201).map { "x\($0): a\r\n" }.joined(),
        ])
        func `a head past its limits is refused`(fields: String) async throws {
            try await withRelay(Self.isPatient) { relay, upstreams in
                let connection = try RawConnection(port: relay.port)
                try connection.send(Self.start + fields)
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(end != nil)
                #expect(bytes.isEmpty || RawResponse(bytes)?.status == 400)
                #expect(upstreams[0].receivedRequests.isEmpty)
            }
        }

        @Test(arguments: [
            "POST http://127.0.0.1:9/v1/messages", "POST //127.0.0.1:9/v1/messages",
            "POST /v1/messages/../../x", "POST /v1/messages@127.0.0.1:9", "CONNECT 127.0.0.1:9",
            "GET /v1/messages",
        ])
        func `nobody else is asked, whatever the request line names`(line: String) async throws {
            try await withRelay { relay, upstreams in
                let (response, _) = try await answer(of: relay, line, body: "{}")
                #expect(400..<500 ~= response.status)
                #expect(upstreams[0].receivedRequests.isEmpty)
            }
        }

        @Test(arguments: ["host: 127.0.0.1:9", "host: a\r\nx-forwarded-host: 127.0.0.1:9"])
        func `the configured upstream is asked, whatever the fields name`(
            fields: String
        ) async throws {
            try await withRelay { relay, upstreams in
                let connection = try RawConnection(port: relay.port)
                try connection.send(
                    "POST /v1/messages?url=http://127.0.0.1:9/ HTTP/1.1\r\n\(fields)\r\n"
                        + "forwarded: host=127.0.0.1:9\r\ncontent-length: 15\r\n\r\n{\"stream\":true}"
                )
                #expect(try await connection.response().0.body == ReplayRecording.demo.bytes)
                #expect(upstreams[0].receivedRequests.count == 1)
            }
        }

        @Test(arguments: ["/v1/messages", "/chat/stream", "/metrics", "/"])
        func `no page of another origin is allowed to read an answer`(path: String) async throws {
            try await withRelay { relay, _ in
                let origin = ["origin": "https://evil.example"]
                let preflight = origin.merging(["access-control-request-method": "POST"]) { $1 }
                for response in [
                    try await answer(of: relay, "OPTIONS \(path)", preflight, body: nil).response,
                    try await answer(of: relay, "POST \(path)", origin, body: #"{"message":"x"}"#)
                        .response,
                ] {
                    let fields = response.headers.keys.filter { $0.hasPrefix("access-control") }
                    #expect(fields.isEmpty)
                }
            }
        }

        @Test func `a request to the relay itself has its time as well`() async throws {
            try await withRelay({ $0.requestBodyTimeout = .milliseconds(100) }) { relay, _ in
                let connection = try RawConnection(port: relay.port)
                try connection.send(
                    "GET /health HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n12345")
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(end != nil)
                #expect(RawResponse(bytes)?.status == 200)
            }
        }

        @Test func `an answer that never ends is ended`() async throws {
            try await withRelay({ $0.maximumStreamDuration = .seconds(5) }) {
                relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.stallAfter(events: 4)])])
                let (response, _) = try await answer(of: relay)
                #expect(response.isWhole)
                #expect(response.text.contains("took longer than the relay allows"))
                #expect(try await upstreams[0].waitForClientClose().requestNumber == 1)
            }
        }
    }
#endif
