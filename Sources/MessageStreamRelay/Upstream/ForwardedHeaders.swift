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

        /// Fields that tell of a browser and its pages, or of who stands before the relay: nobody asked
        /// them to be told to the upstream. The API refuses requests that look as if a page had sent
        /// them.
        private static let personal: Set<String> = [
            "origin", "referer", "cookie", "cookie2", "forwarded", "x-real-ip",
            "upgrade-insecure-requests", "dnt",
        ]

        /// The same, whatever follows.
        private static let personalPrefixes = [
            "sec-", "x-forwarded-", "access-control-request-",
        ]

        /// What of a chat's request goes on: the chat is another interface than the upstream's, so
        /// nothing does but what is meant for the API, or for those who trace requests.
        private static let ofChat: Set<String> = [
            "anthropic-version", "anthropic-beta", "traceparent", "tracestate",
        ]

        /// What an upstream gets of a client's fields, but for the client's keys.
        static func request(_ headers: HTTPHeaders) -> HTTPHeaders {
            filtered(headers) { name in
                restated.contains(name) || credentials.contains(name) || personal.contains(name)
                    || personalPrefixes.contains { name.hasPrefix($0) }
            }
        }

        /// What an upstream gets of the fields of a question of the chat, but for the client's keys.
        static func chatRequest(_ headers: HTTPHeaders) -> HTTPHeaders {
            var forwarded = filtered(headers) { !ofChat.contains($0) }
            forwarded.add(name: "content-type", value: "application/json")
            forwarded.add(name: "accept", value: "text/event-stream")
            if !forwarded.contains(name: "anthropic-version") {
                forwarded.add(name: "anthropic-version", value: "2023-06-01")
            }
            return forwarded
        }

        /// The fields with a client's keys for the upstream, without those that are keys of the relay:
        /// be it the one with which the client was let in, or another's.
        static func credentials(_ headers: HTTPHeaders, without keys: ClientKeys) -> HTTPHeaders {
            var kept = HTTPHeaders()
            for name in ["x-api-key", "authorization"] {
                for value in headers[name] where !keys.contain(value) {
                    kept.add(name: name, value: value)
                }
            }
            return kept
        }

        /// What a client gets of an upstream's fields, framing left out. Which pages may read answers
        /// is not the upstream's to say.
        static func response(_ headers: HTTPHeaders) -> HTTPHeaders {
            filtered(headers) { $0 == "content-length" || $0.hasPrefix("access-control-") }
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
