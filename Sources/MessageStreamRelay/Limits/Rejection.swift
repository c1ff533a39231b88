#if Relay
    /// Why the relay itself refuses a request: the words of metrics and of the access log.
    enum Rejection: String, Sendable, CaseIterable {
        case concurrentStreams = "concurrent_streams"
        case requestsPerMinute = "requests_per_minute"
        case tokensPerMinute = "tokens_per_minute"
        /// No key, or one that the relay does not know.
        case authentication
        /// No such route, or not with that method.
        case route
        /// Not HTTP, or not the JSON that the route takes.
        case malformed
        /// A page of another origin, or a name that is not the relay's.
        case origin
        case tooLarge = "too_large"
        case headTimeout = "head_timeout"
        case bodyTimeout = "body_timeout"
        /// The relay is being shut down.
        case draining
        /// An answer that is not kept any more.
        case answerGone = "answer_gone"
    }
#endif
