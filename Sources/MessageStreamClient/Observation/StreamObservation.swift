#if Client
    import Logging
    import MessageStream
    import Metrics
    import PartialJSON
    import Tracing

    /// What is told of one stream, from the call to the ending.
    struct StreamObservation: Sendable {
        private let observability: Observability
        private let span: (any Span)?
        private let timers: InferenceMetrics?
        private let start: Duration
        private var lastEvent: Duration?
        private let model: String

        /// Nil when there is nobody to tell.
        ///
        /// - Parameters:
        ///   - request: The body of the request.
        ///   - baseURL: Where it goes.
        init?(
            _ observability: Observability, request: JSONObject, baseURL: String, at now: Duration
        ) {
            guard observability.isUsed else { return nil }
            self.observability = observability
            model = request["model"]?.string ?? ""
            let common = InferenceAttributes(model: model, baseURL: baseURL)
            timers = observability.metrics.map {
                InferenceMetrics(
                    $0, common, keepsFormerNames: observability.keepsFormerNames)
            }
            start = now
            span = observability.tracer?.startAnySpan("chat \(model)", ofKind: .client)
            span?.updateAttributes { attributes in
                attributes[InferenceAttributes.operation.key] = InferenceAttributes.operation.value
                attributes[InferenceAttributes.provider.key] = InferenceAttributes.provider.value
                attributes["gen_ai.request.model"] = common.model
                attributes["gen_ai.request.stream"] = true
                attributes["gen_ai.request.max_tokens"] = request["max_tokens"]?.int
                attributes["server.address"] = common.serverAddress
                attributes["server.port"] = common.serverPort
            }
        }

        /// Whether events are timed; otherwise ``noteEvent(at:)`` need not be called.
        var timesEvents: Bool { timers != nil || (span != nil && lastEvent == nil) }

        /// How long an event was waited for.
        enum EventTiming: Sendable {
            /// The first one, from the call on.
            case first(Duration)
            /// One more, from the one before it on.
            case next(Duration)
        }

        /// A reader took an event: tells nobody, so that a lock may be held.
        mutating func noteEvent(at now: Duration) -> EventTiming {
            defer { lastEvent = now }
            return lastEvent.map { .next(now - $0) } ?? .first(now - start)
        }

        /// Tells that an event was taken.
        func record(_ timing: EventTiming) {
            switch timing {
            case .first(let wait):
                timers?.toFirstEvent.record(duration: wait)
                span?.addEvent(SpanEvent(name: "first_event"))
                span?.attributes["gen_ai.response.time_to_first_chunk"] = wait / .seconds(1)
            case .next(let wait):
                timers?.betweenEvents.record(duration: wait)
            }
        }

        /// The header fields by which the server knows the span.
        func addContext(to headers: inout HTTPHeaderFields) {
            guard let tracer = observability.tracer, let span else { return }
            tracer.inject(span.context, into: &headers, using: HeaderInjector())
        }

        func noteAttempt(_ attempt: MessageStreamAttempt) {
            let outcome = attempt.error.map(\.code.name) ?? "success"
            observability.metrics.map { metrics in
                Counter(
                    label: MetricLabel.attempts, dimensions: [("outcome", outcome)],
                    factory: metrics
                ).increment()
            }
            guard let error = attempt.error else { return }
            span?.addEvent(
                SpanEvent(
                    name: "attempt_failed",
                    attributes: [
                        "attempt": .int64(Int64(attempt.number)), "error.type": .string(outcome),
                    ]))
            observability.logger?.notice(
                "An attempt at a message failed",
                metadata: [
                    "attempt": "\(attempt.number)", "model": "\(model)", "error": "\(error)",
                    "retry-in": "\(attempt.retryDelay.map { "\($0)" } ?? "never")",
                ])
        }

        /// The stream is over, after so many attempts.
        func end(
            _ ending: MessageStreamEnding, message: Message?, error: MessageStreamClientError?,
            attempts: Int, at now: Duration
        ) {
            countStream(ending)
            timers?.noteEnd(
                message, isComplete: ending.isComplete, error: error, after: now - start)
            observability.logger?.debug(
                "A message stream ended",
                metadata: [
                    "ending": "\(ending.name)", "model": "\(model)", "attempts": "\(attempts)",
                    "seconds": "\((now - start) / .seconds(1))",
                    "message": "\(message?.id ?? "none")",
                ])
            guard let span else { return }
            span.updateAttributes { attributes in
                attributes["message_stream.ending"] = ending.name
                attributes["message_stream.attempts"] = attempts
                attributes["error.type"] = error.map(\.code.name)
                guard let message else { return }
                attributes["gen_ai.response.id"] = message.id
                attributes["gen_ai.response.model"] = message.model
                let usage = message.usage
                attributes["gen_ai.usage.input_tokens"] = usage.allInputTokens
                attributes["gen_ai.usage.cache_read.input_tokens"] = usage.cacheReadInputTokens
                attributes["gen_ai.usage.cache_write.input_tokens"] = usage.cacheCreationInputTokens
                attributes["gen_ai.usage.output_tokens"] = usage.outputTokens
                attributes["gen_ai.usage.reasoning.output_tokens"] =
                    usage.outputTokensDetails?.thinkingTokens
                attributes["gen_ai.response.finish_reasons"] = message.stopReason.map {
                    [$0.rawValue]
                }
            }
            if error != nil { span.setStatus(SpanStatus(code: .error)) }
            span.end()
        }

        private func countStream(_ ending: MessageStreamEnding) {
            observability.metrics.map { metrics in
                Counter(
                    label: MetricLabel.streams, dimensions: [("ending", ending.name)],
                    factory: metrics
                ).increment()
            }
        }
    }

    private struct HeaderInjector: Injector {
        func inject(_ value: String, forKey key: String, into headers: inout HTTPHeaderFields) {
            headers[key] = value
        }
    }

    extension MessageStreamEnding {
        fileprivate var name: String {
            switch self {
            case .complete, .completeByStopReason: "complete"
            case .truncated: "truncated"
            case .cancelled: "cancelled"
            case .failed: "failed"
            }
        }
    }
#endif
