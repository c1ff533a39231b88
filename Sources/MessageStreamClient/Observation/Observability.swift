#if Client
    import Foundation
    public import Logging
    import MessageStream
    public import Metrics
    public import Tracing

    /// Where a client tells what it does. What is nil costs nothing.
    public struct Observability: Sendable {
        /// Gets a line for each attempt that fails (`notice`) and for each stream that ends (`debug`).
        /// Neither texts nor secrets are in them.
        public var logger: Logger?

        /// Gets the metrics that ``InferenceMetric`` and ``MetricLabel`` list.
        public var metrics: (any MetricsFactory)?

        /// Gets a span for each stream, from the call to the ending, with the attributes of
        /// OpenTelemetry's conventions for generative AI, version 0.1.0; its context goes to the server in
        /// the header fields that the tracer chooses, and its parent is the task's.
        public var tracer: (any Tracer)?

        /// Whether metrics have their former names, too: when the environment's variable
        /// `OTEL_SEMCONV_STABILITY_OPT_IN` has `gen_ai_latest_experimental/dup`, unless said otherwise.
        public var keepsFormerNames: Bool

        /// Nothing is told unless said otherwise.
        public init(
            logger: Logger? = nil, metrics: (any MetricsFactory)? = nil,
            tracer: (any Tracer)? = nil
        ) {
            self.logger = logger
            self.metrics = metrics
            self.tracer = tracer
            keepsFormerNames = TelemetryNames.keepsFormer(
                ProcessInfo.processInfo.environment[TelemetryNames.variable])
        }

        var isUsed: Bool { logger != nil || metrics != nil || tracer != nil }
    }
#endif
