#if Relay
    /// One request of a client's, at both of its ends.
    ///
    /// Lives on the load's event loop, as all that knows it.
    final class UpstreamExchange {
        /// Counted from 0 over all requests of a load.
        let number: Int
        /// Which of the streams that are open at a time it is.
        let stream: Int
        /// What the upstream has sent.
        var sent = SentAnswer()
        /// The upstream's end, while it is answering.
        weak var answer: UpstreamHandler?

        init(number: Int, stream: Int) {
            self.number = number
            self.stream = stream
        }
    }
#endif
