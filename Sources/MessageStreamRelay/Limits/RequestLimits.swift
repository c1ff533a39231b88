#if Relay
    /// What one client's key may use; nil is no limit.
    public struct RequestLimits: Sendable, Hashable {
        /// The most requests at a time, from the head of the request to the end of its answer.
        public var maximumConcurrentStreams: Int?
        /// The most requests a minute, as many of them at once.
        public var requestsPerMinute: Int?
        /// The most tokens a minute, input and output together.
        ///
        /// An answer's tokens are known when it is over: they are taken off then, and while there are
        /// none left new requests wait. Of an answer that ends before its last count came, or brings
        /// none, they are estimated: a token for four bytes that went by, at least what it did count.
        /// ``RelayConfiguration/reservesMaximumTokens`` takes tokens off before they are used.
        public var tokensPerMinute: Int?

        /// Limits; none by default.
        public init(
            maximumConcurrentStreams: Int? = nil, requestsPerMinute: Int? = nil,
            tokensPerMinute: Int? = nil
        ) {
            self.maximumConcurrentStreams = maximumConcurrentStreams
            self.requestsPerMinute = requestsPerMinute
            self.tokensPerMinute = tokensPerMinute
        }

        /// The greatest value of each of them.
        static let greatest = 1_000_000_000
    }
#endif
