#if Client && Relay
    import MessageStream
    import MessageStreamReplay

    @testable import MessageStreamClient

    /// A replay server and a client of it.
    struct Upstream: Sendable {
        let server: ReplayServer
        let client: MessageClient

        /// A request that names no recording.
        var request = MessageRequest(model: "m", maxTokens: 1024, messages: [.user("Hi")])

        /// Starts both, and ends both after `body`.
        static func run<Result>(
            _ recordings: [ReplayRecording] = [.answer], _ behaviour: ReplayBehaviour = .init(),
            time: TimeSource = .system,
            configure: (inout MessageClient.Configuration) -> Void = { _ in },
            _ body: (Upstream) async throws -> Result
        ) async throws -> Result {
            let server = try await ReplayServer.start(recordings: recordings, behaviour: behaviour)
            var configuration = MessageClient.Configuration(
                baseURL: server.baseURL, credentials: .apiKey(Secret("sk-test-key")))
            configuration.defaults.retries = .never
            configure(&configuration)
            let client = MessageClient(configuration: configuration, time: time)
            do {
                let result = try await body(Upstream(server: server, client: client))
                try await client.shutdown()
                await server.stop()
                return result
            } catch {
                try? await client.shutdown()
                await server.stop()
                throw error
            }
        }
    }

    extension RequestOptions {
        /// Retries that do not keep a test waiting.
        static func retrying(
            _ maximumRetries: Int, continuation: RetryPolicy.Continuation = .never
        ) -> Self {
            RequestOptions(
                retries: RetryPolicy(
                    maximumRetries: maximumRetries, initialBackoff: .microseconds(1),
                    continuation: continuation))
        }

        static func timeouts(_ timeouts: Timeouts) -> Self {
            RequestOptions(timeouts: timeouts, retries: .never)
        }
    }
#endif
