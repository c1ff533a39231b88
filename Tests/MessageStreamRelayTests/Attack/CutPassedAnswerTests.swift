#if Relay
    import MessageStreamRelay
    import TestSupport
    import Testing

    /// Answers whose end only the connection's end tells, and that lack it.
    @Suite("An answer that is cut", .timeLimit(.minutes(5)))
    struct CutPassedAnswerTests {
        private static let start =
            #"data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","#
            + #""content":[],"model":"m","usage":{"input_tokens":1,"output_tokens":1}}}"# + "\n\n"
        private static let damaged =
            #"data: {"type":"content_block_delta","index":0,"delta":"# + "\n\n"
        private static let stop = #"data: {"type":"message_stop"}"# + "\n\n"

        @Test(arguments: [
            ("application/json", #"{"type":"message","id":"m","content":[{"type":"text""#, false),
            ("application/json", #"{"type":"message","id":"m","content":[]}"#, true),
            ("application/json", "[1]", true), ("application/json", #"{"a":01}"#, true),
            ("text/plain", "{ is no JSON", true),
            ("text/event-stream", start, false), ("text/event-stream", start + damaged, false),
            ("text/event-stream", start + damaged + stop, true),
        ])
        func `is not passed on as whole`(type: String, body: String, isWhole: Bool) async throws {
            let upstream = try await RawUpstream { _, _ in
                .init("HTTP/1.1 200 OK\r\ncontent-type: \(type)\r\n\r\n\(body)", closes: true)
            }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let connection = try RawConnection(port: relay.port)
                try connection.request("POST /v1/messages", ["connection": "close"], body: "{}")
                let (bytes, _) = try await connection.bytes { _ in false }
                let response = try #require(RawResponse(bytes))
                #expect(response.status == 200)
                #expect(response.isWhole == isWhole)
            }
        }

        @Test func `behind a stop reason is told after three seconds`() async throws {
            let delta =
                #"data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{}}"#
            let block =
                #"data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#
            for (rest, isWhole) in [("", true), (block + "\n\n", false)] {
                let events = Self.start + delta + "\n\n" + rest
                let upstream = try await RawUpstream { _, _ in
                    .init(
                        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
                            + "transfer-encoding: chunked\r\n\r\n"
                            + "\(String(events.utf8.count, radix: 16))\r\n\(events)\r\n")
                }
                try await withRelay(beforeRaw: [upstream]) { relay in
                    let connection = try RawConnection(port: relay.port)
                    try connection.request("POST /v1/messages", ["connection": "close"], body: "{}")
                    let (bytes, _) = try await connection.bytes { _ in false }
                    #expect(RawResponse(bytes)?.isWhole == isWhole)
                }
            }
        }
    }
#endif
