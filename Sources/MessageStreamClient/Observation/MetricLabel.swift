/// The labels of the metrics that a client keeps.
public enum MetricLabel {
    /// A timer: from the call to the first event, retries included.
    public static let timeToFirstEvent = "message_stream_client_time_to_first_event"
    /// A timer: between two events that a reader took. A reader that is slow shows in it.
    public static let timeBetweenEvents = "message_stream_client_time_between_events"
    /// A timer: from the call to the ending.
    public static let duration = "message_stream_client_duration"
    /// A counter, with the dimension `model`: input tokens that no cache served.
    public static let inputTokens = "message_stream_client_input_tokens"
    /// A counter, with the dimension `model`: output tokens, of whole messages only.
    public static let outputTokens = "message_stream_client_output_tokens"
    /// A counter, with the dimension `outcome`: `success`, or the kind of failure.
    public static let attempts = "message_stream_client_attempts"
    /// A counter, with the dimension `ending`: `complete`, `truncated`, `cancelled` or `failed`.
    public static let streams = "message_stream_client_streams"
}
