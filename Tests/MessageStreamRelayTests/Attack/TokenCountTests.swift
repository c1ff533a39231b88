#if Relay
    import MessageStream
    import PartialJSON
    import TestSupport
    import Testing

    @testable import MessageStreamRelay

    /// Numbers that an upstream says, of which none may stop the relay.
    @Suite("Counts of tokens", .timeLimit(.minutes(5)))
    struct TokenCountTests {
        private static let hostile = [
            "9223372036854775807", "-9223372036854775808", "-1", "9223372036854775808", "1e999",
            "1e18", "0.5", "99999999999999999999999", "\"9223372036854775807\"", "\"x\"", "null",
            "[]", "{}", "true", "-0.0", "4611686018427387904",
        ]

        @Test(
            arguments: [
                ("12", 12), ("12.4", 12), ("1e3", 1000), (#""12""#, 12), ("0", 0), ("-1", nil),
                ("-1e999", nil), ("null", nil), ("[1]", nil), (#""twelve""#, nil), (#"" 12""#, nil),
                ("9007199254740991", JSONValue.greatestPeerCount),
                ("9007199254740992", JSONValue.greatestPeerCount),
                ("9223372036854775808", JSONValue.greatestPeerCount),
                ("1e999", JSONValue.greatestPeerCount),
            ] as [(String, Int?)])
        func `are believed within reason`(text: String, count: Int?) throws {
            let value = try JSONValue(parsing: text)
            #expect(value.peerCount == count)
        }

        @Test(arguments: hostile)
        func `of an upstream that lies stop nothing`(number: String) async throws {
            let usage =
                #"{"input_tokens":\#(number),"output_tokens":\#(number),"#
                + #""cache_read_input_tokens":\#(number),"cache_creation_input_tokens":\#(number)}"#
            let message =
                #"{"type":"message","id":"m","role":"assistant","model":"m","content":[],"#
                + #""stop_reason":null,"usage":\#(usage)}"#
            let events = [
                #"{"type":"message_start","message":\#(message)}"#,
                #"{"type":"content_block_start","index":\#(number),"content_block":"#
                    + #"{"type":"tool_use","id":"t","name":"n","input":{}}}"#,
                #"{"type":"content_block_delta","index":\#(number),"delta":"#
                    + #"{"type":"input_json_delta","partial_json":"{}"}}"#,
                #"{"type":"content_block_stop","index":\#(number)}"#,
                #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":\#(usage)}"#,
                #"{"type":"message_stop"}"#,
            ].map { "data: \($0)\n\n" }.joined()
            let upstream = try await RawUpstream { _, number in
                number % 2 == 1
                    ? .stream(events)
                    : .init(
                        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nretry-after: \(number)"
                            + "\r\ncontent-length: \(message.utf8.count)\r\n\r\n\(message)")
            }
            try await withRelay(
                beforeRaw: [upstream], { $0.limits.tokensPerMinute = 1_000_000_000 }
            ) { relay in
                for path in ["/v1/messages", "/chat/stream?events=tool,usage"] {
                    for _ in 0..<2 {
                        let (response, _) = try await answer(
                            of: relay, "POST \(path)", body: #"{"message":"x"}"#)
                        #expect([200, 429, 502].contains(response.status))
                    }
                }
                #expect(
                    try await answer(of: relay, "GET /metrics", body: nil).response.status == 200)
            }
        }

        @Test(arguments: ["9223372036854775807", "-9223372036854775808", "99999999999999999999"])
        func `and times to wait do neither`(seconds: String) async throws {
            let upstream = try await RawUpstream { _, _ in
                .init("HTTP/1.1 429 X\r\nretry-after: \(seconds)\r\ncontent-length: 2\r\n\r\n{}")
            }
            try await withRelay(beforeRaw: [upstream]) { relay in
                for path in ["/v1/messages", "/chat/stream"] {
                    let (response, _) = try await answer(
                        of: relay, "POST \(path)", body: #"{"message":"x"}"#)
                    #expect(response.status == 429)
                }
            }
        }
    }
#endif
