#if Relay
    extension RelayConfiguration {
        /// The most upstreams, each of which is a label value of metrics.
        public static let maximumUpstreams = 64
        /// The longest name of an upstream or of a client's key, in bytes.
        public static let maximumNameBytes = 64

        /// Whether a relay can run so, before it opens anything.
        ///
        /// Files are looked at when they are opened, not here.
        ///
        /// - Throws: The first value that cannot work, and what to do about it.
        public func validate() throws(RelayConfigurationError) {
            try validateAddress()
            try validateUpstreams()
            try validateKeys()
            try validate(limits, of: "") { $0 }
            try validateSizes()
            try validateTimes()
        }

        private func validateAddress() throws(RelayConfigurationError) {
            if host.isEmpty || host.utf8.contains(where: { !(0x21...0x7E ~= $0) }) {
                throw .init(.badValue, .host, "an address or a name is needed")
            }
            if !(0...65535 ~= port) {
                throw .init(.badValue, .port, "a port is a number from 0 to 65535")
            }
            if let eventLoopThreads, !(1...1024 ~= eventLoopThreads) {
                throw .init(.badValue, .eventLoopThreads, "1 to 1024 threads are possible")
            }
            if let tls {
                if tls.certificateFile.isEmpty {
                    throw .init(.contradiction, .tlsCertificateFile, "is needed with a private key")
                }
                if tls.privateKeyFile.isEmpty {
                    throw .init(.contradiction, .tlsPrivateKeyFile, "is needed with a certificate")
                }
            }
            if clientKeys.isEmpty, !listensOnLoopback, !allowsPublicAddressWithoutKeys {
                throw .init(
                    .publicAddressWithoutKeys, .host,
                    """
                    whoever reaches this address could spend the upstreams' money: listen on 127.0.0.1, \
                    set \(Key.clientKeys.rawValue), or set \
                    \(Key.allowsPublicAddressWithoutKeys.rawValue) if something else keeps others out
                    """)
            }
        }

        private func validateUpstreams() throws(RelayConfigurationError) {
            if upstreams.isEmpty {
                throw .init(
                    .noUpstream, .upstreams,
                    "no upstream is set: set it, or ANTHROPIC_API_KEY in the environment")
            }
            if upstreams.count > Self.maximumUpstreams {
                throw .init(.badValue, .upstreams, "more than \(Self.maximumUpstreams) upstreams")
            }
            try validateNames(upstreams.map(\.name), of: .upstreams)
            for upstream in upstreams {
                func fail(_ message: String) -> RelayConfigurationError {
                    .init(.badValue, .upstreams, "upstream '\(upstream.name)': \(message)")
                }
                if !upstream.host.isHostText { throw fail("its URL names no host") }
                if !(1...65535 ~= upstream.port) { throw fail("a port is 1 to 65535") }
                if !upstream.pathPrefix.isPathPrefix {
                    throw fail("a path begins with '/', ends without, and is visible ASCII")
                }
                if !(0...1_000_000 ~= upstream.weight) {
                    throw fail("a weight is a whole number from 0 to 1000000")
                }
                switch upstream.credentials {
                case .passThrough: break
                case .apiKey(let secret), .bearer(let secret):
                    if !secret.isHeaderValue {
                        throw fail(
                            "its key is empty, too long, or has characters that no key has")
                    }
                }
            }
        }

        private func validateKeys() throws(RelayConfigurationError) {
            if clientKeys.count > ClientKeys.maximumCount {
                throw .init(
                    .badValue, .clientKeys, "more than \(ClientKeys.maximumCount) keys")
            }
            try validateNames(clientKeys.map(\.name), of: .clientKeys)
            var seen: Set<[UInt8]> = []
            for key in clientKeys {
                if key.sha256.count != 32 {
                    throw .init(.badValue, .clientKeys, "key '\(key.name)': a SHA-256 has 32 bytes")
                }
                if !seen.insert(key.sha256).inserted {
                    throw .init(
                        .contradiction, .clientKeys, "key '\(key.name)' is another one's as well")
                }
                if let limits = key.limits {
                    try validate(limits, of: "key '\(key.name)': ") { _ in .clientKeys }
                }
            }
        }

        private func validateNames(
            _ names: [String], of key: Key
        ) throws(RelayConfigurationError) {
            var seen: Set<String> = []
            for name in names {
                if !name.isConfiguredName {
                    throw .init(
                        .badValue, key,
                        """
                        a name is 1 to \(Self.maximumNameBytes) letters, digits, '.', '_' and '-'
                        """)
                }
                if !seen.insert(name).inserted {
                    throw .init(.contradiction, key, "the name '\(name)' is there twice")
                }
            }
        }

        private func validate(
            _ limits: RequestLimits, of owner: String, key: (Key) -> Key
        ) throws(RelayConfigurationError) {
            for (name, value) in [
                (Key.maximumConcurrentStreams, limits.maximumConcurrentStreams),
                (.requestsPerMinute, limits.requestsPerMinute),
                (.tokensPerMinute, limits.tokensPerMinute),
            ] {
                guard let value, !(1...RequestLimits.greatest ~= value) else { continue }
                throw .init(
                    .badValue, key(name), "\(owner)a limit is 1 to \(RequestLimits.greatest)")
            }
        }

        private func validateSizes() throws(RelayConfigurationError) {
            for (key, value) in [
                (Key.maximumConnections, maximumConnections),
                (.maximumConnectionsPerAddress, maximumConnectionsPerAddress),
            ] {
                guard let value, value < 1 else { continue }
                throw .init(.badValue, key, "must be at least 1")
            }
            for (key, value, least) in [
                (Key.maximumRequestBytes, maximumRequestBytes, 1),
                (.chatMaximumTokens, chat.maximumTokens, 1),
                (.resumptionAnswerBytes, chat.resumption.maximumAnswerBytes, 1),
                (.resumptionTotalBytes, chat.resumption.maximumTotalBytes, 1),
            ] where value < least {
                throw .init(.badValue, key, "must be at least \(least)")
            }
            if chat.model.isEmpty || chat.model.utf8.count > 256 {
                throw .init(.badValue, .chatModel, "a model's name has 1 to 256 bytes")
            }
        }

        private func validateTimes() throws(RelayConfigurationError) {
            for (key, time) in [
                (Key.requestHeadTimeout, requestHeadTimeout),
                (.requestBodyTimeout, requestBodyTimeout), (.keepAliveTimeout, keepAliveTimeout),
                (.connectTimeout, connectTimeout), (.firstByteTimeout, firstByteTimeout),
                (.upstreamIdleTimeout, upstreamIdleTimeout),
                (.maximumStreamDuration, maximumStreamDuration),
                (.chatHeartbeatInterval, chat.heartbeatInterval),
                (.resumptionTime, chat.resumption.time),
            ] where !(.milliseconds(1) ... .seconds(604_800) ~= time) {
                throw .init(.badValue, key, "a time is between 1ms and 168h")
            }
            for (key, time) in [
                (Key.drainTimeout, drainTimeout),
                (.resumptionGraceTime, chat.resumption.graceTime),
            ] where !(.zero ... .seconds(604_800) ~= time) {
                throw .init(.badValue, key, "a time is between 0s and 168h")
            }
        }
    }

    extension String {
        /// Whether it can name an upstream or a key: nothing that logs or metrics would have to escape.
        fileprivate var isConfiguredName: Bool {
            1...RelayConfiguration.maximumNameBytes ~= utf8.count
                && utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"),
                        UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
                        UInt8(ascii: "_"), UInt8(ascii: "-"):
                        true
                    default: false
                    }
                }
        }

        fileprivate var isHostText: Bool {
            1...255 ~= utf8.count
                && utf8.allSatisfy { 0x21...0x7E ~= $0 && !"/@?#[]\\".utf8.contains($0) }
        }

        fileprivate var isPathPrefix: Bool {
            isEmpty
                || (utf8.first == UInt8(ascii: "/") && utf8.last != UInt8(ascii: "/")
                    && utf8.allSatisfy { 0x21...0x7E ~= $0 && !"?#".utf8.contains($0) })
        }
    }
#endif
