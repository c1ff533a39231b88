public import MessageStream

/// One attempt at a request, told when it is over.
public struct MessageStreamAttempt: Sendable, Hashable {
    /// Which one it was, from 1.
    public var number: Int
    /// The status of the answer, or nil when none came.
    public var status: Int?
    /// The identifier that the API gave the request.
    public var requestID: String?
    /// Whether it went on with an answer that had been cut (``RetryPolicy/continuation``).
    public var isContinuation: Bool
    /// The usage as far as it came. What a cut attempt was billed for may be more.
    public var usage: Usage?
    /// Why it failed, or nil when its message came to an end.
    public var error: MessageStreamClientError?
    /// How long the client waits before it sends the request again, or nil when it does not.
    public var retryDelay: Duration?
}

/// Is told of every attempt as it ends.
public typealias AttemptHook = @Sendable (MessageStreamAttempt) -> Void
