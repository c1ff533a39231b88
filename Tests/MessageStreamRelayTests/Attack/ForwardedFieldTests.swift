#if Relay
    import MessageStreamRelay
    import TestSupport
    import Testing

    /// Which fields of a client's an upstream gets, and which of an upstream's a client.
    @Suite(.timeLimit(.minutes(5)))
    struct ForwardedFieldTests {
        /// What a browser sends along with a request of a page.
        private static let browser = [
            "origin": "http://relay", "referer": "http://relay/", "cookie": "session=1",
            "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-ch-ua": "x",
            "x-forwarded-for": "10.1.2.3", "x-forwarded-proto": "https",
            "forwarded": "for=10.1.2.3",
            "x-real-ip": "10.1.2.3", "dnt": "1",
        ]
        private static let others = [
            "x-custom": "1", "user-agent": "Test/1", "accept-language": "de",
        ]
        private static let meant = ["anthropic-beta": "b", "traceparent": "00-1-2-01"]

        private static func names(of head: String) -> Set<String> {
            Set(
                head.split(separator: "\r\n").dropFirst().map { line in
                    line.prefix { $0 != ":" }.lowercased()
                })
        }

        @Test(arguments: ["/v1/messages", "/chat/stream"])
        func `nothing of a browser's goes on`(path: String) async throws {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let fields = Self.browser.merging(Self.others) { $1 }.merging(Self.meant) { $1 }
                _ = try await answer(
                    of: relay, "POST \(path)",
                    fields.merging(["content-type": "application/json", "x-api-key": "mine"]) {
                        $1
                    },
                    body: #"{"message":"x"}"#)
                let head = try #require(upstream.heads.first)
                let names = Self.names(of: head)
                #expect(names.isDisjoint(with: Self.browser.keys))
                #expect(names.isSuperset(of: Self.meant.keys))
                #expect(names.contains("x-api-key"))
                // The chat is another interface: what is not meant for the API ends here.
                #expect(names.isDisjoint(with: Self.others.keys) == (path == "/chat/stream"))
                let relays: Set = [
                    "host", "content-type", "content-length", "accept", "accept-encoding",
                    "anthropic-version", "x-api-key",
                ]
                #expect(path != "/chat/stream" || names == relays.union(Self.meant.keys))
            }
        }

        @Test(arguments: [("gzip", 415), ("identity, br", 415), ("identity", 200), ("", 200)])
        func `a question of the chat is read as it stands, or not at all`(
            coding: String, status: Int
        ) async throws {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let (response, _) = try await answer(
                    of: relay, "POST /chat/stream", ["content-encoding": coding],
                    body: #"{"message":"x"}"#)
                #expect((response.status == 415) == (status == 415))
                #expect(upstream.heads.count == (status == 200 ? 1 : 0))
                for head in upstream.heads {
                    #expect(!Self.names(of: head).contains("content-encoding"))
                }
            }
        }

        @Test(arguments: [
            ["x-api-key": "alice-key", "authorization": "Bearer alice-key"],
            ["x-api-key": "alice-key", "authorization": "bearer  bob-key"],
            ["x-api-key": "bob-key", "authorization": "Bearer alice-key"],
            ["x-api-key": "alice-key", "authorization": "Basic bob-key"],
            ["x-api-key": "alice-key", "authorization": "bob-key"],
            ["x-api-key": "alice-key", "authorization": "Basic \"bob-key\""],
            ["x-api-key": "alice-key", "authorization": "Bearer;bob-key"],
            ["x-api-key": "alice-key", "authorization": "key=bob-key"],
        ])
        func `no key of the relay goes on, whoever's and wherever it is`(
            fields: [String: String]
        ) async throws {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(
                beforeRaw: [upstream],
                { configuration in
                    configuration.clientKeys = ["alice", "bob"].compactMap { name in
                        ClientKey.hash(of: "\(name)-key").flatMap {
                            ClientKey(name: name, sha256: $0)
                        }
                    }
                }
            ) { relay in
                for path in ["/v1/messages", "/chat/stream"] {
                    _ = try await answer(
                        of: relay, "POST \(path)", fields, body: #"{"message":"x"}"#)
                }
                let heads = upstream.heads
                #expect(heads.count == 2)
                for head in heads {
                    #expect(!head.contains("alice-key"))
                    #expect(!head.contains("bob-key"))
                }
            }
        }

        @Test func `a key for the upstream goes on beside one for the relay`() async throws {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(
                beforeRaw: [upstream], { $0.clientKeys = [PassThroughTests.alice] }
            ) { relay in
                _ = try await answer(
                    of: relay, "POST /v1/messages",
                    ["authorization": "Bearer alice-key", "x-api-key": "upstream-key"])
                let head = try #require(upstream.heads.first)
                #expect(head.contains("x-api-key: upstream-key"))
                #expect(!head.contains("alice-key"))
            }
        }

        @Test func `no upstream says which pages may read its answers`() async throws {
            let upstream = try await RawUpstream { _, _ in
                .init(
                    "HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\n"
                        + "Access-Control-Allow-Credentials: true\r\nx-custom: 1\r\n"
                        + "content-length: 2\r\n\r\n{}")
            }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let (response, _) = try await answer(of: relay)
                #expect(response.headers["x-custom"] == "1")
                #expect(!response.headers.keys.contains { $0.hasPrefix("access-control") })
            }
        }
    }
#endif
