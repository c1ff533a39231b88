#if Relay
    internal import MessageStream

    /// What a relay knows of one request when it is over: what metrics and the access log are made of.
    ///
    /// Nothing in it was written by a user or a model: no prompt, no text, no key.
    struct RelayedRequest: Sendable {
        /// Which of the relay's endpoints was asked.
        enum Route: String, Sendable, CaseIterable {
            /// `POST /v1/messages`, passed through.
            case messages
            /// `POST /chat/stream`.
            case chat
            /// `GET /chat/stream` with `Last-Event-ID`.
            case chatResumption = "chat_resumption"
            /// Whatever else it answers itself.
            case other
        }

        /// How it ended.
        enum Ending: String, Sendable, CaseIterable {
            /// The whole answer was passed on; a stream had its `message_stop`.
            case complete
            /// The upstream's stream ended after a stop reason, without `message_stop`.
            case completeByStopReason = "complete_by_stop_reason"
            /// The upstream's stream ended, or its connection broke, before the answer was whole.
            case truncated
            /// The stream carried an error event.
            case streamError = "stream_error"
            /// The upstream answered with a status that is an error.
            case refused
            /// No upstream could be reached.
            case unreachable
            /// The client went away first.
            case clientGone = "client_gone"
            /// A time limit of the relay was reached.
            case timedOut = "timed_out"
            /// The relay was shut down first.
            case drained
            /// The relay itself refused: no key, over a limit, too large, malformed.
            case rejected
        }

        /// Unique in this process: the header `x-relay-request-id`.
        var id: String
        var route: Route
        /// The name of the client's key, from the configuration.
        var keyName: String?
        /// The name of the upstream that answered.
        var upstreamName: String?
        /// The model that was asked for, where the request's beginning says which.
        var requestedModel: String?
        /// The model that the answer names, as the upstream wrote it.
        var model: String?
        /// Whether the answer was an event stream.
        var isStreaming = false
        /// The status that the client got; 0 if none was sent.
        var status = 0
        var ending: Ending
        /// Why the relay itself refused, such as `requests_per_minute`; nil unless `ending` is
        /// `rejected`.
        var rejection: String?
        /// When the head of the request was read.
        var start: ContinuousClock.Instant
        /// When the first content of the answer came.
        var firstToken: ContinuousClock.Instant?
        var end: ContinuousClock.Instant
        /// Tokens as the answer counts them; nil where it did not say.
        var inputTokens: Int?
        var outputTokens: Int?
        var cacheReadInputTokens: Int?
        var cacheCreationInputTokens: Int?
        /// The counts that the answer gave and that cannot be read, such as `output_tokens`.
        var unreadableCounts: [String] = []
        /// What limits take in their place, from the bytes that went by, where the answer did not say
        /// or was cut off before it said at its end; never less than what it did say.
        var estimatedInputTokens: Int?
        var estimatedOutputTokens: Int?
        var stopReason: String?
        /// The names of the tools that the model used, in their order; at most 16.
        var toolNames: [String] = []
        /// The type of the error that the answer carried.
        var errorType: String?
        /// Whether no upstream can have begun to answer: none got the request, or the one that did
        /// refused it.
        var costsNothing = false
        /// What was taken off the limits when the request was sent, of which what it did not use goes
        /// back.
        var reservedTokens = 0
        /// How many upstreams were asked.
        var attempts = 0
        /// Bytes of the request's body.
        var requestBytes = 0
        /// Bytes of the answer's body, as sent.
        var responseBytes = 0
        /// Events of the upstream's stream.
        var events = 0
    }

    extension RelayedRequest {
        /// Whether a count for limits is an estimate.
        var isEstimated: Bool { estimatedInputTokens != nil || estimatedOutputTokens != nil }

        /// What counts for limits: input and output, or what is assumed of them. Input that a cache
        /// takes or gives is input: which it is, the client decides.
        var countedTokens: Int {
            [
                estimatedInputTokens ?? inputTokens, cacheCreationInputTokens, cacheReadInputTokens,
                estimatedOutputTokens ?? outputTokens,
            ].reduce(0) { $0.addingSaturated($1 ?? 0) }
        }
    }
#endif
