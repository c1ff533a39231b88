import MessageStream

/// The variables of an environment, without the white space around them.
struct Environment: Sendable {
    private let variables: [String: String]

    init(_ variables: [String: String]) {
        self.variables = variables
    }

    /// The value of `name`, or nil when there is nothing in it.
    subscript(name: String) -> String? {
        let value = variables[name]?.trimmingWhitespace
        return value?.isEmpty == false ? value : nil
    }

    /// The proxy for requests to `url`, as curl and others read it from the environment.
    ///
    /// One that is no proxy is returned as one without a host, for to go around it would be worse than
    /// to fail.
    func proxy(for url: String) -> ProxyServer? {
        guard let host = ProxyBypass.Host(url: url), !host.isThisMachine,
            !ProxyBypass(either("no_proxy") ?? "").contains(host)
        else { return nil }
        // In a CGI script HTTP_PROXY is the header `Proxy` of whoever asks.
        let isInCGI = self["REQUEST_METHOD"] != nil
        let plain = isInCGI ? self["http_proxy"] : either("http_proxy")
        let text = (host.isSecure ? either("https_proxy") : plain) ?? either("all_proxy")
        return text.map { ProxyServer(url: $0) ?? .http(host: "", port: 0) }
    }

    private func either(_ name: String) -> String? { self[name] ?? self[name.uppercased()] }
}
