#if Relay
    internal import MessageStream

    extension RelayMetrics {
        /// What tells the time series of one metric apart.
        struct Series: Hashable, Comparable, Sendable {
            let requestedModel: String
            let model: String
            let upstream: String
            let route: RelayedRequest.Route

            static func < (left: Series, right: Series) -> Bool {
                (left.model, left.requestedModel, left.upstream, left.route.rawValue)
                    < (right.model, right.requestedModel, right.upstream, right.route.rawValue)
            }

            /// The names are those of OpenTelemetry's attributes, with `_` for `.`.
            var labels: PrometheusText.Labels {
                [
                    ("gen_ai_operation_name", "chat"), ("gen_ai_provider_name", "anthropic"),
                    ("gen_ai_request_model", requestedModel), ("gen_ai_response_model", model),
                    ("upstream", upstream),
                    ("route", route.rawValue),
                ]
            }
        }

        /// The kinds of tokens that the former `gen_ai.client.token.usage` told apart.
        enum TokenType: String, CaseIterable, Sendable {
            case input
            case output
            case cacheRead = "cache_read"
            case cacheCreation = "cache_creation"
        }

        /// What is kept of the requests with the same labels.
        struct Measurements: Sendable {
            /// By the type of error with which they ended; nil for those that did not.
            var outcomes: [String?: Outcome] = [:]
            var timeToFirstToken = Histogram(Histogram.Boundaries.timeToFirstToken)
            var timePerOutputToken = Histogram(Histogram.Boundaries.timePerOutputToken)
            var usage = TokenCounts()
            var tokens: [TokenType: Histogram] = [:]
        }

        /// What is kept of the requests that ended in the same way.
        struct Outcome: Sendable {
            var duration = Histogram(Histogram.Boundaries.requestDuration)
            var inputTokens = Histogram(Histogram.Boundaries.tokens)
            var outputTokens = Histogram(Histogram.Boundaries.tokens)
        }

        /// Tokens that were used. Of input and output each is all there is, cached ones included.
        struct TokenCounts: Sendable {
            var input = 0
            var output = 0
            var cacheRead = 0
            var cacheWrite = 0
        }

        struct Ending: Hashable, Sendable {
            let route: RelayedRequest.Route
            let ending: RelayedRequest.Ending
        }

        /// All counters.
        struct State: Sendable {
            var active: [RelayedRequest.Route: Int] = [:]
            var rejections: [String: Int] = [:]
            var retries = 0
            private(set) var endings: [Ending: Int] = [:]
            private(set) var requestBytes = 0
            private(set) var responseBytes = 0
            private(set) var events = 0
            private(set) var unreadableUsages = 0
            private(set) var estimatedUsages = 0
            private(set) var series: [Series: Measurements] = [:]
            private var models = BoundedLabels(maximumCount: RelayMetrics.maximumModels)
            private var upstreams = BoundedLabels(
                maximumCount: RelayConfiguration.maximumUpstreams)
            private var reasons = BoundedLabels(maximumCount: 32)
            private var errorTypes = BoundedLabels(maximumCount: 32)

            mutating func finish(_ request: RelayedRequest) {
                active[request.route, default: 0] -= 1
                endings[Ending(route: request.route, ending: request.ending), default: 0] += 1
                requestBytes += request.requestBytes
                responseBytes += request.responseBytes
                events += request.events
                if !request.unreadableCounts.isEmpty { unreadableUsages += 1 }
                if request.isEstimated { estimatedUsages += 1 }
                if request.ending == .rejected {
                    rejections[reasons.label(for: request.rejection), default: 0] += 1
                }
                guard request.upstreamName != nil else { return }
                let (requested, model) = models.labels(for: request.requestedModel, request.model)
                let key = Series(
                    requestedModel: requested, model: model,
                    upstream: upstreams.label(for: request.upstreamName), route: request.route)
                // The conventions want the API's own name of an error, or another of which there are few.
                let error =
                    request.ending.isWhole
                    ? nil : errorTypes.label(for: request.errorType ?? request.ending.rawValue)
                series[key, default: Measurements()].add(request, endedWith: error)
            }
        }
    }

    extension RelayMetrics.Measurements {
        /// Adds a request that an upstream answered.
        fileprivate mutating func add(_ request: RelayedRequest, endedWith error: String?) {
            let used = RelayMetrics.TokenCounts(request)
            outcomes[error, default: RelayMetrics.Outcome()].add(request, used)
            usage.add(used)
            if let firstToken = request.firstToken {
                timeToFirstToken.add((firstToken - request.start).inSeconds)
                // The first token's time is not the model's time for a token.
                if request.ending.isWhole, let count = request.outputTokens, count > 1 {
                    timePerOutputToken.add(
                        (request.end - firstToken).inSeconds / Double(count - 1))
                }
            }
            for (type, count) in [
                (RelayMetrics.TokenType.input, request.inputTokens),
                (.output, request.outputTokens), (.cacheRead, request.cacheReadInputTokens),
                (.cacheCreation, request.cacheCreationInputTokens),
            ] {
                guard let count else { continue }
                tokens[type, default: Histogram(Histogram.Boundaries.tokens)].add(Double(count))
            }
        }
    }

    extension RelayMetrics.Outcome {
        fileprivate mutating func add(_ request: RelayedRequest, _ used: RelayMetrics.TokenCounts) {
            duration.add((request.end - request.start).inSeconds)
            inputTokens.add(Double(used.input))
            outputTokens.add(Double(used.output))
        }
    }

    extension RelayMetrics.TokenCounts {
        /// What a request used: nothing where its answer did not say.
        fileprivate init(_ request: RelayedRequest) {
            cacheRead = request.cacheReadInputTokens ?? 0
            cacheWrite = request.cacheCreationInputTokens ?? 0
            input = (request.inputTokens ?? 0).addingSaturated(cacheRead)
                .addingSaturated(cacheWrite)
            output = request.outputTokens ?? 0
        }

        fileprivate mutating func add(_ other: Self) {
            input = input.addingSaturated(other.input)
            output = output.addingSaturated(other.output)
            cacheRead = cacheRead.addingSaturated(other.cacheRead)
            cacheWrite = cacheWrite.addingSaturated(other.cacheWrite)
        }
    }

    extension RelayedRequest.Ending {
        /// Whether the answer is whole.
        var isWhole: Bool {
            switch self {
            case .complete, .completeByStopReason: true
            case .truncated, .streamError, .refused, .unreachable, .clientGone, .timedOut,
                .drained, .rejected:
                false
            }
        }
    }

    extension Duration {
        var inSeconds: Double { self / .seconds(1) }
    }
#endif
