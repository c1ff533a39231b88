#if Client
    public import Logging
    public import Metrics
    public import Tracing

    /// Where a client tells what it does. What is nil costs nothing.
    public struct Observability: Sendable {
        /// Gets a line for each attempt that fails (`notice`) and for each stream that ends (`debug`).
        /// Neither texts nor secrets are in them.
        public var logger: Logger?

        /// Gets the metrics that ``MetricLabel`` lists.
        public var metrics: (any MetricsFactory)?

        /// Gets a span for each stream, from the call to the ending; its context goes to the server in
        /// the header fields that the tracer chooses, and its parent is the task's.
        public var tracer: (any Tracer)?

        /// Nothing is told unless said otherwise.
        public init(
            logger: Logger? = nil, metrics: (any MetricsFactory)? = nil,
            tracer: (any Tracer)? = nil
        ) {
            self.logger = logger
            self.metrics = metrics
            self.tracer = tracer
        }

        var isUsed: Bool { logger != nil || metrics != nil || tracer != nil }
    }
#endif
