/// A host and a port, as in `127.0.0.1:9000` or `[::1]:9000`.
package struct LoadAddress: Sendable, Hashable, CustomStringConvertible {
    /// A name or an address, without brackets.
    package var host: String
    /// 0 stands for any that is free, where something listens.
    package var port: Int

    /// The address; checks nothing.
    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// The address that `text` writes, or nil if it writes none.
    package init?(_ text: some StringProtocol, defaultPort: Int? = nil) {
        let colon = text.lastIndex { $0 == ":" || $0 == "]" }
        var name = text[...]
        var port = defaultPort
        if let colon, text[colon] == ":" {
            name = text[..<colon]
            port = Int(text[text.index(after: colon)...])
        }
        if name.hasPrefix("["), name.hasSuffix("]") {
            name = name.dropFirst().dropLast()
        } else if name.contains(":") {
            return nil
        }
        let isVisible = name.utf8.allSatisfy { 0x21...0x7E ~= $0 }
        guard !name.isEmpty, isVisible, let port, 0...65_535 ~= port else { return nil }
        self.init(host: String(name), port: port)
    }

    package var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
