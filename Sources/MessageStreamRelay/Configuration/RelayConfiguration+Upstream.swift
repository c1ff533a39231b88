#if Relay
    extension RelayConfiguration {
        /// A server that answers as the Messages API does.
        public struct Upstream: Sendable, Hashable {
            /// With TLS or without.
            public enum Scheme: String, Sendable, CaseIterable {
                /// Without TLS: what is sent can be read on the way, the key included.
                case http
                /// With TLS.
                case https

                /// The port where a URL names none.
                public var defaultPort: Int {
                    switch self {
                    case .http: 80
                    case .https: 443
                    }
                }
            }

            /// What the upstream knows the caller by.
            public enum Credentials: Sendable, Hashable {
                /// The header fields `x-api-key` and `authorization` of the client.
                ///
                /// The one that held a key of the relay's own is never passed on.
                case passThrough
                /// This key as `x-api-key`, instead of the client's.
                case apiKey(Secret)
                /// This token as `Authorization: Bearer`, instead of the client's.
                case bearer(Secret)

                var secret: String? {
                    switch self {
                    case .passThrough: nil
                    case .apiKey(let key), .bearer(let key): key.revealed()
                    }
                }
            }

            /// The name in logs and metrics: 1 to 64 letters, digits, `.`, `_` and `-`.
            public var name: String
            /// With TLS or without. Default: with.
            public var scheme: Scheme
            /// The name or numeric address, without brackets.
            public var host: String
            /// The port.
            public var port: Int
            /// What stands before `/v1/messages` in the path: empty, or from its `/` on, with none at
            /// its end.
            public var pathPrefix: String
            /// Its share of the requests among the upstreams' weights; 0 for one that is only asked when
            /// all others have failed. Default: 1.
            public var weight: Int
            /// What it knows the caller by. Default: the client's own.
            public var credentials: Credentials
            /// Whether its certificate is verified. Default: true; without, anybody on the way can
            /// be the upstream.
            public var verifiesCertificate: Bool
            /// A file of the certificates to trust, in PEM; nil for those of the system.
            public var trustRootsFile: String?

            /// An upstream; `port` nil is that of the scheme.
            public init(
                name: String, scheme: Scheme = .https, host: String, port: Int? = nil,
                pathPrefix: String = "", weight: Int = 1, credentials: Credentials = .passThrough,
                verifiesCertificate: Bool = true, trustRootsFile: String? = nil
            ) {
                self.name = name
                self.scheme = scheme
                self.host = host
                self.port = port ?? scheme.defaultPort
                self.pathPrefix = pathPrefix
                self.weight = weight
                self.credentials = credentials
                self.verifiesCertificate = verifiesCertificate
                self.trustRootsFile = trustRootsFile
            }

            /// The value of the header `host`: the port only where it is not the scheme's.
            public var authority: String {
                let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
                return port == scheme.defaultPort ? name : "\(name):\(port)"
            }

            /// The base URL.
            public var url: String { "\(scheme.rawValue)://\(authority)\(pathPrefix)" }
        }
    }
#endif
