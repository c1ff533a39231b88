/// Where the API's endpoints are below the base URL.
///
/// Gateways put them elsewhere. `{model}` in a path is the request's model:
///
/// ```swift
/// paths.messages = "/model/{model}/invoke"
/// paths.streamedMessages = "/model/{model}/invoke-with-response-stream"
/// ```
///
/// A gateway that only puts something in front, such as `/anthropic`, has that in the base URL.
public struct APIPaths: Sendable, Hashable {
    /// Where streams are asked for.
    public var streamedMessages = "/v1/messages"
    /// Where whole messages are asked for.
    public var messages = "/v1/messages"
    /// Where tokens are counted.
    public var countTokens = "/v1/messages/count_tokens"
    /// Where models are listed.
    public var models = "/v1/models"
    /// Where batches of messages are.
    public var batches = "/v1/messages/batches"

    /// The paths of the API itself.
    public init() {}

    /// Where the API is.
    public static let defaultBaseURL = "https://api.anthropic.com"
    /// The version of the API that is asked for (`anthropic-version`).
    public static let defaultVersion = "2023-06-01"
}
