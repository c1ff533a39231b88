#if Relay
    import MessageStreamRelay
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// What the relay says itself goes into no body whose length the upstream has stated.
    @Suite(.timeLimit(.minutes(5)))
    struct CountedStreamTests {
        enum Limit: CaseIterable {
            case idle, stream, drain
        }

        @Test(arguments: Limit.allCases, [10, 116, 500])
        func `a stream with a length that falls short breaks off`(
            limit: Limit, missing: Int
        ) async throws {
            let part = "event: ping\ndata: {\"type\":\"ping\"}\n\n"
            let upstream = try await RawUpstream { _, _ in
                .init(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
                        + "content-length: \(part.utf8.count + missing)\r\n\r\n\(part)")
            }
            try await withRelay(
                beforeRaw: [upstream],
                { configuration in
                    switch limit {
                    case .idle: configuration.upstreamIdleTimeout = .milliseconds(100)
                    case .stream: configuration.maximumStreamDuration = .milliseconds(500)
                    case .drain: break
                    }
                }
            ) { relay in
                let connection = try RawConnection(port: relay.port)
                try connection.request("POST /v1/messages", body: "{}")
                var (bytes, _) = try await connection.bytes {
                    RawResponse($0)?.body.count == part.utf8.count
                }
                if limit == .drain { await relay.drain(within: .milliseconds(20)) }
                let (rest, end) = try await connection.bytes { _ in false }
                bytes += rest
                #expect(end == .end)
                #expect(RawResponse(bytes)?.text == part)
                #expect(RawResponse(bytes)?.isWhole == false)
            }
        }

        @Test func `nor does one end as whole that falls short behind its stop reason`()
            async throws
        {
            let whole = String(decoding: ReplayRecording.texts(1).bytes, as: UTF8.self)
            let stop = try #require(whole.firstRange(of: "event: message_stop"))
            let part = whole[..<stop.lowerBound]
            let upstream = try await RawUpstream { _, _ in
                .init(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
                        + "content-length: \(part.utf8.count + 10)\r\n\r\n\(part)")
            }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let connection = try RawConnection(port: relay.port)
                try connection.request("POST /v1/messages", body: "{}")
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(end == .end)
                #expect(RawResponse(bytes).map { $0.text == part } == true)
                #expect(RawResponse(bytes)?.isWhole == false)
            }
        }
    }
#endif
