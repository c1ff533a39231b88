/// A host and, if there is one, a port, as URLs write them.
package enum HostAndPort {
    /// The two that `text` is, the host in lower case and without brackets; nil where there is no host,
    /// or a port that is none.
    package static func split(_ text: Substring) -> (name: String, port: Int?)? {
        var name = text
        var rest: Substring = ""
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return nil }
            name = text[..<end].dropFirst()
            rest = text[text.index(after: end)...]
        } else if let colon = text.firstIndex(of: ":"), !text[colon...].dropFirst().contains(":") {
            name = text[..<colon]
            rest = text[colon...]
        }
        guard !name.isEmpty else { return nil }
        let host = name.lowercased()
        if rest.isEmpty || rest == ":" { return (host, nil) }
        guard rest.first == ":", let port = UInt16(rest.dropFirst()), port > 0 else { return nil }
        return (host, Int(port))
    }
}
