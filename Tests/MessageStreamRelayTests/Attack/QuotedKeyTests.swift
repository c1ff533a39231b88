#if Relay
    import MessageStreamRelay
    import TestSupport
    import Testing

    /// An upstream that says the key with which it was asked.
    @Suite("Keys that an upstream quotes", .timeLimit(.minutes(5)))
    struct QuotedKeyTests {
        private static let key = "sk-upstream/secret-7531"

        private static func asked(
            _ configuration: inout RelayConfiguration
        ) {
            configuration.upstreams[0].credentials = .apiKey(.init(key))
        }

        private static func refusal(
            _ body: String, _ fields: String = "", status: String = "401 Unauthorized"
        ) -> RawUpstream.Answer {
            .init(
                "HTTP/1.1 \(status)\r\ncontent-type: application/json\r\n\(fields)"
                    + "content-length: \(body.utf8.count)\r\n\r\n\(body)")
        }

        @Test func `are in no field's name`() async throws {
            let upstream = try await RawUpstream { _, _ in
                Self.refusal("{}", "sk-up-7531: x\r\nx-other: kept\r\n")
            }
            try await withRelay(
                beforeRaw: [upstream],
                { $0.upstreams[0].credentials = .apiKey(.init("sk-up-7531")) }
            ) { relay in
                let (response, _) = try await answer(of: relay)
                #expect(response.status == 401)
                #expect(response.headers["sk-up-7531"] == nil)
                #expect(response.headers["x-other"] == "kept")
            }
        }

        /// Of a refusal whose words do not come the status is told, after ten seconds.
        @Test(arguments: ["/v1/messages", "/chat/stream"], ["", "{"])
        func `a refusal that falls silent keeps its status`(
            path: String, beginning: String
        ) async throws {
            let upstream = try await RawUpstream { _, _ in
                .init(
                    "HTTP/1.1 400 Bad\r\ncontent-type: application/json\r\n"
                        + "content-length: 500\r\n\r\n\(beginning)")
            }
            try await withRelay(beforeRaw: [upstream], Self.asked) { relay in
                let body = path == "/chat/stream" ? #"{"message":"x"}"# : "{}"
                let (response, _) = try await answer(of: relay, "POST \(path)", body: body)
                #expect(response.status == 400)
                #expect(response.isWhole)
            }
        }

        @Test(
            arguments: [
                key, #"sk-upstream\/secret-7531"#, "sk-upstream%2Fsecret-7531",
                #"sk\u002dupstream/secret-7531"#, "\(key) and \(key)",
            ])
        func `are in no refusal that is passed on`(quoted: String) async throws {
            let upstream = try await RawUpstream { _, _ in
                Self.refusal(
                    #"{"type":"error","error":{"type":"é","message":"no: \#(quoted)."}}"#,
                    "x-echo: \(Self.key)\r\nx-other: kept\r\n")
            }
            try await withRelay(beforeRaw: [upstream], Self.asked) { relay in
                let connection = try RawConnection(port: relay.port)
                // The connection goes on behind the body, whose length has changed.
                for _ in 0..<2 {
                    try connection.request("POST /v1/messages", body: "{}")
                    let (response, _) = try await connection.response()
                    #expect(response.status == 401)
                    #expect(response.text.hasPrefix(#"{"type":"error","error":{"type":"é""#))
                    #expect(response.text.contains("no: [redacted]"))
                    #expect(!response.text.contains("7531"))
                    #expect(response.headers["x-echo"] == "[redacted]")
                    #expect(response.headers["x-other"] == "kept")
                }
            }
        }

        @Test func `a refusal that quotes none comes as it is, cut anywhere`() async throws {
            let bytes = (0...255).map { UInt8($0) } + Array(repeating: 120, count: 60_000)
            let upstream = try await RawUpstream { _, _ in
                var answer = RawUpstream.Answer(
                    "HTTP/1.1 529 Overloaded\r\nretry-after: 7\r\ncontent-length: \(bytes.count)"
                        + "\r\n\r\n")
                answer.bytes += bytes
                return answer
            }
            try await withRelay(beforeRaw: [upstream], Self.asked) { relay in
                let (response, _) = try await answer(of: relay, body: "{}")
                #expect(response.status == 529)
                #expect(response.headers["retry-after"] == "7")
                #expect(response.body == bytes)
            }
        }

        @Test(arguments: [true, false])
        func `of a refusal that cannot be searched nothing is passed on`(
            isLong: Bool
        ) async throws {
            let long = String(repeating: "x", count: 70_000) + Self.key
            let upstream = try await RawUpstream { _, _ in
                isLong ? Self.refusal(long) : Self.refusal(Self.key, "content-encoding: gzip\r\n")
            }
            try await withRelay(beforeRaw: [upstream], Self.asked) { relay in
                let (response, _) = try await answer(of: relay, body: "{}")
                #expect(response.status == 401)
                #expect(response.isWhole)
                #expect(response.text.contains("cannot search"))
                #expect(response.headers["content-encoding"] == nil)
            }
        }
    }
#endif
