/// The labels of the metrics of OpenTelemetry's conventions for generative AI, version 0.1.0, that a
/// client keeps.
///
/// Each has the dimensions `gen_ai.operation.name`, `gen_ai.provider.name`, `gen_ai.request.model`,
/// `server.address` and `server.port`. Those of a stream that is over have `gen_ai.response.model`
/// as well, where there is one.
public enum InferenceMetric {
    /// A timer: from the call to the ending, retries included; with `error.type` after a failure.
    public static let duration = "gen_ai.client.inference.duration"
    /// A timer: from the call to the first event, retries included.
    public static let timeToFirstChunk = "gen_ai.client.inference.time_to_first_chunk"
    /// A timer: between two events that a reader took. A reader that is slow shows in it.
    public static let timePerOutputChunk = "gen_ai.client.inference.time_per_output_chunk"

    /// A counter: input tokens, those included that a cache served or took up. This and the other
    /// counters have the dimension `gen_ai.token.modality`, which the API does not tell: `unknown`.
    public static let usageInputTokens = "gen_ai.client.inference.usage.input_tokens"
    /// A counter: output tokens of whole messages; a cut one has only a placeholder.
    public static let usageOutputTokens = "gen_ai.client.inference.usage.output_tokens"
    /// A counter: those of the input tokens that a cache served.
    public static let usageCacheReadInputTokens =
        "gen_ai.client.inference.usage.cache_read.input_tokens"
    /// A counter: those of the input tokens that a cache took up.
    public static let usageCacheWriteInputTokens =
        "gen_ai.client.inference.usage.cache_write.input_tokens"
    /// A counter: those of the output tokens that the model thought with, where the API tells.
    public static let usageReasoningOutputTokens =
        "gen_ai.client.inference.usage.reasoning.output_tokens"

    /// A recorder: the input tokens of one stream, 0 when none were told; with `error.type` after a
    /// failure.
    public static let operationInputTokens = "gen_ai.client.inference.operation.input_tokens"
    /// A recorder: the output tokens of one stream, 0 when it was cut; with `error.type` after a
    /// failure.
    public static let operationOutputTokens = "gen_ai.client.inference.operation.output_tokens"

    /// The boundaries that the conventions give the histograms of times, in seconds.
    ///
    /// swift-metrics has no place for boundaries: set them where the backend is configured.
    public static let secondsBoundaries: [Double] = [
        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
    ]
    /// The boundaries that the conventions give the histograms of tokens.
    public static let tokensBoundaries: [Double] = [
        1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262_144, 1_048_576, 4_194_304, 16_777_216,
        67_108_864,
    ]
}
