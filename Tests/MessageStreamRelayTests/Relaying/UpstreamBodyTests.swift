#if Relay
    import MessageStreamReplay
    import NIOCore
    import NIOHTTP1
    import PartialJSON
    import TestSupport
    import Testing

    @testable import MessageStreamRelay

    /// Upstreams whose labels say something else than their bodies, and upstreams that do not end.
    @Suite(.timeLimit(.minutes(5)))
    struct UpstreamBodyTests {
        private static let labels: [String?] = [
            nil, "application/json", "text/plain", "application/octet-stream",
            "text/event-stream; charset=utf-8",
        ]
        private static let question = #"{"message": "hi"}"#
        private static let stream = String(decoding: ReplayRecording.texts(3).bytes, as: UTF8.self)
        /// All but the end.
        private static let unended = String(
            stream.prefix(
                upTo: stream.firstRange(of: "event: message_stop")?.lowerBound ?? stream.endIndex))
        private static let ping = "event: ping\ndata: {\"type\":\"ping\"}\n\n"
        private static let error =
            #"{"type":"error","error":{"type":"overloaded_error","message":"Too busy."}}"#

        private func relayed(
            _ script: CannedUpstream.Script, _ line: String, body: String? = #"{"stream":true}"#,
            _ configure: @escaping (inout RelayConfiguration) -> Void = { _ in }
        ) async throws -> (response: RawResponse, isWhole: Bool) {
            let upstream = try await CannedUpstream.start(script)
            var result: (RawResponse, Bool)?
            try await withRelay { configuration in
                configuration.upstreams = [upstream.upstream]
                configure(&configuration)
            } _: { relay, _ in
                let (response, end) = try await answer(of: relay, line, body: body)
                result = (response, response.isWhole && end == nil)
            }
            try await upstream.stop()
            return try #require(result)
        }

        @Test(arguments: labels, ["", "\n\n", ": hello\n\n"])
        func `an event stream is one for the chat, whatever its label`(
            label: String?, beginning: String
        ) async throws {
            let text = beginning + Self.stream
            for pieces in [[text], [String(text.prefix(3)), String(text.dropFirst(3))]] {
                let (response, isWhole) = try await relayed(
                    .init(contentType: label, pieces), "POST /chat/stream", body: Self.question)
                #expect(response.status == 200)
                #expect(isWhole)
                #expect(response.text.contains(#"0 \"é\u00e9🙂\n"#))
                #expect(response.text.contains(#"2 \"é\u00e9🙂\n"#))
                #expect(response.text.contains("data: [DONE]\n\n"))
            }
        }

        @Test(arguments: labels)
        func `an error in JSON is that error for the chat, whatever its label`(
            label: String?
        ) async throws {
            for pieces in [
                [Self.error], ["\n", Self.error],
                [String(Self.error.prefix(9)), String(Self.error.dropFirst(9))],
            ] {
                let (response, isWhole) = try await relayed(
                    .init(contentType: label, pieces), "POST /chat/stream", body: Self.question)
                #expect(isWhole)
                #expect(response.status == (label?.hasPrefix("text/event") == true ? 200 : 502))
                #expect(response.text.contains("overloaded_error"))
                #expect(response.text.contains("Too busy."))
                #expect(!response.text.contains("[DONE]"))
            }
        }

        @Test(arguments: [
            Self.error.replacing("busy", with: "sk-upstream-secret"),
            Self.error.replacing("busy", with: #"sk-upstream\u002dsecret"#),
            Self.error.replacing("busy", with: #"[\"sk-upstream-secret\\n\"]"#),
            "event: error\ndata: \(Self.error.replacing("busy", with: "sk-upstream-secret"))\n\n",
        ])
        func `an error of the chat does not tell the upstream's key`(body: String) async throws {
            for label in Self.labels {
                let (response, _) = try await relayed(
                    .init(contentType: label, [body]), "POST /chat/stream", body: Self.question
                ) { $0.upstreams[0].credentials = .apiKey(.init("sk-upstream-secret")) }
                #expect(response.text.contains("Too "))
                #expect(response.text.contains("[redacted]"))
                #expect(!response.text.contains("secret"))
            }
        }

        @Test func `no sign of life is sent before an answer has begun`() async throws {
            let (response, isWhole) = try await relayed(
                .init(contentType: "application/json", ["\n", Self.error], pause: 400),
                "POST /chat/stream", body: Self.question
            ) { $0.chat.heartbeatInterval = .milliseconds(20) }
            #expect(isWhole)
            #expect(response.status == 502)
            #expect(response.text.hasPrefix("{"))
        }

        @Test(arguments: labels)
        func `bytes are passed on and counted, whatever their label`(label: String?) {
            for (body, isStream, tokens, error) in [
                (Self.stream, true, 3, nil), ("\n" + Self.stream, true, 3, nil),
                (#"{"type":"message","usage":{"output_tokens":5}}"#, false, 5, nil),
                (Self.error, false, nil, "overloaded_error"),
            ] as [(String, Bool, Int?, String?)] {
                for size in [1, 7, 1 << 20] {
                    let answer = PassedAnswer(requestID: "r")
                    var head = HTTPResponseHead(version: .http1_1, status: .ok)
                    if let label { head.headers.add(name: "content-type", value: label) }
                    _ = answer.begin(head)
                    var passed = BodyBuffer(ByteBuffer(), isChunked: false)
                    var rest = ByteBuffer(string: body)
                    while rest.readableBytes > 0 {
                        guard var piece = rest.readSlice(length: min(size, rest.readableBytes))
                        else { break }
                        answer.receive(&piece, into: &passed)
                    }
                    guard case .whole = answer.end(isDelimitedByClose: false, into: &passed) else {
                        Issue.record("cut")
                        continue
                    }
                    var record = RelayedRequest.example { $0.outputTokens = nil }
                    answer.fill(&record)
                    #expect(String(buffer: passed.framed()) == body)
                    #expect(record.isStreaming == isStream)
                    #expect(record.outputTokens == tokens)
                    #expect(record.errorType == error)
                }
            }
        }

        @Test(arguments: ["POST /v1/messages", "POST /chat/stream"])
        func `an answer with a stop reason ends a few seconds later, whatever pings come`(
            line: String
        ) async throws {
            let isChat = line.contains("chat")
            let start = ContinuousClock.now
            let (response, isWhole) = try await relayed(
                .init(
                    contentType: "text/event-stream", [Self.unended], refrain: Self.ping),
                line, body: isChat ? Self.question : #"{"stream":true}"#)
            let time = start.duration(to: .now)
            #expect(isWhole)
            #expect(.seconds(3) <= time && time < .seconds(30))
            if isChat {
                #expect(response.text.hasSuffix("data: [DONE]\n\n"))
            } else {
                #expect(response.text.hasPrefix(Self.unended + Self.ping))
                #expect(response.text.hasSuffix(Self.ping))
            }
        }
    }
#endif
