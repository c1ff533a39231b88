#if Relay
    import MessageStreamRelay
    import TestSupport
    import Testing

    /// What an upstream may have begun to do is asked for once, and no connection is used again on which
    /// something is left of the request before.
    @Suite(.timeLimit(.minutes(5)))
    struct AskedOnceTests {
        @Test
        func `a connection that had waited and ends behind a request is not followed by another`()
            async throws
        {
            let upstream = try await RawUpstream { _, number in
                number == 2 ? .init("", closes: true) : .short
            }
            try await withRelay(beforeRaw: [upstream], { $0.eventLoopThreads = 1 }) { relay in
                #expect(try await answer(of: relay).response.status == 200)
                let (response, _) = try await answer(of: relay, "POST /v1/messages?two")
                #expect(response.status == 502)
                #expect(response.text.contains("may have done"))
                #expect(upstream.heads.count == 2)
                #expect(try await answer(of: relay).response.status == 200)
            }
        }

        @Test func `an upstream that ends without an answer is not followed by another one`()
            async throws
        {
            let first = try await RawUpstream { _, _ in .init("", closes: true) }
            let second = try await RawUpstream { _, _ in .short }
            try await withRelay(beforeRaw: [first, second]) { relay in
                let (response, _) = try await answer(of: relay)
                #expect(response.status == 502)
                #expect(first.heads.count == 1)
                #expect(second.heads.count == 0)
            }
        }

        @Test func `nor is one that does not answer in time`() async throws {
            let first = try await RawUpstream { _, _ in .init("") }
            let second = try await RawUpstream { _, _ in .short }
            try await withRelay(
                beforeRaw: [first, second], { $0.firstByteTimeout = .milliseconds(100) }
            ) { relay in
                let (response, _) = try await answer(of: relay)
                #expect(response.status == 504)
                #expect(second.heads.count == 0)
            }
        }

        @Test(arguments: [
            "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade",
            "HTTP/1.1 000 Nothing", "HTTP/1.1 999 Much\r\ncontent-length: 0",
            "HTTP/1.1 600 More\r\ncontent-length: 0",
            "HTTP/1.1 200 OK\r\ncontent-length: 18446744073709551615",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: identity",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked, gzip",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntransfer-encoding: chunked",
        ])
        func `a status, a length or a coding that is none is the upstream's fault`(
            head: String
        ) async throws {
            let upstream = try await RawUpstream { _, _ in .init(head + "\r\n\r\n") }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let (response, _) = try await answer(of: relay)
                #expect(response.status == 502)
                #expect(upstream.heads.count == 1)
            }
        }

        @Test func `nobody waits behind a request that was not read to its end`() async throws {
            let upstream = try await RawUpstream { head, _ in
                head.contains("?large")
                    ? .init(
                        "HTTP/1.1 413 Too Large\r\ncontent-type: application/json\r\n"
                            + "content-length: 2\r\n\r\n{}", isEarly: true)
                    : .short
            }
            try await withRelay(beforeRaw: [upstream], { $0.eventLoopThreads = 1 }) { relay in
                let large = String(repeating: "x", count: 20 << 20)
                let (refused, _) = try await answer(
                    of: relay, "POST /v1/messages?large", body: large)
                #expect(refused.status == 413)
                #expect(try await answer(of: relay).response.status == 200)
                #expect(upstream.connectionCount == 2)
            }
        }

        /// Where the buffer of a read ends with the answer, what is behind it comes with the next read.
        @Test(arguments: [512, 1024, 2048, 4096, 8192])
        func `what an upstream says unasked answers nobody`(size: Int) async throws {
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
            let length = size - head.utf8.count - "content-length: 1234\r\n\r\n".utf8.count
            let digits = String(length).count < 4 ? "0\(length)" : "\(length)"
            let whole =
                head + "content-length: \(digits)\r\n\r\n"
                + String(repeating: "x", count: length)
            #expect(whole.utf8.count == size)
            let upstream = try await RawUpstream { _, number in
                .init(whole + (number == 4 ? head + "content-length: 4\r\n\r\ntrap" : ""))
            }
            try await withRelay(beforeRaw: [upstream], { $0.eventLoopThreads = 1 }) { relay in
                // After some answers of one size its reads have buffers of it.
                for _ in 0..<6 {
                    let (response, _) = try await answer(of: relay)
                    #expect(response.status == 200)
                    #expect(!response.text.contains("trap"))
                }
            }
        }

        @Test(arguments: Array("\"<>\\^`{|}"))
        func `a path that cannot be sent on is the client's fault`(character: Character)
            async throws
        {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(beforeRaw: [upstream], { $0.eventLoopThreads = 1 }) { relay in
                #expect(try await answer(of: relay).response.status == 200)
                for path in ["/v1/messages", "/chat/stream", "/health"] {
                    let (response, _) = try await answer(of: relay, "POST \(path)?q=\(character)x")
                    #expect(response.status == 400)
                    #expect(response.text.contains("invalid_request_error"))
                }
                #expect(try await answer(of: relay).response.status == 200)
                #expect(upstream.connectionCount == 1)
            }
        }

        @Test func `the time to connect includes the time to agree on TLS`() async throws {
            let upstream = try await RawUpstream { _, _ in .init("") }
            try await withRelay(
                beforeRaw: [upstream],
                { configuration in
                    configuration.upstreams[0].scheme = .https
                    configuration.connectTimeout = .milliseconds(200)
                }
            ) { relay in
                let (response, _) = try await answer(of: relay)
                #expect(response.status == 502)
                #expect(response.text.contains("no upstream could be reached"))
                #expect(
                    try await answer(of: relay, "GET /ready", body: nil).response.status == 503)
            }
        }
    }
#endif
