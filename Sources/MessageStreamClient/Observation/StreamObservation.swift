#if Client
    import Logging
    import MessageStream
    import Metrics
    import Tracing

    /// What is told of one stream, from the call to the ending.
    struct StreamObservation: Sendable {
        private let observability: Observability
        private let span: (any Span)?
        private let timers: EventTimers?
        private let start: Duration
        private var lastEvent: Duration?
        private let model: String

        /// Nil when there is nobody to tell.
        init?(_ observability: Observability, timers: EventTimers?, model: String, at now: Duration)
        {
            guard observability.isUsed else { return nil }
            self.observability = observability
            self.timers = timers
            self.model = model
            start = now
            span = observability.tracer?.startAnySpan("chat \(model)", ofKind: .client)
            span?.updateAttributes { attributes in
                attributes["gen_ai.operation.name"] = "chat"
                attributes["gen_ai.request.model"] = model
            }
        }

        /// Whether events are timed; otherwise ``noteEvent(at:)`` need not be called.
        var timesEvents: Bool { timers != nil || (span != nil && lastEvent == nil) }

        /// A reader took an event.
        mutating func noteEvent(at now: Duration) {
            if let lastEvent {
                timers?.betweenEvents.record(duration: now - lastEvent)
            } else {
                timers?.toFirstEvent.record(duration: now - start)
                span?.addEvent(SpanEvent(name: "first_event"))
            }
            lastEvent = now
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
            count(ending, message, after: now - start)
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
                attributes["gen_ai.usage.input_tokens"] = message.usage.inputTokens
                attributes["gen_ai.usage.output_tokens"] = message.usage.outputTokens
                attributes["gen_ai.response.finish_reasons"] = message.stopReason.map {
                    [$0.rawValue]
                }
            }
            if error != nil { span.setStatus(SpanStatus(code: .error)) }
            span.end()
        }

        private func count(
            _ ending: MessageStreamEnding, _ message: Message?, after duration: Duration
        ) {
            guard let metrics = observability.metrics else { return }
            func count(_ label: String, _ dimension: (String, String), _ amount: Int) {
                Counter(label: label, dimensions: [dimension], factory: metrics)
                    .increment(by: amount)
            }
            timers?.duration.record(duration: duration)
            count(MetricLabel.streams, ("ending", ending.name), 1)
            guard let usage = message?.usage else { return }
            count(MetricLabel.inputTokens, ("model", model), usage.inputTokens)
            // That of a cut message is a placeholder.
            guard ending.isComplete else { return }
            count(MetricLabel.outputTokens, ("model", model), usage.outputTokens)
        }
    }

    /// The timers that every stream of a client uses.
    struct EventTimers: Sendable {
        let toFirstEvent: Timer
        let betweenEvents: Timer
        let duration: Timer

        init(_ metrics: any MetricsFactory) {
            toFirstEvent = Timer(label: MetricLabel.timeToFirstEvent, factory: metrics)
            betweenEvents = Timer(label: MetricLabel.timeBetweenEvents, factory: metrics)
            duration = Timer(label: MetricLabel.duration, factory: metrics)
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
