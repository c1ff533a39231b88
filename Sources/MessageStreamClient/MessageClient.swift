#if Client
    public import AsyncHTTPClient

    /// A client of the Messages API, or of a relay that speaks it.
    ///
    /// ```swift
    /// let client = MessageClient(apiKey: key)
    /// let response = try await client.stream(request)
    /// for try await text in response.text { print(text, terminator: "") }
    /// ```
    ///
    /// Make one and keep it: it holds the connections. It may be used from any number of tasks at once.
    public final class MessageClient: Sendable {
        /// What the client was made with.
        public let configuration: Configuration
        let httpClient: HTTPClient
        let time: TimeSource
        private let ownsHTTPClient: Bool

        /// A client with connections of its own, or with those of `httpClient`.
        ///
        /// Where the program has connections already, in `httpClient`, their proxy, TLS, number, connect
        /// timeout, compression and redirections are what that client was configured with; and it stays
        /// open when this one shuts down.
        public convenience init(configuration: Configuration, httpClient: HTTPClient? = nil) {
            self.init(configuration: configuration, httpClient: httpClient, time: .system)
        }

        init(configuration: Configuration, httpClient: HTTPClient? = nil, time: TimeSource) {
            self.configuration = configuration
            self.httpClient = httpClient ?? HTTPClient(configuration: .init(configuration))
            self.time = time
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
            guard ownsHTTPClient else { return }
            do {
                try await httpClient.shutdown()
            } catch let error as HTTPClientError where error == .alreadyShutdown {
                // Twice does no harm.
            }
        }
    }

    // AsyncHTTPClient shows the credentials of its proxy to whoever looks into it.
    extension MessageClient: CustomReflectable {
        /// A mirror without children.
        public var customMirror: Mirror { Mirror(self, children: []) }
    }
#endif
