#if Relay
    internal import NIOHTTP1

    /// Which header fields go on, and which end here (RFC 9110, section 7.6.1).
    enum ForwardedHeaders {
        /// Fields that are for one connection only.
        private static let hopByHop: Set<String> = [
            "connection", "keep-alive", "proxy-authenticate", "proxy-authorization",
            "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
        ]

        /// Fields that the relay states itself: it sends a body that it has read to its end, to a host
        /// that it has chosen, and must be able to read the answer.
        private static let restated: Set<String> = [
            "host", "content-length", "expect", "accept-encoding",
        ]

        /// Fields that carry a client's key.
        private static let credentials: Set<String> = ["x-api-key", "authorization"]

        /// What an upstream gets of a client's fields, but for the client's keys.
        static func request(_ headers: HTTPHeaders) -> HTTPHeaders {
            filtered(headers) { restated.contains($0) || credentials.contains($0) }
        }

        /// The fields with a client's keys, without the one that is the relay's business.
        static func credentials(
            _ headers: HTTPHeaders, without own: ClientKeys.Field?
        ) -> HTTPHeaders {
            let left: String? =
                switch own {
                case .authorization: "authorization"
                case .apiKey: "x-api-key"
                case nil: nil
                }
            var kept = HTTPHeaders()
            for name in ["x-api-key", "authorization"] where name != left {
                for value in headers[name] { kept.add(name: name, value: value) }
            }
            return kept
        }

        /// What a client gets of an upstream's fields, framing left out.
        static func response(_ headers: HTTPHeaders) -> HTTPHeaders {
            filtered(headers) { $0 == "content-length" }
        }

        private static func filtered(
            _ headers: HTTPHeaders, without isLeftOut: (String) -> Bool
        ) -> HTTPHeaders {
            // What the field Connection names is for this connection too.
            let named = Set(headers[canonicalForm: "connection"].map { $0.lowercased() })
            var forwarded = HTTPHeaders()
            forwarded.reserveCapacity(headers.count)
            for (name, value) in headers {
                let lowercased = name.lowercased()
                if hopByHop.contains(lowercased) || named.contains(lowercased) { continue }
                if isLeftOut(lowercased) { continue }
                forwarded.add(name: name, value: value)
            }
            return forwarded
        }
    }
#endif
