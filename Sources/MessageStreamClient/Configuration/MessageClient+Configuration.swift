#if Client
    public import NIOSSL

    extension MessageClient {
        /// What a client needs to know: where the API is, who asks, and how to connect.
        public struct Configuration: Sendable {
            /// Where the API, or a relay, is: `https://host`, with a port and a path where there are
            /// any. `/v1/messages` is added. No user name or password: they would show up in errors.
            public var baseURL: String
            /// Where the endpoints are below the base URL.
            public var paths = APIPaths()
            /// How the client proves who it is.
            public var credentials: Credentials
            /// The version of the API (`anthropic-version`).
            public var version: String
            /// Further header fields of every request, such as those that a gateway wants.
            public var headers: HTTPHeaderFields
            /// How requests are made for which nothing else is said.
            public var defaults: RequestOptions
            /// Where the client tells what it does.
            public var observability: Observability
            /// A proxy to connect through.
            public var proxy: ProxyServer?
            /// Certificates, versions and the like of TLS; nil for what is usual.
            public var tls: TLSConfiguration?
            /// How long making a connection may take: 10 seconds unless said otherwise.
            public var connectTimeout: Duration
            /// The most connections to one host: 10,000 unless said otherwise. Further requests wait
            /// for one to become free, as long as ``connectTimeout``. With HTTP/2 one will do.
            public var maximumConnections: Int
            /// Whether the client asks for compressed answers. Compressed answers are read in any case.
            public var asksForCompression: Bool
            /// How much larger than its compressed bytes an answer may be: 200 times unless said
            /// otherwise. Past it the answer fails: it is made to fill the memory.
            public var maximumCompressionRatio: Int

            /// A configuration for `baseURL` and `credentials`, the rest as usual.
            public init(
                baseURL: String = Self.defaultBaseURL, credentials: Credentials = .none
            ) {
                self.baseURL = baseURL
                self.credentials = credentials
                version = APIPaths.defaultVersion
                headers = [:]
                defaults = RequestOptions()
                observability = Observability()
                connectTimeout = .seconds(10)
                maximumConnections = 10_000
                asksForCompression = false
                maximumCompressionRatio = 200
            }

            /// Where the API is.
            public static let defaultBaseURL = APIPaths.defaultBaseURL
        }
    }

    // Headers, proxies and TLS keys are secrets as often as not.
    extension MessageClient.Configuration: CustomStringConvertible,
        CustomDebugStringConvertible, CustomReflectable
    {
        /// The base URL only.
        public var description: String { "MessageClient.Configuration(\(baseURL))" }
        /// The same as ``description``.
        public var debugDescription: String { description }
        /// A mirror without children.
        public var customMirror: Mirror { Mirror(self, children: []) }
    }
#endif
