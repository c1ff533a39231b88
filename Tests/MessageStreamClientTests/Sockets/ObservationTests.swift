#if Client && Relay
    import InMemoryLogging
    import InMemoryTracing
    import Logging
    import MessageStream
    import MessageStreamReplay
    import Metrics
    import MetricsTestKit
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
    }

    @Suite(.timeLimit(.minutes(5))) struct ObservationTests {
        @Test func `Metrics tell times, tokens, attempts and the ending`() async throws {
            let observers = Observers()
            try await Upstream.run(configure: {
                $0.observability = observers.observability
            }) { upstream in
                upstream.server.respond(with: [ReplayBehaviour(faults: [.status(529)])])
                let outcome = await Reading.text.read(upstream, .retrying(1))
                #expect(outcome.error == nil)
                let timers = Dictionary(
                    uniqueKeysWithValues: observers.metrics.timers.map {
                        ($0.label, $0.values.count)
                    })
                #expect(
                    timers == [
                        MetricLabel.timeToFirstEvent: 1, MetricLabel.timeBetweenEvents: 9,
                        MetricLabel.duration: 1,
                    ])
                let counters = Dictionary(
                    uniqueKeysWithValues: observers.metrics.counters.map {
                        ("\($0.label) \($0.dimensions[0].1)", $0.totalValue)
                    })
                #expect(
                    counters == [
                        "\(MetricLabel.attempts) overloaded": 1,
                        "\(MetricLabel.attempts) success": 1,
                        "\(MetricLabel.streams) complete": 1,
                        "\(MetricLabel.inputTokens) m": 25, "\(MetricLabel.outputTokens) m": 15,
                    ])
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
                let labels = observers.metrics.counters.map(\.label)
                #expect(
                    labels.sorted() == [
                        MetricLabel.attempts, MetricLabel.inputTokens, MetricLabel.streams,
                    ])
            }
        }

        @Test func `A span goes from the call to the ending, and the server learns of it`()
            async throws
        {
            let observers = Observers()
            try await Upstream.run(configure: {
                $0.observability = observers.observability
            }) { upstream in
                upstream.server.respond(with: [ReplayBehaviour(faults: [.status(529)])])
                _ = await Reading.finalMessage.read(upstream, .retrying(1))
                #expect(observers.tracer.activeSpans.isEmpty)
                let span = try #require(observers.tracer.finishedSpans.first)
                #expect(observers.tracer.finishedSpans.count == 1)
                #expect(span.operationName == "chat m")
                #expect(span.kind == .client)
                #expect(span.attributes.get("gen_ai.usage.output_tokens") == .int64(15))
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

        private func configure(_ configuration: inout MessageStreamClient.Configuration) {
            configuration.credentials = .apiKey(Secret(Self.key))
            configuration.headers = ["x-gateway": "Token \(Self.header)"]
        }

        @Test func `No value that holds a secret shows it`() async throws {
            var configuration = MessageStreamClient.Configuration()
            configure(&configuration)
            configuration.proxy = .http(
                host: "proxy", port: 1, user: "u", password: Secret(Self.password))
            let client = MessageStreamClient(configuration: configuration)
            let all =
                renderings(configuration) + renderings(client) + renderings(configuration.headers)
                + renderings(configuration.credentials)
                + renderings(configuration.proxy as Any)
                + renderings(Secret(Self.key)) + renderings(configuration.headers.first as Any)
                + renderings(configuration.defaults)
                + renderings(RequestOptions(headers: configuration.headers))
                + renderings(
                    MessageStreamClient.Configuration.environment(["ANTHROPIC_API_KEY": Self.key]))
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
            var configuration = MessageStreamClient.Configuration()
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
