/// When a request is sent again.
///
/// Again are sent: requests that were refused with 408, 409, 429 or 500 and above, or as
/// `x-should-retry` says; those for which no connection could be made, or was lost before any content
/// came; those that ran into the timeout of the first byte; and those that the stream answers with an
/// error of the API's (overloaded, for instance) before any content. Once content has been delivered
/// nothing is sent again, unless ``continuation`` says so.
public struct RetryPolicy: Sendable, Hashable {
    /// How often a request is sent again: 2 times unless said otherwise, 0 for never.
    public var maximumRetries: Int

    /// The first wait, which doubles with every retry: half a second unless said otherwise.
    public var initialBackoff: Duration

    /// The longest wait that doubling comes to: 8 seconds unless said otherwise.
    public var maximumBackoff: Duration

    /// The longest wait that a server may ask for, by `retry-after` or `retry-after-ms`: one minute
    /// unless said otherwise.
    ///
    /// A server that asks for more is not asked again too early: the request fails, and the error
    /// says how long the server wants to be left alone.
    public var maximumRetryAfter: Duration

    /// What becomes of a stream that is cut after content was delivered.
    public var continuation: Continuation

    /// A policy.
    public init(
        maximumRetries: Int = 2, initialBackoff: Duration = .milliseconds(500),
        maximumBackoff: Duration = .seconds(8), maximumRetryAfter: Duration = .seconds(60),
        continuation: Continuation = .never
    ) {
        self.maximumRetries = maximumRetries
        self.initialBackoff = initialBackoff
        self.maximumBackoff = maximumBackoff
        self.maximumRetryAfter = maximumRetryAfter
        self.continuation = continuation
    }

    /// Never again.
    public static let never = RetryPolicy(maximumRetries: 0)
}

extension RetryPolicy {
    /// What becomes of a stream that is cut after content was delivered.
    public enum Continuation: Sendable, Hashable {
        /// It fails, with the message as far as it came.
        case never

        /// The request is sent again with the text so far as the beginning of the model's answer, and
        /// the reader sees one unbroken text with a marker in it (``MessageStreamContinuation``).
        ///
        /// Each continuation is one of the ``RetryPolicy/maximumRetries``. It costs the input tokens
        /// again. Only text can be continued: where the model thought, used a tool or cited, or
        /// where the request lets it think, the stream fails as without. Not every model takes a
        /// beginning of its answer.
        case prefill
    }
}
