#if Relay
    internal import NIOCore

    /// Notes whether a read filled its buffer. Then more may have come already, and an answer that ends
    /// with the buffer is not known to be the last thing that the upstream said.
    ///
    /// Stands in front of TLS, which hands on what it has decrypted in buffers of its own.
    final class FullReadWatch: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias InboundOut = ByteBuffer

        private let connection: UpstreamConnection

        init(for connection: UpstreamConnection) {
            self.connection = connection
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            connection.isReadFull = unwrapInboundIn(data).writableBytes == 0
            context.fireChannelRead(data)
        }
    }

    @available(*, unavailable)
    extension FullReadWatch: Sendable {}
#endif
