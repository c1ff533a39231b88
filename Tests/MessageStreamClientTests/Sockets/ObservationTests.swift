#if Client && Relay
    import InMemoryLogging
    import InMemoryTracing
    import Logging
    import MessageStream
    import MessageStreamReplay
    import Metrics
    import MetricsTestKit
    import Synchronization
    import Testing
    import Tracing

    @testable import MessageStreamClient

    /// Gets all that a client tells.
    private struct Observers: Sendable {
        let log = InMemoryLogHandler()
        let metrics = TestMetrics()
        let tracer = InMemoryTracer()

        var observability: Observability {
            var logger = Logger(label: "test") { [log] _ in log }
            logger.logLevel = .trace
            return Observability(logger: logger, metrics: metrics, tracer: tracer)
        }

        /// How often each timer was told a time.
        var times: [String: Int] {
            Dictionary(
                uniqueKeysWithValues: metrics.timers.filter { !$0.values.isEmpty }
                    .map { ($0.label, $0.values.count) })
        }

        /// What each counter came to: the client's own by their dimension, too.
        var counts: [String: Int64] {
            Dictionary(
                uniqueKeysWithValues: metrics.counters.map { counter in
                    let isOwn = counter.label.hasPrefix("message_stream")
                    return (
                        isOwn ? "\(counter.label) \(counter.dimensions[0].1)" : counter.label,
                        counter.totalValue
                    )
                })
        }

        /// What each recorder was told.
        var distributions: [String: [Double]] {
            Dictionary(
                uniqueKeysWithValues: metrics.recorders.map { ($0.label, $0.values) })
        }
    }

    extension Upstream {
        fileprivate var port: Int {
            server.baseURL.split(separator: ":").last.flatMap { Int($0) } ?? 0
        }
    }

    /// Looks at the answer whenever a time is told.
    private final class LookingMetrics: MetricsFactory, TimerHandler {
        let response = Mutex<MessageStreamResponse?>(nil)
        let looks = Atomic(0)

        func recordNanoseconds(_ duration: Int64) {
            guard let response = response.withLock({ $0 }) else { return }
            if response.currentMessage?.id != nil { looks.add(1, ordering: .relaxed) }
        }

        func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { self }
        func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
            NOOPMetricsHandler.instance
        }
        func makeRecorder(
            label: String, dimensions: [(String, String)], aggregate: Bool
        ) -> any RecorderHandler { NOOPMetricsHandler.instance }
        func destroyTimer(_ handler: any TimerHandler) {}
        func destroyCounter(_ handler: any CounterHandler) {}
        func destroyRecorder(_ handler: any RecorderHandler) {}
    }

    @Suite(.timeLimit(.minutes(5))) struct ObservationTests {
        /// An answer of ten events whose usage has all that there may be in it.
        private static let counted = ReplayRecording(
            name: "counted",
            data: [
                #"{"type":"message_start","message":{"id":"msg_1","content":[],"model":"m-1","#
                    + #""usage":{"input_tokens":25,"cache_read_input_tokens":1000,"#
                    + #""cache_creation_input_tokens":200,"output_tokens":1}}}"#,
                #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"x"}}"#,
                #"{"type":"content_block_stop","index":0}"#,
                #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"#
                    + #""usage":{"output_tokens":15,"output_tokens_details":{"thinking_tokens":7}}}"#,
                #"{"type":"message_stop"}"#,
            ])

        @Test(arguments: Reading.allCases)
        func `Who is told of an event may look at the answer`(_ reading: Reading) async throws {
            let metrics = LookingMetrics()
            try await Upstream.run(configure: {
                $0.observability.metrics = metrics
            }) { upstream in
                let response = try await upstream.client.stream(upstream.request)
                metrics.response.withLock { $0 = response }
                var text = ""
                try await reading.read(response, into: &text)
                #expect(text == ReplayRecording.answerText)
                // Ten events, and the end.
                #expect(metrics.looks.load(ordering: .relaxed) == 11)
                metrics.response.withLock { $0 = nil }
            }
        }

        @Test(arguments: [false, true])
        func `Metrics tell times, tokens, attempts and the ending`(_ keepsFormerNames: Bool)
            async throws
        {
            let observers = Observers()
            try await Upstream.run(
                [Self.counted],
                configure: {
                    $0.observability = observers.observability
                    $0.observability.keepsFormerNames = keepsFormerNames
                }
            ) { upstream in
                upstream.server.respond(with: [ReplayBehaviour(faults: [.status(529)])])
                let outcome = await Reading.text.read(upstream, .retrying(1))
                #expect(outcome.error == nil)
                var times = [
                    InferenceMetric.timeToFirstChunk: 1, InferenceMetric.timePerOutputChunk: 4,
                    InferenceMetric.duration: 1,
                ]
                var counts: [String: Int64] = [
                    "\(MetricLabel.attempts) overloaded": 1,
                    "\(MetricLabel.attempts) success": 1,
                    "\(MetricLabel.streams) complete": 1,
                    InferenceMetric.usageInputTokens: 1225, InferenceMetric.usageOutputTokens: 15,
                    InferenceMetric.usageCacheReadInputTokens: 1000,
                    InferenceMetric.usageCacheWriteInputTokens: 200,
                    InferenceMetric.usageReasoningOutputTokens: 7,
                ]
                if keepsFormerNames {
                    times[MetricLabel.timeToFirstEvent] = 1
                    times[MetricLabel.timeBetweenEvents] = 4
                    times[MetricLabel.duration] = 1
                    counts["\(MetricLabel.inputTokens) m"] = 25
                    counts["\(MetricLabel.outputTokens) m"] = 15
                }
                #expect(observers.times == times)
                #expect(observers.counts == counts)
                #expect(
                    observers.distributions == [
                        InferenceMetric.operationInputTokens: [1225],
                        InferenceMetric.operationOutputTokens: [15],
                    ])
            }
        }

        @Test func `Metrics have the dimensions that the conventions require`() async throws {
            let observers = Observers()
            try await Upstream.run(
                [Self.counted], configure: { $0.observability = observers.observability }
            ) { upstream in
                _ = await Reading.text.read(upstream)
                let request = [
                    "gen_ai.operation.name=chat", "gen_ai.provider.name=anthropic",
                    "gen_ai.request.model=m", "server.address=127.0.0.1",
                    "server.port=\(upstream.port)",
                ]
                let answer = request + ["gen_ai.response.model=m-1"]
                let metrics = observers.metrics
                func dimensions(_ list: [(String, String)]) -> [String] {
                    list.map { "\($0.0)=\($0.1)" }
                }
                for timer in metrics.timers {
                    let expected = timer.label == InferenceMetric.duration ? answer : request
                    #expect(dimensions(timer.dimensions) == expected)
                }
                for recorder in metrics.recorders {
                    #expect(dimensions(recorder.dimensions) == answer)
                }
                for counter in metrics.counters where counter.label.hasPrefix("gen_ai") {
                    let expected = answer + ["gen_ai.token.modality=unknown"]
                    #expect(dimensions(counter.dimensions) == expected)
                }
            }
        }

        @Test func `A cut stream tells no output tokens, which would be a placeholder`()
            async throws
        {
            let observers = Observers()
            try await Upstream.run(
                [.answer], ReplayBehaviour(faults: [.truncated(after: 5)]),
                configure: { $0.observability = observers.observability }
            ) { upstream in
                _ = await Reading.text.read(upstream)
                #expect(observers.counts[InferenceMetric.usageInputTokens] == 25)
                #expect(observers.counts[InferenceMetric.usageOutputTokens] == 0)
                #expect(observers.distributions[InferenceMetric.operationOutputTokens] == [0])
                let duration = try #require(
                    observers.metrics.timers.first { $0.label == InferenceMetric.duration })
                #expect(duration.dimensions.contains { $0 == ("error.type", "truncated") })
            }
        }

        @Test func `A request without an answer is told with no tokens`() async throws {
            let observers = Observers()
            try await Upstream.run(
                [.answer], ReplayBehaviour(faults: [.status(400)]),
                configure: { $0.observability = observers.observability }
            ) { upstream in
                _ = await Reading.text.read(upstream)
                #expect(observers.counts[InferenceMetric.usageInputTokens] == 0)
                #expect(observers.distributions[InferenceMetric.operationInputTokens] == [0])
                #expect(observers.times == [InferenceMetric.duration: 1])
            }
        }

        @Test func `A span goes from the call to the ending, and the server learns of it`()
            async throws
        {
            let observers = Observers()
            try await Upstream.run(
                [Self.counted], configure: { $0.observability = observers.observability }
            ) { upstream in
                upstream.server.respond(with: [ReplayBehaviour(faults: [.status(529)])])
                _ = await Reading.finalMessage.read(upstream, .retrying(1))
                #expect(observers.tracer.activeSpans.isEmpty)
                let span = try #require(observers.tracer.finishedSpans.first)
                #expect(observers.tracer.finishedSpans.count == 1)
                #expect(span.operationName == "chat m")
                #expect(span.kind == .client)
                for (name, value) in [
                    ("gen_ai.operation.name", SpanAttribute.string("chat")),
                    ("gen_ai.provider.name", .string("anthropic")),
                    ("gen_ai.request.model", .string("m")), ("gen_ai.request.stream", .bool(true)),
                    ("gen_ai.request.max_tokens", .int64(1024)),
                    ("gen_ai.response.id", .string("msg_1")),
                    ("gen_ai.response.model", .string("m-1")),
                    ("gen_ai.response.finish_reasons", .stringArray(["end_turn"])),
                    ("gen_ai.usage.input_tokens", .int64(1225)),
                    ("gen_ai.usage.cache_read.input_tokens", .int64(1000)),
                    ("gen_ai.usage.cache_write.input_tokens", .int64(200)),
                    ("gen_ai.usage.output_tokens", .int64(15)),
                    ("gen_ai.usage.reasoning.output_tokens", .int64(7)),
                    ("server.address", .string("127.0.0.1")),
                    ("server.port", .int64(Int64(upstream.port))),
                ] {
                    #expect(span.attributes.get(name) == value, "\(name)")
                }
                #expect(span.attributes.get("error.type") == nil)
                #expect(span.attributes.get("gen_ai.response.time_to_first_chunk") != nil)
                #expect(span.attributes.get("message_stream.ending") == .string("complete"))
                #expect(span.events.map(\.name) == ["attempt_failed", "first_event"])
                #expect(span.status == nil)
                let sent = upstream.server.receivedRequests.map {
                    $0[header: "in-memory-trace-id"]
                }
                #expect(sent.count == 2 && sent.allSatisfy { $0 == span.traceID })
            }
        }

        @Test func `The span of a failure says which`() async throws {
            let observers = Observers()
            try await Upstream.run(
                [.answer], ReplayBehaviour(faults: [.closeAfter(events: 5)]),
                configure: { $0.observability = observers.observability }
            ) { upstream in
                _ = await Reading.text.read(upstream)
                let span = try #require(observers.tracer.finishedSpans.first)
                #expect(span.attributes.get("error.type") == .string("connectionLost"))
                #expect(span.status?.code == .error)
            }
        }

        @Test func `The log tells attempts that failed and how streams ended`() async throws {
            let observers = Observers()
            try await Upstream.run(configure: {
                $0.observability = observers.observability
            }) { upstream in
                upstream.server.respond(with: [ReplayBehaviour(faults: [.status(529)])])
                _ = await Reading.text.read(upstream, .retrying(1))
                #expect(observers.log.entries.map(\.level) == [.notice, .debug])
                #expect(observers.log.entries.last?.metadata["ending"] == "complete")
            }
        }
    }

    @Suite(.timeLimit(.minutes(5))) struct SecrecyTests {
        private static let key = "sk-ant-very-secret"
        private static let header = "gateway-token-secret"
        private static let password = "proxy-password-secret"

        /// Every way in which a value can come into a log by accident.
        private func renderings(_ value: some Any) -> [String] {
            var dumped = ""
            dump(value, to: &dumped)
            return ["\(value)", String(describing: value), String(reflecting: value), dumped]
        }

        @Test(arguments: [
            "sk-ant-very-secret\n", "sk-ant-very-secret\r", "sk-ant\u{0}-very-secret",
            "sk-ant-very-secret\u{7F}", "sk-ant-very\nsecret",
        ])
        func `A key that no header can carry is asked with once, and shown nowhere`(
            _ key: String
        ) async throws {
            let observers = Observers()
            try await Upstream.run(configure: { configuration in
                configuration.credentials = .apiKey(Secret(key))
                configuration.observability = observers.observability
            }) { upstream in
                let outcome = await Reading.text.read(upstream, .retrying(2))
                let error = try #require(outcome.error)
                #expect(error.code == .invalidConfiguration)
                #expect(error.attemptCount == 1)
                #expect(error.message.hasPrefix("the API key cannot be sent"))
                #expect(upstream.server.receivedRequests.isEmpty)
                let told =
                    renderings(error).joined()
                    + observers.log.entries.map { "\($0.message) \($0.metadata)" }.joined()
                    + observers.tracer.finishedSpans.map { "\($0)" }.joined()
                #expect(!told.contains("secret") && !told.contains("sk-ant"))
            }
        }

        private func configure(_ configuration: inout MessageClient.Configuration) {
            configuration.credentials = .apiKey(Secret(Self.key))
            configuration.headers = ["x-gateway": "Token \(Self.header)"]
        }

        @Test func `No value that holds a secret shows it`() async throws {
            var configuration = MessageClient.Configuration()
            configure(&configuration)
            configuration.proxy = .http(
                host: "proxy", port: 1, user: "u", password: Secret(Self.password))
            let client = MessageClient(configuration: configuration)
            let all =
                renderings(configuration) + renderings(client) + renderings(configuration.headers)
                + renderings(configuration.credentials)
                + renderings(configuration.proxy as Any)
                + renderings(Secret(Self.key)) + renderings(configuration.headers.first as Any)
                + renderings(configuration.defaults)
                + renderings(RequestOptions(headers: configuration.headers))
                + renderings(
                    MessageClient.Configuration.environment(["ANTHROPIC_API_KEY": Self.key]))
            for text in all {
                for secret in [Self.key, Self.header, Self.password] {
                    #expect(!text.contains(secret))
                }
            }
            try await client.shutdown()
        }

        /// A server that sends back what it was sent, in every way it can fail.
        private static let echoes: [[String]] = [
            [
                #"{"type":"message_start","message":{"id":"m","content":[]}}"#,
                #"{"type":"error","error":{"type":"api_error","message":"bad key \#(key)"}}"#,
            ],
            [
                #"{"type":"error","error":{"type":"api_error","message":"m","#
                    + #""details":{"x":"\#(header)"}},"request_id":"\#(key)"}"#
            ],
        ]

        @Test(arguments: echoes)
        func `What servers send back is in no error, log, span or description`(
            _ data: [String]
        ) async throws {
            let observers = Observers()
            let recording = ReplayRecording(name: "echo", data: data)
            try await Upstream.run(
                [recording],
                configure: { configuration in
                    configure(&configuration)
                    configuration.observability = observers.observability
                }
            ) { upstream in
                var told = ""
                for reading in Reading.allCases {
                    let outcome = await reading.read(upstream)
                    let error = try #require(outcome.error)
                    let response = try #require(outcome.response)
                    told += renderings(error).joined()
                    told += renderings(response).joined()
                    told += renderings(response.attempts).joined()
                    told += renderings(response.ending as Any).joined()
                    told += String(decoding: error.body, as: UTF8.self)
                    told += "\(error.apiError?.jsonText ?? "")\(error.requestID ?? "")"
                    told += "\(String(describing: error.streamError))"
                    told += error.message
                }
                told += observers.log.entries.map { "\($0.message) \($0.metadata)" }.joined()
                told += observers.tracer.finishedSpans.map { "\($0)" }.joined()
                #expect(!told.isEmpty)
                #expect(told.contains("[redacted]"))
                for secret in [Self.key, Self.header] { #expect(!told.contains(secret)) }
            }
        }

        @Test func `Bodies of refusals are cleaned as well`() {
            var configuration = MessageClient.Configuration()
            configure(&configuration)
            let redaction = Redaction(
                configuration, RequestOptions(headers: ["x-a": "option-secret"]))
            let body = "<p>You sent \(Self.key), \(Self.header) and option-secret, Token.</p>"
            let error = redaction(
                MessageStreamClientError(
                    head: ResponseHead(status: 200, headers: ["content-type": "text/html"]),
                    body: Array(body.utf8)))
            #expect(
                String(decoding: error.body, as: UTF8.self)
                    == "<p>You sent [redacted], [redacted] and [redacted], Token.</p>")
            #expect(!error.message.contains("secret"))
            #expect(error.message.contains("<p>You sent"))
        }
    }
#endif
