/// How one request is made: what may differ from request to request.
///
/// Given with a request they take the place of all of the client's: start from
/// ``MessageClient/Configuration/defaults`` to change one of them.
public struct RequestOptions: Sendable {
    /// How long to wait for what.
    public var timeouts: Timeouts
    /// When to send the request again.
    public var retries: RetryPolicy
    /// Beta features, sent together as `anthropic-beta`.
    public var betas: [String]
    /// Further header fields; one that the client sets itself takes the place of the client's.
    public var headers: HTTPHeaderFields
    /// Is told of every attempt as it ends, on whichever thread; do nothing in it that takes time.
    public var attemptHook: AttemptHook?

    /// Options.
    public init(
        timeouts: Timeouts = Timeouts(), retries: RetryPolicy = RetryPolicy(), betas: [String] = [],
        headers: HTTPHeaderFields = [:], attemptHook: AttemptHook? = nil
    ) {
        self.timeouts = timeouts
        self.retries = retries
        self.betas = betas
        self.headers = headers
        self.attemptHook = attemptHook
    }
}
