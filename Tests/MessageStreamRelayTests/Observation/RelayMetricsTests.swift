#if Relay
    import Foundation
    import Testing

    @testable import MessageStreamRelay

    @Suite("The relay's metrics")
    struct RelayMetricsTests {
        private static let series = [
            "gen_ai_response_model": "claude-demo", "upstream": "anthropic", "route": "messages",
            "gen_ai_operation_name": "chat", "gen_ai_provider_name": "anthropic",
            "gen_ai_request_model": "claude-latest",
        ]

        private static func samples(_ metrics: RelayMetrics) throws -> PrometheusSamples {
            try PrometheusSamples(metrics.prometheusText())
        }

        @Test func `a request that is over is in every metric`() throws {
            let metrics = RelayMetrics(startTime: 1_700_000_000.25)
            metrics.began(.messages)
            metrics.began(.messages)
            metrics.began(.chat)
            metrics.finished(.example())
            metrics.retried()
            let samples = try Self.samples(metrics)

            let duration = "gen_ai_server_request_duration_seconds"
            #expect(samples[duration + "_count", Self.series] == 1)
            #expect(samples[duration + "_sum", Self.series] == 2)
            let series = Self.series
            func bucket(_ name: String, _ boundary: String) -> Double? {
                samples[name + "_bucket", series.merging(["le": boundary]) { $1 }]
            }
            #expect(bucket(duration, "1.28") == 0)
            #expect(bucket(duration, "2.56") == 1)
            #expect(bucket(duration, "+Inf") == 1)
            let firstToken = "gen_ai_server_time_to_first_token_seconds"
            #expect(samples[firstToken + "_sum", Self.series] == 0.5)
            #expect(bucket(firstToken, "0.25") == 0)
            #expect(bucket(firstToken, "0.5") == 1)
            let perToken = "gen_ai_server_time_per_output_token_seconds"
            #expect(samples[perToken + "_sum", Self.series] == 0.1)
            #expect(bucket(perToken, "0.075") == 0)
            #expect(bucket(perToken, "0.1") == 1)
            let modality = Self.series.merging(["gen_ai_token_modality": "unknown"]) { $1 }
            for (kind, count) in [
                ("input", 1036.0), ("output", 16), ("cache_read_input", 1024),
                ("cache_write_input", 0),
            ] {
                let name = "gen_ai_client_inference_usage_\(kind)_tokens_total"
                #expect(samples[name, modality] == count)
            }
            for (kind, sum) in [("input", 1036.0), ("output", 16)] {
                let name = "gen_ai_client_inference_operation_\(kind)_tokens"
                #expect(samples[name + "_sum", Self.series] == sum)
                #expect(samples[name + "_count", Self.series] == 1)
            }
            #expect(!metrics.prometheusText().contains("gen_ai_client_token_usage"))
            #expect(!metrics.prometheusText().contains("error_type"))

            let relay = "message_stream_relay_"
            #expect(samples[relay + "active_streams", ["route": "messages"]] == 1)
            #expect(samples[relay + "active_streams", ["route": "chat"]] == 1)
            #expect(samples[relay + "active_streams", ["route": "other"]] == 0)
            #expect(
                samples[relay + "endings_total", ["route": "messages", "ending": "complete"]] == 1)
            #expect(samples[relay + "endings_total", ["route": "chat", "ending": "complete"]] == 0)
            #expect(samples[relay + "retries_total", [:]] == 1)
            #expect(samples[relay + "request_bytes_total", [:]] == 100)
            #expect(samples[relay + "response_bytes_total", [:]] == 2000)
            #expect(samples[relay + "events_total", [:]] == 20)
            #expect(samples["process_start_time_seconds", [:]] == 1_700_000_000.25)
        }

        @Test func `boundaries are those of the conventions`() throws {
            let metrics = RelayMetrics()
            metrics.finished(.example())
            let samples = try Self.samples(metrics)
            func boundaries(_ name: String) -> [Double] {
                Set(
                    samples.values.keys.filter { $0.name == name + "_bucket" }
                        .compactMap { $0.labels["le"].flatMap(Double.init) }
                ).filter(\.isFinite).sorted()
            }
            #expect(
                boundaries("gen_ai_server_request_duration_seconds") == [
                    0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96,
                    81.92,
                ])
            #expect(
                boundaries("gen_ai_server_time_to_first_token_seconds") == [
                    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0,
                    7.5, 10.0,
                ])
            #expect(
                boundaries("gen_ai_server_time_per_output_token_seconds") == [
                    0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5,
                ])
            for kind in ["input", "output"] {
                #expect(
                    boundaries("gen_ai_client_inference_operation_\(kind)_tokens")
                        == (0...13).map { Double(1 << (2 * $0)) })
            }
        }

        @Test func `the former name of the tokens is told where the environment asks for it`()
            throws
        {
            let metrics = RelayMetrics(keepsFormerNames: true)
            metrics.finished(.example())
            let samples = try Self.samples(metrics)
            for (type, sum) in [("input", 12.0), ("output", 16), ("cache_read", 1024)] {
                let labels = Self.series.merging(["gen_ai_token_type": type]) { $1 }
                #expect(samples["gen_ai_client_token_usage_sum", labels] == sum)
                #expect(samples["gen_ai_client_token_usage_count", labels] == 1)
            }
            let input = "gen_ai_client_inference_usage_input_tokens_total"
            #expect(samples[input, Self.series] == 1036)
        }

        @Test func `what ended in an error says in which`() throws {
            let metrics = RelayMetrics()
            metrics.finished(.example())
            metrics.finished(.example { $0.ending = .truncated })
            metrics.finished(
                .example {
                    $0.ending = .streamError
                    $0.errorType = "overloaded_error"
                })
            metrics.finished(.example { $0.ending = .completeByStopReason })
            for number in 0..<100 {
                metrics.finished(
                    .example {
                        $0.ending = .refused
                        $0.errorType = "error-\(number)"
                    })
            }
            let samples = try Self.samples(metrics)
            for name in [
                "gen_ai_server_request_duration_seconds_count",
                "gen_ai_client_inference_operation_input_tokens_count",
            ] {
                #expect(samples[name, ["error_type": "truncated"]] == 1)
                #expect(samples[name, ["error_type": "overloaded_error"]] == 1)
                #expect(samples[name, ["error_type": "error-3"]] == 1)
                #expect(samples[name, ["error_type": "other"]] == 70)
                let whole = samples.values.filter {
                    $0.key.name == name && $0.key.labels["error_type"] == nil
                }
                #expect(Array(whole.values) == [2])
            }
            #expect(samples["gen_ai_client_inference_usage_output_tokens_total", [:]] == 1664)
        }

        @Test func `counts that a peer made up add to the greatest there is`() throws {
            let metrics = RelayMetrics()
            for _ in 0..<2 {
                metrics.finished(
                    .example {
                        $0.inputTokens = .max
                        $0.outputTokens = .max
                        $0.cacheCreationInputTokens = .max
                    })
            }
            let samples = try Self.samples(metrics)
            for kind in ["input", "output", "cache_write_input"] {
                let name = "gen_ai_client_inference_usage_\(kind)_tokens_total"
                #expect(samples[name, [:]] == Double(Int.max))
            }
        }

        @Test func `what was cut off has no time per token, what came without tokens no tokens`()
            throws
        {
            let metrics = RelayMetrics()
            metrics.finished(.example { $0.ending = .truncated })
            metrics.finished(.example { $0.outputTokens = 1 })
            metrics.finished(
                .example {
                    $0.ending = .refused
                    ($0.firstToken, $0.inputTokens, $0.outputTokens) = (nil, nil, nil)
                    $0.cacheReadInputTokens = nil
                })
            let samples = try Self.samples(metrics)
            #expect(samples["gen_ai_server_time_per_output_token_seconds_count", [:]] == nil)
            #expect(samples["gen_ai_server_time_to_first_token_seconds_count", [:]] == 2)
            func sum(_ name: String) -> Double {
                samples.values.filter { $0.key.name == name }.map(\.value).reduce(0, +)
            }
            #expect(sum("gen_ai_server_request_duration_seconds_count") == 3)
            // "0 if the response was not received or did not contain token usage".
            #expect(sum("gen_ai_client_inference_operation_input_tokens_count") == 3)
            #expect(sum("gen_ai_client_inference_operation_input_tokens_sum") == 2 * 1036)
            #expect(sum("gen_ai_client_inference_usage_input_tokens_total") == 2 * 1036)
        }

        @Test func `refusals are counted by their reason, begun or not`() throws {
            let metrics = RelayMetrics()
            metrics.rejected(.headTimeout)
            metrics.rejected(.authentication)
            metrics.began(.messages)
            metrics.finished(
                .example {
                    $0.ending = .rejected
                    $0.upstreamName = nil
                    $0.rejection = Rejection.authentication.rawValue
                })
            let samples = try Self.samples(metrics)
            let name = "message_stream_relay_rejected_requests_total"
            #expect(samples[name, ["reason": "head_timeout"]] == 1)
            #expect(samples[name, ["reason": "authentication"]] == 2)
            #expect(samples[name, ["reason": "too_large"]] == 0)
            #expect(samples["gen_ai_server_request_duration_seconds_count", [:]] == nil)
            #expect(samples["message_stream_relay_active_streams", ["route": "messages"]] == 0)
        }

        @Test func `there are no more than 64 models, whatever upstreams call theirs`() throws {
            let metrics = RelayMetrics()
            for number in 0..<1000 {
                metrics.finished(.example { $0.model = "model-\(number)" })
            }
            metrics.finished(.example { $0.model = "model-3" })
            let samples = try Self.samples(metrics)
            let name = "gen_ai_server_request_duration_seconds_count"
            let models = samples.values.filter { $0.key.name == name }
                .compactMap { $0.key.labels["gen_ai_response_model"] }
            #expect(models.count == RelayMetrics.maximumModels + 1)
            #expect(samples[name, ["gen_ai_response_model": "other"]] == 936)
            #expect(samples[name, ["gen_ai_response_model": "model-3"]] == 2)
        }

        @Test func `nor more pairs of a model that is asked for and one that answers`() throws {
            let metrics = RelayMetrics()
            for number in 0..<1000 {
                metrics.finished(
                    .example {
                        $0.requestedModel = "model-\(number / 30)"
                        $0.model = "model-\(number % 30)"
                    })
            }
            let samples = try Self.samples(metrics)
            let name = "gen_ai_server_request_duration_seconds_count"
            #expect(
                samples.values.filter { $0.key.name == name }.count
                    == RelayMetrics.maximumModels + 1)
            let others = ["gen_ai_request_model": "other", "gen_ai_response_model": "other"]
            #expect(samples[name, others] == 936)
        }

        @Test(arguments: [
            ("a\"b\\c", "a\"b\\c"), ("a\nb\r\u{0}", "a_b__"), ("\u{6a21}", "___"), ("a b", "a_b"),
            ("} 1\nx 2", "}_1_x_2"), ("", "unknown"),
            (String(repeating: "m", count: 4000), String(repeating: "m", count: 128)),
        ])
        func `a hostile name of a model stays one label`(_ model: String, _ label: String) throws {
            let metrics = RelayMetrics()
            metrics.finished(.example { $0.model = model })
            let samples = try Self.samples(metrics)
            #expect(
                samples[
                    "gen_ai_server_request_duration_seconds_count",
                    ["gen_ai_response_model": label]] == 1)
        }

        @Test func `the order is always the same, and no key is in it`() throws {
            let texts = (0..<2).map { round in
                let metrics = RelayMetrics(startTime: 1)
                let models = ["b", "a", "c"]
                for model in round == 0 ? models : models.reversed() {
                    metrics.finished(.example { $0.model = model })
                    metrics.rejected(.route)
                }
                return metrics.prometheusText().split(separator: "\n")
                    .filter { !$0.hasPrefix("process_resident") }
            }
            #expect(texts[0] == texts[1])
            let sums = texts[0].filter {
                $0.hasPrefix("gen_ai_server_request_duration_seconds_sum")
            }
            let models = sums.map { $0.split(separator: "gen_ai_response_model=\"")[1].prefix(1) }
            #expect(models == ["a", "b", "c"])
            #expect(!texts[0].joined().contains("alice"))
        }

        @Test func `help and label values are escaped`() throws {
            var text = PrometheusText()
            text.begin("a", .gauge, help: "back\\slash \"and\"\nfeed")
            text.sample(0.1, [("b", "back\\slash \"and\"\nfeed")])
            text.sample(Double.infinity)
            #expect(
                text.text == """
                    # HELP a back\\\\slash "and"\\nfeed
                    # TYPE a gauge
                    a{b="back\\\\slash \\"and\\"\\nfeed"} 0.1
                    a +Inf

                    """)
        }

        #if os(Linux)
            @Test func `the process has memory`() throws {
                let bytes = try #require(ResidentMemory.bytes)
                #expect(1 << 20...1 << 40 ~= bytes)
                #expect(
                    try Self.samples(RelayMetrics())["process_resident_memory_bytes", [:]] != nil)
            }
        #endif

        private static let promtool = (ProcessInfo.processInfo.environment["PATH"] ?? "")
            .split(separator: ":").map { "\($0)/promtool" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }

        @Test(.enabled(if: promtool != nil, "promtool, of Prometheus, is not installed"))
        func `Prometheus's own tool finds nothing wrong`() throws {
            let metrics = RelayMetrics()
            metrics.began(.chat)
            for model in ["a", "b\"\\", "c\n"] { metrics.finished(.example { $0.model = model }) }
            let check = Process()
            // From a file: a pipe whose reader has gone would end the tests.
            let input = FileManager.default.temporaryDirectory.appending(
                path: "metrics-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: input) }
            try Data(metrics.prometheusText().utf8).write(to: input)
            let output = Pipe()
            check.executableURL = URL(filePath: try #require(Self.promtool))
            check.arguments = ["check", "metrics"]
            check.standardInput = try FileHandle(forReadingFrom: input)
            check.standardOutput = output
            check.standardError = output
            try check.run()
            let said = try output.fileHandleForReading.readToEnd() ?? Data()
            check.waitUntilExit()
            #expect(String(decoding: said, as: UTF8.self) == "")
            #expect(check.terminationStatus == 0)
        }
    }
#endif
