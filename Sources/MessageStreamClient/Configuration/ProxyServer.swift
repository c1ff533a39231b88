/// A proxy through which a client connects.
public struct ProxyServer: Sendable, Hashable {
    /// What a proxy speaks.
    public enum Kind: Sendable, Hashable {
        /// HTTP, with `CONNECT` for TLS.
        case http
        /// SOCKS 5, without authentication.
        case socks
    }

    /// What the proxy speaks.
    public var kind: Kind
    /// The proxy's name or address.
    public var host: String
    /// The proxy's port.
    public var port: Int
    /// Who connects, for proxies of HTTP that want to know.
    public var user: String?
    /// The password of ``user``.
    public var password: Secret?

    /// A proxy that speaks HTTP.
    public static func http(
        host: String, port: Int, user: String? = nil, password: Secret? = nil
    ) -> Self {
        Self(kind: .http, host: host, port: port, user: user, password: password)
    }

    /// A proxy that speaks SOCKS 5.
    public static func socks(host: String, port: Int = 1080) -> Self {
        Self(kind: .socks, host: host, port: port)
    }
}
