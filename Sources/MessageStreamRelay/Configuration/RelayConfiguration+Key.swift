#if Relay
    extension RelayConfiguration {
        /// The keys of a configuration; the raw value is the name, as swift-configuration has it.
        ///
        /// In the environment `relay.chat.maximumTokens` is `RELAY_CHAT_MAXIMUM_TOKENS`, in a file the
        /// member `maximumTokens` of `chat` of `relay`.
        public enum Key: String, Sendable, CaseIterable {
            /// ``RelayConfiguration/host``.
            case host = "relay.host"
            /// ``RelayConfiguration/port``.
            case port = "relay.port"
            /// ``RelayConfiguration/allowsPublicAddressWithoutKeys``.
            case allowsPublicAddressWithoutKeys = "relay.allowsPublicAddressWithoutKeys"
            /// ``RelayConfiguration/reusePort``.
            case reusePort = "relay.reusePort"
            /// ``RelayConfiguration/eventLoopThreads``.
            case eventLoopThreads = "relay.eventLoopThreads"
            /// ``TLSFiles/certificateFile``.
            case tlsCertificateFile = "relay.tls.certificateFile"
            /// ``TLSFiles/privateKeyFile``.
            case tlsPrivateKeyFile = "relay.tls.privateKeyFile"
            /// ``RelayConfiguration/upstreams``: a list of objects with `name`, `url`, `weight`,
            /// `key-env` or `key-file`, `auth` (`x-api-key`, `bearer` or `client`), `verify` (`on` or
            /// `off`), `trust-roots`.
            case upstreams = "relay.upstreams"
            /// ``RelayConfiguration/clientKeys``: a list of objects with `name`, `sha256` or `key-env`
            /// or `key-file`, and `streams`, `requests` and `tokens` (a minute) for limits of its own.
            case clientKeys = "relay.clientKeys"
            /// ``RequestLimits/maximumConcurrentStreams``.
            case maximumConcurrentStreams = "relay.maximumConcurrentStreams"
            /// ``RequestLimits/requestsPerMinute``.
            case requestsPerMinute = "relay.requestsPerMinute"
            /// ``RequestLimits/tokensPerMinute``.
            case tokensPerMinute = "relay.tokensPerMinute"
            /// ``RelayConfiguration/reservesMaximumTokens``.
            case reservesMaximumTokens = "relay.reservesMaximumTokens"
            /// ``RelayConfiguration/maximumRequestBytes``.
            case maximumRequestBytes = "relay.maximumRequestBytes"
            /// ``RelayConfiguration/maximumConnections``.
            case maximumConnections = "relay.maximumConnections"
            /// ``RelayConfiguration/maximumConnectionsPerAddress``.
            case maximumConnectionsPerAddress = "relay.maximumConnectionsPerAddress"
            /// ``RelayConfiguration/requestHeadTimeout``.
            case requestHeadTimeout = "relay.requestHeadTimeout"
            /// ``RelayConfiguration/requestBodyTimeout``.
            case requestBodyTimeout = "relay.requestBodyTimeout"
            /// ``RelayConfiguration/keepAliveTimeout``.
            case keepAliveTimeout = "relay.keepAliveTimeout"
            /// ``RelayConfiguration/connectTimeout``.
            case connectTimeout = "relay.connectTimeout"
            /// ``RelayConfiguration/firstByteTimeout``.
            case firstByteTimeout = "relay.firstByteTimeout"
            /// ``RelayConfiguration/upstreamIdleTimeout``.
            case upstreamIdleTimeout = "relay.upstreamIdleTimeout"
            /// ``RelayConfiguration/maximumStreamDuration``.
            case maximumStreamDuration = "relay.maximumStreamDuration"
            /// ``RelayConfiguration/drainTimeout``.
            case drainTimeout = "relay.drainTimeout"
            /// ``Chat/model``.
            case chatModel = "relay.chat.model"
            /// ``Chat/maximumTokens``.
            case chatMaximumTokens = "relay.chat.maximumTokens"
            /// ``Chat/systemPrompt``.
            case chatSystemPrompt = "relay.chat.systemPrompt"
            /// ``Chat/heartbeatInterval``.
            case chatHeartbeatInterval = "relay.chat.heartbeatInterval"
            /// ``Resumption/isEnabled``.
            case resumptionEnabled = "relay.chat.resumption.enabled"
            /// ``Resumption/time``.
            case resumptionTime = "relay.chat.resumption.time"
            /// ``Resumption/maximumAnswerBytes``.
            case resumptionAnswerBytes = "relay.chat.resumption.maximumAnswerBytes"
            /// ``Resumption/maximumTotalBytes``.
            case resumptionTotalBytes = "relay.chat.resumption.maximumTotalBytes"
            /// ``Resumption/graceTime``.
            case resumptionGraceTime = "relay.chat.resumption.graceTime"
            /// ``RelayConfiguration/accessLog``.
            case accessLog = "relay.accessLog"
        }
    }
#endif
