import MessageStream

/// Where requests go, made of a base URL.
package struct MessagesURL: Sendable {
    /// The URL with the base URL's query, which may be a secret.
    package let whole: String
    /// The URL to show.
    package let shown: String

    /// The URL of the messages below `base`, which may itself end in `/v1` or `/v1/messages`.
    package init(base: String) throws(MessageStreamClientError) {
        let base = base.trimmingWhitespace
        let query = base.drop { $0 != "?" }.prefix { $0 != "#" }
        let address = base.prefix { $0 != "?" && $0 != "#" }
        // The authority ends at the first slash behind the scheme's two.
        let authority = address.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }
        guard !authority.contains("@") else {
            throw MessageStreamClientError(
                .invalidConfiguration,
                message: "the base URL has a user in it; use credentials or headers")
        }
        guard authority.isEmpty || HostAndPort.split(authority) != nil else {
            throw MessageStreamClientError(
                .invalidConfiguration,
                message: "the base URL has no host, or a port that is not 1 to 65535")
        }
        var path = address[authority.endIndex...]
        path.removeSlashes()
        for ending in ["/v1/messages", "/v1"] where path.hasSuffix(ending) {
            path.removeLast(ending.count)
            path.removeSlashes()
            break
        }
        shown = "\(address[..<authority.endIndex])\(path)/v1/messages"
        whole = shown + query
    }
}

extension Substring {
    fileprivate mutating func removeSlashes() {
        while last == "/" { removeLast() }
    }
}
