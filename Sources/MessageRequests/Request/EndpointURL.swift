import MessageStream

/// Where requests go, made of a base URL and a path.
package struct EndpointURL: Sendable {
    /// The URL with the base URL's query, which may be a secret.
    package let whole: String
    /// The URL to show.
    package let shown: String

    /// The URL of `path` below `base`, which may itself end in `/v1` or `/v1/messages`.
    ///
    /// - Parameter query: What follows the path; behind it comes the base URL's own.
    package init(
        base: String, path endpoint: String = APIPaths().messages,
        query: [(name: String, value: String)] = []
    ) throws(MessageStreamClientError) {
        let base = base.trimmingWhitespace
        let baseQuery = base.drop { $0 != "?" }.prefix { $0 != "#" }.dropFirst()
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
        let endings = endpoint.hasPrefix("/v1/") ? ["/v1/messages", "/v1"] : []
        for ending in endings where path.hasSuffix(ending) {
            path.removeLast(ending.count)
            path.removeSlashes()
            break
        }
        let separator = endpoint.hasPrefix("/") ? "" : "/"
        shown = "\(address[..<authority.endIndex])\(path)\(separator)\(endpoint)"
        let members = query.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }
        let parts = members + (baseQuery.isEmpty ? [] : [String(baseQuery)])
        whole = parts.isEmpty ? shown : "\(shown)?\(parts.joined(separator: "&"))"
    }
}

extension MessageStreamClientError {
    /// The error for a base URL of which no request can be made. What it is may be a key that went to
    /// the wrong place, and is not said.
    package static var invalidBaseURL: MessageStreamClientError {
        MessageStreamClientError(
            .invalidConfiguration,
            message: "the base URL must be http:// or https://, a host, and a path if any")
    }
}

extension String {
    /// The path with the model in its place.
    package func naming(_ model: ModelName) -> String {
        replacing("{model}", with: model.rawValue.percentEncoded)
    }

    /// The text with all but RFC 3986's unreserved characters as percent and two digits.
    package var percentEncoded: String {
        var bytes: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                bytes += Array("%\(byte < 16 ? "0" : "")\(digits)".utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Substring {
    fileprivate mutating func removeSlashes() {
        while last == "/" { removeLast() }
    }
}
