#if Relay
    import HTTPServing
    import NIOCore
    import NIOEmbedded
    import Testing

    @Suite("The close behind a write")
    struct FlushedCloseTests {
        /// A system that takes nothing until it is told to.
        private final class FullSocket: ChannelDuplexHandler {
            typealias InboundIn = ByteBuffer
            typealias OutboundIn = ByteBuffer

            private var held: [(NIOAny, EventLoopPromise<Void>?)] = []
            private(set) var isClosed = false

            func write(
                context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
            ) {
                held.append((data, promise))
            }

            func close(
                context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
            ) {
                isClosed = true
                context.close(mode: mode, promise: promise)
            }

            func takeAll(context: ChannelHandlerContext) {
                for (data, promise) in held { context.write(data, promise: promise) }
                held = []
                context.flush()
            }
        }

        private struct Setup {
            let channel = EmbeddedChannel()
            let socket = FullSocket()
            let closing = FlushedClose()

            init() throws {
                let pipeline = channel.pipeline.syncOperations
                try pipeline.addHandler(socket)
                try pipeline.addHandler(closing)
                try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
            }

            func socketTakesAll() throws {
                let context = try channel.pipeline.syncOperations.context(handler: socket)
                socket.takeAll(context: context)
            }
        }

        @Test func `waits for what was written, whoever closes`() throws {
            let setup = try Setup()
            setup.channel.writeAndFlush(ByteBuffer(string: "tail"), promise: nil)
            setup.channel.close(promise: nil)
            setup.channel.close(promise: nil)
            #expect(!setup.socket.isClosed)
            try setup.socketTakesAll()
            #expect(setup.socket.isClosed)
            let sent = try setup.channel.readOutbound(as: ByteBuffer.self)
            #expect(sent == ByteBuffer(string: "tail"))
        }

        @Test func `hands nothing on that comes meanwhile`() throws {
            let setup = try Setup()
            setup.channel.close(promise: nil)
            try setup.channel.writeInbound(ByteBuffer(string: "more"))
            let received = try setup.channel.readInbound(as: ByteBuffer.self)
            #expect(received == nil)
        }

        @Test func `does not wait for ever for a reader that does not read`() throws {
            let setup = try Setup()
            setup.channel.close(promise: nil)
            setup.channel.embeddedEventLoop.advanceTime(by: .seconds(5))
            #expect(!setup.socket.isClosed)
            setup.channel.embeddedEventLoop.advanceTime(by: FlushedClose.patience + .seconds(2))
            #expect(setup.socket.isClosed)
        }

        @Test func `closes in time when it has to`() throws {
            let setup = try Setup()
            setup.closing.close(within: .seconds(1))
            #expect(!setup.socket.isClosed)
            setup.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            #expect(setup.socket.isClosed)
        }
    }
#endif
