/// Where a load's requests go: a server's address and the path of one of its endpoints.
package struct LoadTarget: Sendable, Hashable {
    /// How the endpoint answers.
    package enum Endpoint: Sendable {
        /// As the Messages API does.
        case messages
        /// Text as `{"content": …}`, and `[DONE]` at the end.
        case chat
    }

    /// The server.
    package var address: LoadAddress
    /// The path, with its query.
    package var path: String

    /// The endpoint at `path`.
    package init(address: LoadAddress, path: String) {
        self.address = address
        self.path = path
    }

    /// What `url` names, with `path` behind it; nil unless it begins with `http://` and a host.
    package init?(url: String, path: String) {
        let scheme = "http://"
        guard url.lowercased().hasPrefix(scheme) else { return nil }
        let rest = url.dropFirst(scheme.count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let address = LoadAddress(rest[..<slash], defaultPort: 80) else { return nil }
        let base = rest[slash...].hasSuffix("/") ? rest[slash...].dropLast() : rest[slash...]
        let whole = base + (path.hasPrefix("/") ? path : "/" + path)
        guard whole.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
        self.init(address: address, path: String(whole))
    }

    /// How it answers, by the end of its path.
    package var endpoint: Endpoint {
        let withoutQuery = path.prefix { $0 != "?" }
        return withoutQuery.hasSuffix("/chat/stream") ? .chat : .messages
    }
}
