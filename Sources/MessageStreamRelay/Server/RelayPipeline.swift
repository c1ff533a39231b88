#if Relay
    internal import HTTPServing
    internal import NIOCore
    internal import NIOHTTP1
    internal import NIOPosix
    internal import NIOSSL

    /// Puts the handlers into the connections of clients.
    struct RelayPipeline: Sendable {
        private static let backlog: Int32 = 4096
        static let headLimits = {
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = 32 << 10
            limits.maxHeaderListSize = 64 << 10
            limits.maxHeaderFieldCount = 200
            return limits
        }()

        private let loops: [ObjectIdentifier: NIOLoopBound<RelayLoop>]
        private let bridge: HummingbirdBridge
        private let tls: RelayTLS?

        init(loops: [NIOLoopBound<RelayLoop>], bridge: HummingbirdBridge, tls: RelayTLS?) {
            self.loops = Dictionary(
                uniqueKeysWithValues: loops.map { (ObjectIdentifier($0.eventLoop), $0) })
            self.bridge = bridge
            self.tls = tls
        }

        /// Listens for clients.
        func listen(
            _ configuration: RelayConfiguration, on group: any EventLoopGroup
        ) async throws -> any Channel {
            let failures = AcceptFailures(logger: bridge.logger)
            let bounds = ConnectionBounds(configuration, logger: bridge.logger)
            var bootstrap = ServerBootstrap(group: group)
                .serverChannelInitializer { channel in
                    // Without a file left accepting would fail at once, again and again.
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandlers(
                            AcceptBackoffHandler(), failures)
                    }
                }
                .serverChannelOption(.backlog, value: Self.backlog)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(
                    .writeBufferWaterMark, value: .init(low: 32 << 10, high: 64 << 10)
                )
                .childChannelInitializer { [self] channel in
                    channel.eventLoop.makeCompletedFuture {
                        // What fails here is closed.
                        guard bounds.admit(channel) else { throw ConnectionBounds.Exceeded() }
                        try configure(channel)
                    }
                }
            if configuration.reusePort {
                bootstrap = bootstrap.serverChannelOption(.socketOption(.reusePort), value: 1)
            }
            return try await bootstrap.bind(host: configuration.host, port: configuration.port)
                .get()
        }

        private func configure(_ channel: any Channel) throws {
            guard let loop = loops[ObjectIdentifier(channel.eventLoop)] else {
                preconditionFailure("a connection of an event loop that is not the relay's")
            }
            let pipeline = channel.pipeline.syncOperations
            let closing = FlushedClose()
            try pipeline.addHandler(closing)
            if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls.context)) }
            try pipeline.addHandler(HTTPResponseEncoder())
            let decoder = RequestDecoder(limits: Self.headLimits)
            try pipeline.addHandlers(decoder.handlers)
            try pipeline.addHandlers(
                HTTPServerPipelineHandler(), NIOHTTPResponseHeadersValidator(),
                ClientConnection(on: loop.value, decoder: decoder, closing: closing) { [bridge] in
                    try bridge.serve($0)
                })
        }
    }

    /// The relay's own certificate, ready to be used.
    struct RelayTLS: Sendable {
        let context: NIOSSLContext

        /// Nil if the configuration names none.
        init?(_ configuration: RelayConfiguration) throws(RelayServerError) {
            guard let files = configuration.tls else { return nil }
            do {
                let certificates = try NIOSSLCertificate.fromPEMFile(files.certificateFile)
                let key = try NIOSSLPrivateKey(file: files.privateKeyFile, format: .pem)
                var tls = TLSConfiguration.makeServerConfiguration(
                    certificateChain: certificates.map { .certificate($0) },
                    privateKey: .privateKey(key))
                tls.applicationProtocols = ["http/1.1"]
                tls.minimumTLSVersion = .tlsv12
                context = try NIOSSLContext(configuration: tls)
            } catch {
                throw RelayServerError(
                    .certificate, "the certificate or its key cannot be read: \(error)")
            }
        }
    }
#endif
