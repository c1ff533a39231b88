#if Relay
    internal import NIOCore

    /// A client's connection: hands bytes on in both directions.
    final class ClientConnection: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let client: Client
        private var context: ChannelHandlerContext?

        init(_ client: Client) {
            self.client = client
        }

        func handlerAdded(context: ChannelHandlerContext) {
            self.context = context
        }

        func handlerRemoved(context: ChannelHandlerContext) {
            self.context = nil
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            client.read(unwrapInboundIn(data), on: self)
        }

        func channelInactive(context: ChannelHandlerContext) {
            client.ended(self)
            context.fireChannelInactive()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            // A reset: whatever it was, the connection is of no more use.
            context.close(promise: nil)
        }

        func write(_ bytes: [UInt8]) {
            context?.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        }

        func close() {
            context?.close(promise: nil)
        }
    }
#endif
