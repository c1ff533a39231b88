#if Relay
    extension RelayMetrics.State {
        /// Writes every metric, its series in the order of their labels.
        func write(to text: inout PrometheusText) {
            writeHistograms(to: &text)
            writeRelay(to: &text)
        }

        private func writeHistograms(to text: inout PrometheusText) {
            let sorted = series.sorted { $0.key < $1.key }
            text.begin(
                "gen_ai_server_request_duration_seconds", .histogram,
                help: "From the head of the request to the end of its answer.")
            for (key, measured) in sorted { text.histogram(measured.duration, key.labels) }
            text.begin(
                "gen_ai_server_time_to_first_token_seconds", .histogram,
                help: "From the head of the request to the first content of its answer.")
            for (key, measured) in sorted where measured.timeToFirstToken.isUsed {
                text.histogram(measured.timeToFirstToken, key.labels)
            }
            text.begin(
                "gen_ai_server_time_per_output_token_seconds", .histogram,
                help: "Time per output token after the first one, of whole answers.")
            for (key, measured) in sorted where measured.timePerOutputToken.isUsed {
                text.histogram(measured.timePerOutputToken, key.labels)
            }
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
