#if Relay
    import TestSupport
    import Testing

    @testable import MessageStreamRelay

    /// The `max_tokens` of a body that is looked at while it comes.
    struct RequestedTokensTests {
        @Test(
            arguments: [
                (#"{"max_tokens":5}"#, 5), (#"{ "max_tokens" : 5 }"#, 5),
                ("{\"a\":\"x\",\n\"max_tokens\"\t:\r\n12\n,\"b\":[1,{\"c\":2}]}", 12),
                (#"{"messages":[{"max_tokens":1}],"max_tokens":7}"#, 7),
                (#"{"messages":[{"content":"\"max_tokens\":1,{[\\"}],"max_tokens":7}"#, 7),
                (#"{"max_tokens":4.4}"#, 4), (#"{"max_tokens":1e2}"#, 100),
                (#"{"max_tokens":7,"max_tokens":9}"#, 9), (#"{"max_tokens":9,"max_tokens":7}"#, 9),
                (#"{"a":{"max_tokens":1},"max_tokens":0}"#, 0),
                (#"{"system":"max_tokens","max_tokens":3}"#, 3),
                (#"{"max_tokens":5"#, .max), ("", .max), ("[]", .max), ("}}}}{", .max),
                (#"{"max_tokens":}"#, .max), (#"{"max_tokens":-5}"#, .max),
                (#"{"max_tokens":"5"}"#, .max), (#"{"max_tokens":[5]}"#, .max),
                (#"{"max_tokens":{"max_tokens":5}}"#, .max), (#"{"max_tokens":null}"#, .max),
                (#"{"max_tokens":7,"max_tokens":"x"}"#, .max),
                (#"{"max_tokens":7,"m\u0061x_tokens":8}"#, 8), (#"{"max_token":5}"#, .max),
                (#"{"max_tokens":0000000000000000000000000000000000000000000005}"#, .max),
                (#"{"max_tokens":1e999}"#, 9_007_199_254_740_991),
            ] as [(String, Int)])
        func `is what an upstream may find, or the greatest number`(
            body: String, count: Int
        ) throws {
            let bytes = Array(body.utf8)
            for chunking in Chunking.all(for: bytes) {
                var requested = RequestedTokens()
                for chunk in chunking.chunks(of: bytes) { requested.look(at: chunk.span) }
                try #require(requested.count == count, "\(chunking)")
            }
        }
    }
#endif
