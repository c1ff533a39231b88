#if Relay
    /// What a relay does: where it listens, whom it asks, whom it serves, and its limits.
    ///
    /// The defaults suit one machine: loopback only, no keys, no rate limits. `description` is several
    /// lines for a person to read, without secrets. ``validate()`` says what cannot work.
    ///
    /// ```swift
    /// var configuration = RelayConfiguration()
    /// configuration.upstreams = [.init(name: "anthropic", host: "api.anthropic.com")]
    /// try configuration.validate()
    /// ```
    public struct RelayConfiguration: Sendable, Hashable {
        /// The address to listen on: a name, or a numeric address without brackets. Default:
        /// `127.0.0.1`.
        public var host = "127.0.0.1"
        /// The port to listen on; 0 lets the system choose one. Default: 8787.
        public var port = 8787
        /// Whether ``validate()`` lets a relay without ``clientKeys`` listen on other addresses than
        /// loopback: everybody who reaches it then spends the upstreams' money. Default: false.
        public var allowsPublicAddressWithoutKeys = false
        /// Whether several processes may listen on the same port (`SO_REUSEPORT`). Default: false.
        public var reusePort = false
        /// How many event loops there are; nil for one a core.
        public var eventLoopThreads: Int?
        /// The files of the certificate for TLS; nil to listen without TLS.
        public var tls: TLSFiles?

        /// Who answers: asked by weight, the others in turn when one fails before its first byte.
        public var upstreams: [Upstream] = []
        /// Who may ask; empty for everybody.
        public var clientKeys: [ClientKey] = []
        /// The limits of a key that has none of its own, and of all requests together where there are no
        /// keys. Default: none.
        public var limits = RequestLimits()
        /// Whether a request takes its `max_tokens` off its key's tokens a minute before an upstream is
        /// asked, and gets back what the answer does not use: then no more requests pass at once than
        /// fit the limit, and others wait (429). One that states more than a minute's worth, or nothing
        /// that can be read, waits for all of it. Costs a look at each byte of a body. Default: false.
        public var reservesMaximumTokens = false
        /// The longest body of a request, in bytes. Default: 32 MiB, as the API has it.
        public var maximumRequestBytes = 32 << 20

        /// The most connections of clients at a time; one more is closed at once. Default: nil, for half
        /// of the files that the process may open when it starts.
        public var maximumConnections: Int?
        /// The most connections from one address at a time; nil for as many as in all, which suits a
        /// relay behind a proxy. Default: nil.
        public var maximumConnectionsPerAddress: Int?

        /// How long a request's head may take to come, from its connection's or its own first byte.
        /// Default: 10 s.
        public var requestHeadTimeout: Duration = .seconds(10)
        /// How long a request's body may take to come. Default: 60 s.
        public var requestBodyTimeout: Duration = .seconds(60)
        /// How long a connection is kept between two requests. Default: 75 s.
        public var keepAliveTimeout: Duration = .seconds(75)
        /// How long a connection to an upstream may take to be made, TLS included. Default: 10 s.
        public var connectTimeout: Duration = .seconds(10)
        /// How long an upstream may take until its head comes. Default: 10 min, since an answer that is
        /// not streamed comes as a whole.
        public var firstByteTimeout: Duration = .seconds(600)
        /// How long an upstream may be silent in the middle of an answer. Default: 2 min.
        public var upstreamIdleTimeout: Duration = .seconds(120)
        /// How long one answer may take as a whole. Default: 1 h.
        public var maximumStreamDuration: Duration = .seconds(3600)
        /// How long open answers may take when the relay is told to stop. Default: 30 s.
        public var drainTimeout: Duration = .seconds(30)

        /// What the chat endpoint asks for, and what it keeps.
        public var chat = Chat()
        /// How requests are logged. Default: text.
        public var accessLog: AccessLogFormat = .text

        /// The default configuration, which has no upstream yet.
        public init() {}

        /// The files of a certificate, in PEM.
        public struct TLSFiles: Sendable, Hashable {
            /// The certificate and those between it and the root.
            public var certificateFile: String
            /// Its private key.
            public var privateKeyFile: String

            /// A certificate and its key.
            public init(certificateFile: String, privateKeyFile: String) {
                self.certificateFile = certificateFile
                self.privateKeyFile = privateKeyFile
            }
        }

        /// How requests are logged; neither prompts nor keys ever are.
        public enum AccessLogFormat: String, Sendable, CaseIterable {
            /// Not at all.
            case off
            /// A line of text a request, through swift-log.
            case text
            /// A JSON object a line.
            case json
        }
    }
#endif
