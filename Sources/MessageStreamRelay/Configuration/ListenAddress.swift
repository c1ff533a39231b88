#if Relay
    extension RelayConfiguration {
        /// Whether only this machine can reach what listens on `host`.
        ///
        /// Names other than `localhost` could be anything, and so count as public.
        static func isLoopback(_ host: String) -> Bool {
            let host = host.lowercased()
            if host == "localhost" || host == "::1" { return true }
            let parts = host.split(separator: ".", omittingEmptySubsequences: false)
            return parts.count == 4 && parts[0] == "127"
                && parts.allSatisfy { part in
                    1...3 ~= part.utf8.count
                        && part.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
                        && UInt8(part) != nil
                }
        }

        /// Whether only this machine can reach the relay.
        public var listensOnLoopback: Bool { Self.isLoopback(host) }
    }
#endif
