#if Relay
    extension RelayMetrics {
        /// What tells the time series of one metric apart.
        struct Series: Hashable, Comparable, Sendable {
            let model: String
            let upstream: String
            let route: RelayedRequest.Route

            static func < (left: Series, right: Series) -> Bool {
                (left.model, left.upstream, left.route.rawValue)
                    < (right.model, right.upstream, right.route.rawValue)
            }

            /// The names are those of OpenTelemetry's attributes, with `_` for `.`.
            var labels: PrometheusText.Labels {
                [
                    ("gen_ai_operation_name", "chat"), ("gen_ai_provider_name", "anthropic"),
                    ("gen_ai_response_model", model), ("upstream", upstream),
                    ("route", route.rawValue),
                ]
            }
        }

        /// The kinds of tokens; the conventions know the first two, and leave others open.
        enum TokenType: String, CaseIterable, Sendable {
            case input
            case output
            case cacheRead = "cache_read"
            case cacheCreation = "cache_creation"
        }

        /// What is kept of the requests with the same labels.
        struct Measurements: Sendable {
            var duration = Histogram(Histogram.Boundaries.requestDuration)
            var timeToFirstToken = Histogram(Histogram.Boundaries.timeToFirstToken)
            var timePerOutputToken = Histogram(Histogram.Boundaries.timePerOutputToken)
            var tokens: [TokenType: Histogram] = [:]
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
            private(set) var series: [Series: Measurements] = [:]
            private var models = BoundedLabels(maximumCount: RelayMetrics.maximumModels)
            private var upstreams = BoundedLabels(
                maximumCount: RelayConfiguration.maximumUpstreams)
            private var reasons = BoundedLabels(maximumCount: 32)

            mutating func finish(_ request: RelayedRequest) {
                active[request.route, default: 0] -= 1
                endings[Ending(route: request.route, ending: request.ending), default: 0] += 1
                requestBytes += request.requestBytes
                responseBytes += request.responseBytes
                events += request.events
                if request.ending == .rejected {
                    rejections[reasons.label(for: request.rejection), default: 0] += 1
                }
                guard request.upstreamName != nil else { return }
                let key = Series(
                    model: models.label(for: request.model),
                    upstream: upstreams.label(for: request.upstreamName), route: request.route)
                series[key, default: Measurements()].add(request)
            }
        }
    }

    extension RelayMetrics.Measurements {
        /// Adds a request that an upstream answered.
        fileprivate mutating func add(_ request: RelayedRequest) {
            duration.add((request.end - request.start).inSeconds)
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
                tokens[type, default: Histogram(Histogram.Boundaries.tokenUsage)]
                    .add(Double(count))
            }
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
