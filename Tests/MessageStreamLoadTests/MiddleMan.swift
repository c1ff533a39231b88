#if Relay
    import NIOCore
    import NIOPosix
    import Synchronization

    @testable import MessageStreamLoad

    /// A proxy that passes bytes on, and damages the answers as it is told.
    final class MiddleMan: Sendable {
        /// What it does to each answer, by the offset in what comes from the upstream.
        enum Damage: Sendable {
            case none
            /// Changes a byte.
            case flip(Int)
            /// Leaves bytes out.
            case drop(Range<Int>)
            /// Closes the connection there.
            case cut(Int)
        }

        private let group: MultiThreadedEventLoopGroup
        private let listener: any Channel
        private let upstreamPort: Port

        /// Listens, at a port that is free.
        init(_ damage: Damage) async throws {
            group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            let port = Port()
            upstreamPort = port
            listener = try await ServerBootstrap(group: group)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            Front(upstreamPort: port.number.load(ordering: .relaxed), damage))
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
        }

        /// Where it listens.
        var address: LoadAddress {
            LoadAddress(host: "127.0.0.1", port: listener.localAddress?.port ?? 0)
        }

        /// Says where its upstream is.
        func use(_ upstream: LoadAddress) {
            upstreamPort.number.store(upstream.port, ordering: .relaxed)
        }

        /// Ends it.
        func end() async {
            try? await group.shutdownGracefully()
        }
    }

    private final class Port: Sendable {
        let number = Atomic(0)
    }

    /// The client's side.
    private final class Front: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let upstreamPort: Int
        private let damage: MiddleMan.Damage
        private var back: (any Channel)?
        private var waiting: [ByteBuffer] = []

        init(upstreamPort: Int, _ damage: MiddleMan.Damage) {
            self.upstreamPort = upstreamPort
            self.damage = damage
        }

        func channelActive(context: ChannelHandlerContext) {
            let front = context.channel
            let damage = damage
            ClientBootstrap(group: context.eventLoop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Back(front, damage))
                    }
                }
                .connect(host: "127.0.0.1", port: upstreamPort)
                .assumeIsolated().whenComplete { result in
                    guard case .success(let back) = result else {
                        return front.close(promise: nil)
                    }
                    self.back = back
                    for bytes in self.waiting { back.writeAndFlush(bytes, promise: nil) }
                    self.waiting = []
                }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = unwrapInboundIn(data)
            if let back { back.writeAndFlush(bytes, promise: nil) } else { waiting.append(bytes) }
        }

        func channelInactive(context: ChannelHandlerContext) {
            back?.close(promise: nil)
        }
    }

    /// The upstream's side.
    private final class Back: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let front: any Channel
        private let damage: MiddleMan.Damage
        private var offset = 0

        init(_ front: any Channel, _ damage: MiddleMan.Damage) {
            self.front = front
            self.damage = damage
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(unwrapInboundIn(data).readableBytesView)
            var kept: [UInt8] = []
            for byte in bytes {
                switch damage {
                case .flip(offset): kept.append(byte ^ 1)
                case .drop(let range) where range.contains(offset): break
                case .cut(let end) where offset >= end: break
                case .none, .flip, .drop, .cut: kept.append(byte)
                }
                offset += 1
            }
            front.writeAndFlush(ByteBuffer(bytes: kept), promise: nil)
            if case .cut(let end) = damage, offset >= end { front.close(promise: nil) }
        }

        func channelInactive(context: ChannelHandlerContext) {
            front.close(promise: nil)
        }
    }
#endif
