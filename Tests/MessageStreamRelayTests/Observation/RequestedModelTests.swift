#if Relay
    import Testing

    @testable import MessageStreamRelay

    @Suite("The model that a request asks for")
    struct RequestedModelTests {
        private static let long = String(repeating: "x", count: RequestedModel.greatestBeginning)

        @Test(arguments: [
            (#"{"model":"claude-demo","messages":[]}"#, "claude-demo"),
            (
                #"{"max_tokens":1,"system":{"model":"no"},"model" : "claude\u002ddemo"}"#,
                "claude-demo"
            ),
            (
                #"{"model":"claude-demo","messages":[{"role":"user","content":"\#(long)"}]}"#,
                "claude-demo"
            ),
            // What is wrong behind it is the upstream's to say.
            (#"{"model":"claude-demo",,}"#, "claude-demo"),
            (#"{"messages":["\#(long)"],"model":"claude-demo"}"#, nil),
            (#"{"model":"\#(long)"}"#, nil),
            (#"{"model":"cla"#, nil), (#"{"model":3}"#, nil), (#"{"model":""}"#, nil),
            (#"{"messages":[{"model":"no"}]}"#, nil), ("[]", nil), ("", nil), ("model", nil),
            (#"["model","no"]"#, nil),
        ])
        func `stands in its beginning, or is not known`(_ body: String, _ name: String?) {
            #expect(RequestedModel.name(in: Array(body.utf8).span) == name)
        }
    }
#endif
