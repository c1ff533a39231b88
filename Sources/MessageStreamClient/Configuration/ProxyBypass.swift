import MessageStream

/// The hosts that are asked without a proxy, as `NO_PROXY` lists them: names, which stand for those
/// below them as well, addresses, blocks of addresses (`10.0.0.0/8`), each with a port if it is to be
/// for that alone, or `*` for all.
struct ProxyBypass: Sendable {
    /// Whom a URL names.
    struct Host: Sendable {
        var name: String
        var port: Int
        var isSecure: Bool

        /// That of `url`, or nil when it names none.
        init?(url: String) {
            let url = url.trimmingWhitespace
            guard let colon = url.firstRange(of: "://") else { return nil }
            isSecure = url[..<colon.lowerBound].lowercased() != "http"
            let authority = url[colon.upperBound...].prefix { !"/?#".contains($0) }
            guard let (name, port) = HostAndPort.split(authority) else { return nil }
            self.name = name
            self.port = port ?? (isSecure ? 443 : 80)
        }

        /// Whether no proxy could reach it.
        var isThisMachine: Bool {
            name == "localhost" || name.hasSuffix(".localhost") || name == "::1"
                || IPv4Block("127.0.0.0/8")?.contains(name) == true
        }
    }

    private let entries: [(name: String, port: Int?)]

    /// The hosts of a list that is separated by commas or spaces.
    init(_ list: String) {
        entries = list.split { $0 == "," || $0.isWhitespace }.compactMap { HostAndPort.split($0) }
    }

    func contains(_ host: Host) -> Bool {
        entries.contains { entry in
            guard entry.port == nil || entry.port == host.port else { return false }
            if entry.name == "*" || entry.name == host.name { return true }
            if let block = IPv4Block(entry.name) { return block.contains(host.name) }
            let name = entry.name.drop { $0 == "*" }.drop { $0 == "." }
            return !name.isEmpty && (host.name == name || host.name.hasSuffix("." + name))
        }
    }
}

/// A block of addresses such as `10.0.0.0/8`.
private struct IPv4Block {
    private let address: UInt32
    private let bits: Int

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = Self.address(parts[0]), let bits = Int(parts[1]),
            0...32 ~= bits
        else { return nil }
        self.address = address
        self.bits = bits
    }

    func contains(_ text: String) -> Bool {
        guard let other = Self.address(text[...]) else { return false }
        // A shift by all bits leaves none.
        return (address ^ other) >> (32 - bits) == 0
    }

    private static func address(_ text: Substring) -> UInt32? {
        let bytes = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard bytes.count == 4 else { return nil }
        return bytes.reduce(0) { sum, byte in
            guard let sum, let byte else { return nil }
            return sum << 8 | UInt32(byte)
        }
    }
}
