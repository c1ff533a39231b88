/// The labels of the metrics that a client keeps beside those of ``InferenceMetric``.
public enum MetricLabel {
    /// A counter, with the dimension `outcome`: `success`, or the kind of failure.
    public static let attempts = "message_stream_client_attempts"
    /// A counter, with the dimension `ending`: `complete`, `truncated`, `cancelled` or `failed`.
    public static let streams = "message_stream_client_streams"
}

/// Labels from before the conventions had names, told only where
/// ``Observability/keepsFormerNames`` is set.
extension MetricLabel {
    /// A timer: the former name of ``InferenceMetric/timeToFirstChunk``.
    public static let timeToFirstEvent = "message_stream_client_time_to_first_event"
    /// A timer: the former name of ``InferenceMetric/timePerOutputChunk``.
    public static let timeBetweenEvents = "message_stream_client_time_between_events"
    /// A timer: the former name of ``InferenceMetric/duration``.
    public static let duration = "message_stream_client_duration"
    /// A counter, with the dimension `model`: input tokens that no cache served or took up.
    public static let inputTokens = "message_stream_client_input_tokens"
    /// A counter, with the dimension `model`: output tokens, of whole messages only.
    public static let outputTokens = "message_stream_client_output_tokens"
}
