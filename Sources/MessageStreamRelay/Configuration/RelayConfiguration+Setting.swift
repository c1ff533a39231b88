#if Relay
    extension RelayConfiguration {
        /// Sets the value of one key.
        mutating func set(
            _ value: ConfigurationText, _ secrets: SecretSources
        ) throws(RelayConfigurationError) {
            switch value.key {
            case .host: host = value.text
            case .port: port = try value.int
            case .allowsPublicAddressWithoutKeys: allowsPublicAddressWithoutKeys = try value.bool
            case .reusePort: reusePort = try value.bool
            case .eventLoopThreads: eventLoopThreads = try value.int
            case .tlsCertificateFile:
                tls = TLSFiles(
                    certificateFile: value.text, privateKeyFile: tls?.privateKeyFile ?? "")
            case .tlsPrivateKeyFile:
                tls = TLSFiles(
                    certificateFile: tls?.certificateFile ?? "", privateKeyFile: value.text)
            case .upstreams: upstreams = try secrets.upstreams(value.text)
            case .clientKeys: clientKeys = try secrets.clientKeys(value.text, limits: limits)
            case .maximumConcurrentStreams: limits.maximumConcurrentStreams = try value.limit
            case .requestsPerMinute: limits.requestsPerMinute = try value.limit
            case .tokensPerMinute: limits.tokensPerMinute = try value.limit
            case .reservesMaximumTokens: reservesMaximumTokens = try value.bool
            case .maximumRequestBytes: maximumRequestBytes = try value.bytes
            case .maximumConnections: maximumConnections = try value.limit
            case .maximumConnectionsPerAddress: maximumConnectionsPerAddress = try value.limit
            case .requestHeadTimeout: requestHeadTimeout = try value.duration
            case .requestBodyTimeout: requestBodyTimeout = try value.duration
            case .keepAliveTimeout: keepAliveTimeout = try value.duration
            case .connectTimeout: connectTimeout = try value.duration
            case .firstByteTimeout: firstByteTimeout = try value.duration
            case .upstreamIdleTimeout: upstreamIdleTimeout = try value.duration
            case .maximumStreamDuration: maximumStreamDuration = try value.duration
            case .drainTimeout: drainTimeout = try value.duration
            case .chatModel: chat.model = value.text
            case .chatMaximumTokens: chat.maximumTokens = try value.int
            case .chatSystemPrompt: chat.systemPrompt = value.text
            case .chatHeartbeatInterval: chat.heartbeatInterval = try value.duration
            case .resumptionEnabled: chat.resumption.isEnabled = try value.bool
            case .resumptionTime: chat.resumption.time = try value.duration
            case .resumptionAnswerBytes: chat.resumption.maximumAnswerBytes = try value.bytes
            case .resumptionTotalBytes: chat.resumption.maximumTotalBytes = try value.bytes
            case .resumptionGraceTime: chat.resumption.graceTime = try value.duration
            case .accessLog: accessLog = try value.choice()
            }
        }
    }
#endif
