#if Relay
    import Logging
    import MessageStreamRelay
    import MessageStreamReplay
    import TestSupport

    /// Runs a relay before replay servers, one for each of `recordings`, and stops them all.
    func withRelay(
        before recordings: [[ReplayRecording]] = [[.demo]],
        limits: ReplayServer.Limits = .default,
        _ configure: (inout RelayConfiguration) -> Void = { _ in },
        _ body: (RelayServer, [ReplayServer]) async throws -> Void
    ) async throws {
        var upstreams: [ReplayServer] = []
        for recordings in recordings {
            upstreams.append(try await ReplayServer.start(recordings: recordings, limits: limits))
        }
        var configuration = RelayConfiguration()
        configuration.port = 0
        configuration.accessLog = .off
        configuration.eventLoopThreads = 2
        configuration.upstreams = upstreams.enumerated().map { index, upstream in
            // Weights that leave no doubt about who is asked first.
            .init(
                name: "upstream\(index)", scheme: .http, host: "127.0.0.1", port: upstream.port,
                weight: index == 0 ? 1 : 0)
        }
        configure(&configuration)
        let relay = try await RelayServer.start(
            configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        do {
            try await body(relay, upstreams)
        } catch {
            await relay.stop()
            for upstream in upstreams { await upstream.stop() }
            throw error
        }
        await relay.stop()
        for upstream in upstreams { await upstream.stop() }
    }

    extension RawConnection {
        /// Sends a request.
        func request(
            _ line: String, _ headers: [String: String] = [:], body: String? = nil
        ) throws {
            var text = "\(line) HTTP/1.1\r\nhost: relay\r\n"
            if let body { text += "content-length: \(body.utf8.count)\r\n" }
            text += headers.map { "\($0.key): \($0.value)\r\n" }.sorted().joined()
            try send(text + "\r\n" + (body ?? ""))
        }
    }

    /// The answer to one request, with a connection of its own; nil if there was none.
    func answer(
        of relay: RelayServer, _ line: String = "POST /v1/messages",
        _ headers: [String: String] = [:], body: String? = #"{"stream":true}"#
    ) async throws -> (response: RawResponse, end: RawConnection.Read?) {
        let connection = try RawConnection(port: relay.port)
        try connection.request(line, headers, body: body)
        return try await connection.response()
    }

    extension ReplayRecording {
        init(name: String, text: String) {
            self.init(name: name, bytes: Array(text.utf8))
        }

        /// A message of so many texts.
        static func texts(_ count: Int) -> ReplayRecording {
            let start = """
                event: message_start
                data: {"type":"message_start","message":{"id":"m","type":"message","role":\
                "assistant","content":[],"model":"test-model","stop_reason":null,\
                "usage":{"input_tokens":7,"output_tokens":1}}}

                event: content_block_start
                data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}


                """
            let texts = (0..<count).map { number in
                """
                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta",\
                "text":"\(number) \\"é\\u00e9🙂\\n"}}


                """
            }
            let end = """
                event: content_block_stop
                data: {"type":"content_block_stop","index":0}

                event: message_delta
                data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},\
                "usage":{"output_tokens":\(count)}}

                event: message_stop
                data: {"type":"message_stop"}


                """
            return ReplayRecording(name: "texts\(count)", text: start + texts.joined() + end)
        }

        /// The texts of ``texts(_:)`` joined.
        static func text(_ count: Int) -> String {
            (0..<count).map { "\($0) \"éé🙂\n" }.joined()
        }
    }
#endif
