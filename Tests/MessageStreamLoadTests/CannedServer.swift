#if Relay
    import NIOCore
    import NIOPosix

    @testable import MessageStreamLoad

    /// Answers whatever comes first on a connection with the same bytes, and closes it.
    final class CannedServer: Sendable {
        private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        private let listener: any Channel

        init(_ answer: String) async throws {
            listener = try await ServerBootstrap(group: group)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Answering(answer))
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
        }

        /// Where it listens.
        var address: LoadAddress {
            LoadAddress(host: "127.0.0.1", port: listener.localAddress?.port ?? 0)
        }

        /// Ends it.
        func end() async {
            try? await group.shutdownGracefully()
        }
    }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let answer: String
        private var hasAnswered = false

        init(_ answer: String) {
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if hasAnswered { return }
            hasAnswered = true
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
            context.close(promise: nil)
        }
    }
#endif
