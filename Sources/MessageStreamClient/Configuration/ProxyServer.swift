import Foundation

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

extension ProxyServer {
    /// The proxy at `url`, such as `http://user:password@proxy:3128`, `socks5://proxy` or `proxy:3128`;
    /// nil when it is none, or is to be spoken to over TLS, which is not possible.
    init?(url: String) {
        var rest = url[...]
        var kind = Kind.http
        if let colon = rest.firstRange(of: "://") {
            switch rest[..<colon.lowerBound].lowercased() {
            case "http": kind = .http
            case "socks", "socks5", "socks5h": kind = .socks
            default: return nil
            }
            rest = rest[colon.upperBound...]
        }
        rest = rest.prefix { !"/?#".contains($0) }
        var user: String?
        var password: Secret?
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(
                separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            user = parts[0].removingPercentEncoding ?? String(parts[0])
            password =
                parts.count < 2
                ? nil : Secret(parts[1].removingPercentEncoding ?? String(parts[1]))
            rest = rest[rest.index(after: at)...]
        }
        // SOCKS is spoken without authentication.
        guard kind == .http || user == nil, let (host, port) = HostAndPort.split(rest) else {
            return nil
        }
        self.init(
            kind: kind, host: host, port: port ?? (kind == .http ? 80 : 1080), user: user,
            password: password)
    }

    /// - Throws: That it is none.
    func validate() throws(MessageStreamClientError) {
        guard host.isEmpty || !(1...65_535 ~= port) else { return }
        throw MessageStreamClientError(
            .invalidConfiguration,
            message: "the proxy (of the configuration, or of HTTPS_PROXY and its like) must be "
                + "http:// or socks5://, a host, and a port if any")
    }
}
