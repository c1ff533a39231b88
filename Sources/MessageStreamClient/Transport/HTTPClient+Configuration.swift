#if Client
    import AsyncHTTPClient
    import NIOCore
    import NIOHTTPCompression

    extension HTTPClient.Configuration {
        init(_ configuration: MessageClient.Configuration) {
            self.init(
                tlsConfiguration: configuration.tls,
                // The key would go along to wherever a redirection points.
                redirectConfiguration: .disallow,
                proxy: configuration.proxy.map(HTTPClient.Configuration.Proxy.init),
                decompression: .enabled(limit: .ratio(configuration.maximumCompressionRatio)))
            let connectTimeout = TimeAmount(configuration.connectTimeout)
            // The span is this client's own; AsyncHTTPClient's would have no parent.
            tracing.tracer = nil
            timeout.connect = connectTimeout
            connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
                configuration.maximumConnections
            // Who listens nowhere is told at once; trying again is what the retry policy says.
            connectionPool.retryConnectionEstablishment = false
        }
    }

    extension HTTPClient.Configuration.Proxy {
        init(_ proxy: ProxyServer) {
            switch proxy.kind {
            case .socks: self = .socksServer(host: proxy.host, port: proxy.port)
            case .http:
                self = .server(
                    host: proxy.host, port: proxy.port,
                    authorization: proxy.user.map { user in
                        .basic(username: user, password: proxy.password?.revealed() ?? "")
                    })
            }
        }
    }
#endif
