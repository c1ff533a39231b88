#if Relay
    internal import NIOCore
    internal import NIOHTTP1
    internal import NIOPosix
    internal import NIOSSL

    /// An upstream as event loops need it: where it is, and what to send along.
    struct UpstreamEndpoint: Sendable {
        var name: String
        var host: String
        var port: Int
        /// Nil if `host` is a name.
        var address: SocketAddress?
        /// What the field `host` says.
        var authority: String
        /// What stands before `/v1/messages`; no slash at its end.
        var pathPrefix: String
        /// The fields with the upstream's key; nil if the client's own are passed on.
        var credentials: HTTPHeaders?
        /// Nil for plain HTTP.
        var tls: NIOSSLContext?
        var connectTimeout: TimeAmount

        /// The upstream of a configuration.
        init(
            _ upstream: RelayConfiguration.Upstream, connectTimeout: Duration
        ) throws(RelayServerError) {
            name = upstream.name
            host = upstream.host
            port = upstream.port
            address = try? SocketAddress(ipAddress: host, port: port)
            authority = upstream.authority
            pathPrefix = upstream.pathPrefix
            self.connectTimeout = TimeAmount(connectTimeout)
            credentials =
                switch upstream.credentials {
                case .passThrough: nil
                case .apiKey(let key): ["x-api-key": key.revealed()]
                case .bearer(let token): ["authorization": "Bearer \(token.revealed())"]
                }
            tls =
                switch upstream.scheme {
                case .http: nil
                case .https: try Self.tls(upstream)
                }
        }

        private static func tls(
            _ upstream: RelayConfiguration.Upstream
        ) throws(RelayServerError) -> NIOSSLContext {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.applicationProtocols = ["http/1.1"]
            configuration.minimumTLSVersion = .tlsv12
            if let file = upstream.trustRootsFile { configuration.trustRoots = .file(file) }
            if !upstream.verifiesCertificate { configuration.certificateVerification = .none }
            do {
                return try NIOSSLContext(configuration: configuration)
            } catch {
                throw RelayServerError(
                    .certificate, "upstream \(upstream.name): its trusted certificates: \(error)")
            }
        }

        /// Opens a connection; its handlers are in place, and TLS has been agreed on, when it is there:
        /// all within the upstream's time to connect.
        func connect(
            on eventLoop: any EventLoop,
            _ handler: @escaping @Sendable () -> UpstreamConnection
        ) -> EventLoopFuture<any Channel> {
            let begin = NIODeadline.now()
            let bootstrap = ClientBootstrap(group: eventLoop)
                .connectTimeout(connectTimeout)
                .channelOption(.writeBufferWaterMark, value: .init(low: 32 << 10, high: 64 << 10))
                .channelInitializer { [self] channel in
                    channel.eventLoop.makeCompletedFuture {
                        try configure(channel, handler())
                    }
                }
            // What is an address already need not be looked up, which takes another thread.
            let connected =
                address.map { bootstrap.connect(to: $0) }
                ?? bootstrap.connect(host: host, port: port)
            guard tls != nil else { return connected }
            return connected.flatMap { channel in
                finishHandshake(of: channel, before: begin + connectTimeout)
            }
        }

        /// Called on the connection's event loop.
        private func finishHandshake(
            of channel: any Channel, before deadline: NIODeadline
        ) -> EventLoopFuture<any Channel> {
            do {
                let pipeline = channel.pipeline.syncOperations
                let handshake = try pipeline.handler(type: TLSHandshake.self)
                let limit = channel.eventLoop.scheduleTask(deadline: deadline) {
                    channel.close(promise: nil)
                }
                return handshake.completed.always { _ in limit.cancel() }.map { channel }
            } catch {
                return channel.eventLoop.makeFailedFuture(error)
            }
        }

        private func configure(
            _ channel: any Channel, _ handler: UpstreamConnection
        ) throws {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(FullReadWatch(for: handler))
            if let tls {
                try pipeline.addHandler(
                    NIOSSLClientHandler(
                        context: tls, serverHostname: address == nil ? host : nil))
                try pipeline.addHandler(TLSHandshake(on: channel.eventLoop))
            }
            try pipeline.addHandler(ChunkedBodyHandler(for: handler))
            try pipeline.addHTTPClientHandlers(
                leftOverBytesStrategy: .dropBytes, enableOutboundHeaderValidation: true)
            try pipeline.addHandler(handler)
        }
    }
#endif
