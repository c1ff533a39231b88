#if Relay
    internal import HTTPServing
    internal import NIOHTTP1

    extension HTTPRequestHead {
        /// What HTTP does not allow in the head, in words; nil if nothing is wrong.
        ///
        /// What two programs read differently is refused here: where the body ends, and whom the
        /// request is for.
        var fault: String? {
            if version.major != 1 { return "this relay speaks HTTP/1.1 and HTTP/1.0" }
            if !uri.isRequestTarget {
                return "the path or the query has a character that must be percent-encoded"
            }
            if !uri.hasPrefix("/"), uri != "*", method != .CONNECT {
                return "the target of the request is neither a path nor at this host"
            }
            let hosts = headers["host"]
            if hosts.count > 1 || (hosts.isEmpty && !version.isOld) {
                return "there must be one field Host"
            }
            if let host = hosts.first, !host.isHostField { return "the field Host names no host" }
            let codings = headers.trimmed("transfer-encoding")
            if !codings.isEmpty {
                if version.isOld { return "HTTP/1.0 has no Transfer-Encoding" }
                if codings.count > 1 || codings[0].lowercased() != "chunked" {
                    return "the only transfer coding is chunked"
                }
            }
            return nil
        }

        /// Makes an absolute target one of this server's, if it names the host that the field does.
        ///
        /// `GET http://relay/health` is how clients ask that take the relay for a proxy, and means the
        /// same as `GET /health` (RFC 9112, section 3.2.2).
        mutating func takeOriginForm() {
            if uri.hasPrefix("/") { return }
            for scheme in ["http://", "https://"] where uri.lowercased().hasPrefix(scheme) {
                let rest = uri.dropFirst(scheme.count)
                let authority = rest.prefix { $0 != "/" && $0 != "?" }
                guard let host = headers.first(name: "host"),
                    host.lowercased() == authority.lowercased()
                else { return }
                let target = rest[authority.endIndex...]
                uri = target.hasPrefix("/") ? String(target) : "/" + target
            }
        }

        /// Whether the field `content-encoding` says that the body is not to be read as it stands.
        var isBodyEncoded: Bool {
            headers[canonicalForm: "content-encoding"].contains {
                !$0.isEmpty && $0.lowercased() != "identity"
            }
        }

        /// What stands behind the question mark; empty if nothing does.
        var query: Substring {
            guard let mark = uri.firstIndex(of: "?") else { return "" }
            return uri[uri.index(after: mark)...]
        }
    }

    extension HTTPVersion {
        /// Whether it is 1.0: without chunks, and closing unless said otherwise.
        var isOld: Bool { (major, minor) < (1, 1) }
    }

    extension String {
        /// Whether these are characters of a request's target (RFC 3986): nothing else can be sent on.
        fileprivate var isRequestTarget: Bool {
            utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
                    UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"),
                    UInt8(ascii: "}"):
                    false
                default: 0x21...0x7E ~= byte
                }
            }
        }

        /// Whether it can be a host with a port, or is empty, as the RFC lets it be.
        fileprivate var isHostField: Bool {
            utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                    UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "%"), UInt8(ascii: ":"),
                    UInt8(ascii: "["), UInt8(ascii: "]"):
                    true
                default: false
                }
            }
        }
    }
#endif
