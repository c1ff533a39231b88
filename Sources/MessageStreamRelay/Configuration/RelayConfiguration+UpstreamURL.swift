#if Relay
    extension RelayConfiguration.Upstream {
        /// An upstream at the base URL `url`, such as `https://api.anthropic.com` or
        /// `http://[::1]:8080/proxy`.
        ///
        /// - Returns: nil if `url` is none, or has a user, a query or a fragment.
        public init?(name: String, url: String) {
            guard let end = url.firstRange(of: "://"),
                let scheme = Scheme(rawValue: url[..<end.lowerBound].lowercased()),
                url.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
            else { return nil }
            let rest = url[end.upperBound...]
            let authority = rest.prefix { $0 != "/" }
            var path = rest.dropFirst(authority.count)
            while path.last == "/" { path.removeLast() }
            guard !rest.contains(where: { "@?#\\".contains($0) }),
                let (host, port) = Self.split(authority)
            else { return nil }
            self.init(name: name, scheme: scheme, host: host, port: port, pathPrefix: String(path))
        }

        private static func split(_ authority: Substring) -> (host: String, port: Int?)? {
            var host = authority
            var rest: Substring = ""
            if authority.first == "[" {
                guard let bracket = authority.firstIndex(of: "]") else { return nil }
                host = authority[..<bracket].dropFirst()
                rest = authority[authority.index(after: bracket)...]
                guard host.contains(":") else { return nil }
            } else if let colon = authority.firstIndex(of: ":") {
                host = authority[..<colon]
                rest = authority[colon...]
            }
            guard !host.isEmpty else { return nil }
            guard !rest.isEmpty else { return (String(host), nil) }
            guard rest.first == ":", rest.count > 1, rest.dropFirst().allSatisfy(\.isNumber),
                let port = Int(rest.dropFirst()), 1...65535 ~= port
            else { return nil }
            return (String(host), port)
        }
    }
#endif
