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

        /// The rest of the text is asked for as the model is known to take it: by ``prefill`` of
        /// Claude before version 4.6, and by a ``userTurn`` of all other models.
        ///
        /// The reader sees one unbroken text with a marker in it (``MessageStreamContinuation``). Each
        /// continuation is one of the ``RetryPolicy/maximumRetries``. It costs the input tokens again,
        /// and those of the text so far. Only text can be continued: where the model thought, used a
        /// tool or cited, the stream fails as without; so it does where the request gives a budget for
        /// thoughts or a format. Thoughts with which the new answer begins are left out.
        case automatic

        /// The request is sent again with the text so far as the model's answer, and a user turn that
        /// quotes its end and asks to go on.
        ///
        /// What the model repeats of the text's end is taken off. Every model takes such a request; its
        /// answer may fit the text less well than one that it was made to begin with.
        case userTurn

        /// The request is sent again with the text so far as the beginning of the model's answer.
        ///
        /// Claude refuses it from version 4.6 on (`invalid_request_error`), and where the request lets
        /// the model think.
        case prefill
    }
}
