#if Relay
    extension RelayMetrics.State {
        /// Writes every metric, its series in the order of their labels.
        ///
        /// - Parameter keepsFormerNames: Whether to write those that have another name now as well.
        func write(to text: inout PrometheusText, keepsFormerNames: Bool) {
            let sorted = series.sorted { $0.key < $1.key }
            writeOutcomes(sorted, to: &text)
            writeTimes(sorted, to: &text)
            writeUsage(sorted, to: &text)
            if keepsFormerNames { writeFormerUsage(sorted, to: &text) }
            writeRelay(to: &text)
        }

        private typealias Sorted = [(key: RelayMetrics.Series, value: RelayMetrics.Measurements)]

        private func writeOutcomes(_ sorted: Sorted, to text: inout PrometheusText) {
            let metrics: [(String, KeyPath<RelayMetrics.Outcome, Histogram>, String)] = [
                (
                    "gen_ai_server_request_duration_seconds", \.duration,
                    "From the head of the request to the end of its answer."
                ),
                (
                    "gen_ai_client_inference_operation_input_tokens", \.inputTokens,
                    "Input tokens of a request, those included that a cache served or took up."
                ),
                (
                    "gen_ai_client_inference_operation_output_tokens", \.outputTokens,
                    "Output tokens of a request."
                ),
            ]
            for (name, histogram, help) in metrics {
                text.begin(name, .histogram, help: help)
                for (key, measured) in sorted {
                    let outcomes = measured.outcomes.sorted { ($0.key ?? "") < ($1.key ?? "") }
                    for (error, outcome) in outcomes {
                        text.histogram(
                            outcome[keyPath: histogram],
                            key.labels + (error.map { [("error_type", $0)] } ?? []))
                    }
                }
            }
        }

        private func writeTimes(_ sorted: Sorted, to text: inout PrometheusText) {
            let metrics: [(String, KeyPath<RelayMetrics.Measurements, Histogram>, String)] = [
                (
                    "gen_ai_server_time_to_first_token_seconds", \.timeToFirstToken,
                    "From the head of the request to the first content of its answer."
                ),
                (
                    "gen_ai_server_time_per_output_token_seconds", \.timePerOutputToken,
                    "Time per output token after the first one, of whole answers."
                ),
            ]
            for (name, histogram, help) in metrics {
                text.begin(name, .histogram, help: help)
                for (key, measured) in sorted where measured[keyPath: histogram].isUsed {
                    text.histogram(measured[keyPath: histogram], key.labels)
                }
            }
        }

        private func writeUsage(_ sorted: Sorted, to text: inout PrometheusText) {
            let metrics: [(String, KeyPath<RelayMetrics.TokenCounts, Int>, String)] = [
                (
                    "input", \.input,
                    "Input tokens used, those included that a cache served or took up."
                ),
                ("output", \.output, "Output tokens used."),
                ("cache_read_input", \.cacheRead, "Input tokens that a cache served."),
                ("cache_write_input", \.cacheWrite, "Input tokens that a cache took up."),
            ]
            for (name, count, help) in metrics {
                text.begin(
                    "gen_ai_client_inference_usage_\(name)_tokens_total", .counter, help: help)
                for (key, measured) in sorted {
                    text.sample(
                        measured.usage[keyPath: count],
                        // The API does not tell which of them are of texts and which of images.
                        key.labels + [("gen_ai_token_modality", "unknown")])
                }
            }
        }

        private func writeFormerUsage(_ sorted: Sorted, to text: inout PrometheusText) {
            text.begin(
                "gen_ai_client_token_usage", .histogram,
                help: "Tokens of an answer by type, as the answer counts them.")
            for (key, measured) in sorted {
                for type in RelayMetrics.TokenType.allCases {
                    guard let tokens = measured.tokens[type] else { continue }
                    text.histogram(tokens, key.labels + [("gen_ai_token_type", type.rawValue)])
                }
            }
        }

        private func writeRelay(to text: inout PrometheusText) {
            let prefix = "message_stream_relay_"
            text.begin(prefix + "active_streams", .gauge, help: "Requests under way.")
            for route in RelayedRequest.Route.allCases {
                text.sample(active[route] ?? 0, [("route", route.rawValue)])
            }
            text.begin(
                prefix + "endings_total", .counter, help: "Requests by the way they ended.")
            for route in RelayedRequest.Route.allCases {
                for ending in RelayedRequest.Ending.allCases {
                    text.sample(
                        endings[.init(route: route, ending: ending)] ?? 0,
                        [("route", route.rawValue), ("ending", ending.rawValue)])
                }
            }
            text.begin(
                prefix + "rejected_requests_total", .counter,
                help: "Requests that the relay itself refused, by reason.")
            let reasons = Set(Rejection.allCases.map(\.rawValue)).union(rejections.keys)
            for reason in reasons.sorted() {
                text.sample(rejections[reason] ?? 0, [("reason", reason)])
            }
            for (name, value, help) in [
                ("retries_total", retries, "Upstreams asked because another one failed."),
                ("request_bytes_total", requestBytes, "Bytes of requests' bodies."),
                ("response_bytes_total", responseBytes, "Bytes of answers' bodies, as sent."),
                ("events_total", events, "Events of the upstreams' streams."),
                (
                    "unreadable_usages_total", unreadableUsages,
                    "Answers with a count of tokens that cannot be read."
                ),
                (
                    "estimated_usages_total", estimatedUsages,
                    "Answers whose tokens limits take from their bytes, the count not having come."
                ),
            ] {
                text.begin(prefix + name, .counter, help: help)
                text.sample(value)
            }
        }
    }

    extension Histogram {
        fileprivate var isUsed: Bool { counts.contains { $0 > 0 } }
    }
#endif
