#if Relay
    internal import NIOHTTP1

    /// Who may ask a relay without keys: programs, and its own page.
    ///
    /// What everybody who reaches it may spend, any page can spend that a browser on this machine shows:
    /// by a request across origins, whose answer it need not read, or under a name that it makes lead
    /// here ("DNS rebinding"). A browser tells of both. Where there are keys a page lacks one.
    struct CallerRules: Sendable {
        private let hasKeys: Bool
        /// The names by which the relay may be called; nil for all.
        private let names: Set<String>?

        init(_ configuration: RelayConfiguration) {
            hasKeys = !configuration.clientKeys.isEmpty
            let isLocal =
                configuration.listensOnLoopback && !configuration.allowsPublicAddressWithoutKeys
            names = isLocal ? [configuration.host.lowercased()] : nil
        }

        /// Why a request is refused; nil if it is not.
        func refusal(of head: HTTPRequestHead) -> ErrorAnswer? {
            if hasKeys { return nil }
            guard isCalledByName(head.headers) else {
                return Self.refused("under this name: ask it at localhost, or give it keys")
            }
            let path = String(head.uri.prefix { $0 != "?" })
            guard Self.guarded.contains(path) else { return nil }
            guard Self.isOfOwnPage(head.headers) else {
                return Self.refused("for pages of other origins: give it keys to serve them")
            }
            guard !Self.isOfForm(head.headers) else {
                return ErrorAnswer(
                    .unsupportedMediaType, "invalid_request_error",
                    "the content type has to be application/json", reason: .malformed)
            }
            return nil
        }

        /// What a page must not ask for; `/` is for everybody who follows a link.
        private static let guarded = Set(RelayRoutes.methods.keys).subtracting(["/", "/health"])

        /// Whether the field `host` has a name that no stranger can make lead here: an address, a name
        /// without a dot, or the relay's own.
        private func isCalledByName(_ headers: HTTPHeaders) -> Bool {
            guard let names, let host = headers.first(name: "host")?.lowercased() else {
                return true
            }
            if host.hasPrefix("[") { return true }
            let name = String(host.prefix { $0 != ":" })
            let labels = name.split(separator: ".")
            // Browsers look no name up whose last label is a number.
            return labels.count < 2 || labels.last == "localhost" || names.contains(name)
                || labels.last?.utf8.allSatisfy { 0x30...0x39 ~= $0 } == true
        }

        private static func isOfOwnPage(_ headers: HTTPHeaders) -> Bool {
            if let site = headers.first(name: "sec-fetch-site"),
                !["same-origin", "none"].contains(site)
            {
                return false
            }
            guard let origin = headers.first(name: "origin")?.lowercased() else { return true }
            guard let host = headers.first(name: "host")?.lowercased() else { return false }
            return origin == "http://\(host)" || origin == "https://\(host)"
        }

        /// Whether the content type is one that pages may send across origins without asking first; but
        /// for the one that `curl -d` sends, which forms send as well, and with an origin.
        private static func isOfForm(_ headers: HTTPHeaders) -> Bool {
            guard let type = headers.first(name: "content-type")?.lowercased() else { return false }
            return type.hasPrefix("text/plain") || type.hasPrefix("multipart/form-data")
        }

        private static func refused(_ what: String) -> ErrorAnswer {
            ErrorAnswer(
                .forbidden, "permission_error",
                "this relay has no keys and does not work \(what)", reason: .origin)
        }
    }
#endif
