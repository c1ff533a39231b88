#if Relay
    @testable import MessageStreamRelay

    extension RelayedRequest {
        /// A streamed answer that took 2 s, 0.5 s of them to its first token.
        static func example(_ change: (inout RelayedRequest) -> Void = { _ in }) -> RelayedRequest {
            let start = ContinuousClock.now
            var request = RelayedRequest(
                id: "r-1", route: .messages, ending: .complete, start: start,
                end: start.advanced(by: .seconds(2)))
            request.firstToken = start.advanced(by: .milliseconds(500))
            request.keyName = "alice"
            request.upstreamName = "anthropic"
            request.requestedModel = "claude-latest"
            request.model = "claude-demo"
            request.isStreaming = true
            request.status = 200
            request.inputTokens = 12
            request.outputTokens = 16
            request.cacheReadInputTokens = 1024
            request.stopReason = "end_turn"
            request.attempts = 1
            request.requestBytes = 100
            request.responseBytes = 2000
            request.events = 20
            change(&request)
            return request
        }
    }
#endif
