#if Relay
    import MessageStreamRelay
    import NIOCore
    import NIOPosix

    /// An upstream that answers every request with the same texts, and then goes on with another one for
    /// ever, if there is one.
    struct CannedUpstream: Sendable {
        /// What it sends, each text so many milliseconds after the one before.
        struct Script: Sendable {
            /// What it sends.
            var texts: [String]
            /// The milliseconds between two of them.
            var pause: Int64
            /// Sent ten times a second until the connection is closed.
            var refrain: String?

            /// A status of 200, with a body that ends, or goes on, by the connection's end.
            init(
                contentType: String?, _ body: [String], pause: Int64 = 20, refrain: String? = nil
            ) {
                let type = contentType.map { "content-type: \($0)\r\n" } ?? ""
                texts = ["HTTP/1.1 200 OK\r\n\(type)connection: close\r\n\r\n"] + body
                self.pause = pause
                self.refrain = refrain
            }
        }

        private let channel: any Channel

        static func start(_ script: Script) async throws -> CannedUpstream {
            let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Player(script))
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            return CannedUpstream(channel: channel)
        }

        var upstream: RelayConfiguration.Upstream {
            .init(
                name: "canned", scheme: .http, host: "127.0.0.1",
                port: channel.localAddress?.port ?? 0)
        }

        func stop() async throws {
            try await channel.close()
        }
    }

    private final class Player: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let script: CannedUpstream.Script
        private var next = 0

        init(_ script: CannedUpstream.Script) {
            self.script = script
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if next == 0 { play(context) }
        }

        private func play(_ context: ChannelHandlerContext) {
            guard context.channel.isActive else { return }
            let text = next < script.texts.count ? script.texts[next] : script.refrain
            guard let text else { return context.close(promise: nil) }
            send(text, context)
            next += 1
            if next >= script.texts.count, script.refrain == nil { return play(context) }
            let delay = next < script.texts.count ? script.pause : 100
            context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(delay)) {
                self.play(context)
            }
        }

        private func send(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }
    }
#endif
