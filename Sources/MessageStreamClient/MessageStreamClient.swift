#if Client
    public import AsyncHTTPClient

    /// A client of the Messages API, or of a relay that speaks it.
    ///
    /// ```swift
    /// let client = MessageStreamClient(apiKey: key)
    /// let response = try await client.stream(request)
    /// for try await text in response.text { print(text, terminator: "") }
    /// ```
    ///
    /// Make one and keep it: it holds the connections. It may be used from any number of tasks at once.
    public final class MessageStreamClient: Sendable {
        /// What the client was made with.
        public let configuration: Configuration
        let httpClient: HTTPClient
        let time: TimeSource
        let timers: EventTimers?
        private let ownsHTTPClient: Bool

        /// A client with connections of its own, or with those of `httpClient`.
        ///
        /// - Parameter httpClient: Connections that the program has already. Proxy, TLS, the number of
        ///   connections, the connect timeout, compression and redirections are then what that client
        ///   was configured with.
        public convenience init(configuration: Configuration, httpClient: HTTPClient? = nil) {
            self.init(configuration: configuration, httpClient: httpClient, time: .system)
        }

        init(configuration: Configuration, httpClient: HTTPClient? = nil, time: TimeSource) {
            self.configuration = configuration
            self.httpClient = httpClient ?? HTTPClient(configuration: .init(configuration))
            self.time = time
            timers = configuration.observability.metrics.map(EventTimers.init)
            ownsHTTPClient = httpClient == nil
        }

        /// A client of the API, or of the relay at `baseURL`.
        public convenience init(
            apiKey: String, baseURL: String = Configuration.defaultBaseURL
        ) {
            self.init(
                configuration: Configuration(
                    baseURL: baseURL, credentials: .apiKey(Secret(apiKey))))
        }

        deinit {
            // Responses hold their client, so nothing is being read any more.
            if ownsHTTPClient { httpClient.shutdown { _ in } }
        }

        /// Closes the connections and waits until they are closed. Open streams fail.
        ///
        /// Needs not be called: connections are closed when the client is let go.
        public func shutdown() async throws {
            if ownsHTTPClient { try await httpClient.shutdown() }
        }
    }

    // AsyncHTTPClient shows the credentials of its proxy to whoever looks into it.
    extension MessageStreamClient: CustomReflectable {
        /// A mirror without children.
        public var customMirror: Mirror { Mirror(self, children: []) }
    }
#endif
