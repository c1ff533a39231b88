#if Client
    import MessageStream
    import Metrics

    /// The metrics of one stream, by the names of today and, where that is asked for, the former ones.
    struct InferenceMetrics: Sendable {
        let toFirstEvent: StreamTimer
        let betweenEvents: StreamTimer
        private let factory: any MetricsFactory
        private let attributes: InferenceAttributes
        private let keepsFormerNames: Bool

        init(
            _ factory: any MetricsFactory, _ attributes: InferenceAttributes, keepsFormerNames: Bool
        ) {
            self.factory = factory
            self.attributes = attributes
            self.keepsFormerNames = keepsFormerNames
            let dimensions = attributes.dimensions
            func timer(_ label: String, _ former: String) -> StreamTimer {
                StreamTimer(
                    Timer(label: label, dimensions: dimensions, factory: factory),
                    former: keepsFormerNames ? Timer(label: former, factory: factory) : nil)
            }
            toFirstEvent = timer(InferenceMetric.timeToFirstChunk, MetricLabel.timeToFirstEvent)
            betweenEvents = timer(
                InferenceMetric.timePerOutputChunk, MetricLabel.timeBetweenEvents)
        }

        /// The stream is over, after `duration`.
        func noteEnd(
            _ message: Message?, isComplete: Bool, error: MessageStreamClientError?,
            after duration: Duration
        ) {
            var dimensions = attributes.dimensions
            if let model = message?.model, !model.isEmpty {
                dimensions.append(("gen_ai.response.model", model))
            }
            var ofOperation = dimensions
            if let error { ofOperation.append(("error.type", error.code.name)) }
            Timer(label: InferenceMetric.duration, dimensions: ofOperation, factory: factory)
                .record(duration: duration)

            let usage = message?.usage
            // That of a cut message is a placeholder.
            let output = isComplete ? usage?.outputTokens ?? 0 : 0
            let input = usage?.allInputTokens ?? 0
            for (label, tokens) in [
                (InferenceMetric.operationInputTokens, input),
                (InferenceMetric.operationOutputTokens, output),
            ] {
                Recorder(label: label, dimensions: ofOperation, aggregate: true, factory: factory)
                    .record(tokens)
            }
            dimensions.append(("gen_ai.token.modality", "unknown"))
            for (label, tokens) in [
                (InferenceMetric.usageInputTokens, input),
                (InferenceMetric.usageOutputTokens, output),
                (InferenceMetric.usageCacheReadInputTokens, usage?.cacheReadInputTokens ?? 0),
                (InferenceMetric.usageCacheWriteInputTokens, usage?.cacheCreationInputTokens ?? 0),
            ] {
                Counter(label: label, dimensions: dimensions, factory: factory)
                    .increment(by: tokens)
            }
            if isComplete, let details = usage?.outputTokensDetails {
                Counter(
                    label: InferenceMetric.usageReasoningOutputTokens, dimensions: dimensions,
                    factory: factory
                ).increment(by: details.thinkingTokens)
            }
            if keepsFormerNames { noteFormerly(usage, isComplete, duration) }
        }

        private func noteFormerly(_ usage: Usage?, _ isComplete: Bool, _ duration: Duration) {
            Timer(label: MetricLabel.duration, factory: factory).record(duration: duration)
            func count(_ label: String, _ tokens: Int) {
                Counter(label: label, dimensions: [("model", attributes.model)], factory: factory)
                    .increment(by: tokens)
            }
            guard let usage else { return }
            count(MetricLabel.inputTokens, usage.inputTokens)
            if isComplete { count(MetricLabel.outputTokens, usage.outputTokens) }
        }
    }

    /// A timer, and that of the former name where it is told as well.
    struct StreamTimer: Sendable {
        private let timer: Timer
        private let former: Timer?

        init(_ timer: Timer, former: Timer?) {
            self.timer = timer
            self.former = former
        }

        func record(duration: Duration) {
            timer.record(duration: duration)
            former?.record(duration: duration)
        }
    }
#endif
