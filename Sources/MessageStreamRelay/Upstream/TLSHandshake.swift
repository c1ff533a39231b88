#if Relay
    internal import NIOCore
    internal import NIOTLS

    /// Waits for the end of a connection's handshake: before it nobody knows who is there.
    final class TLSHandshake: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = NIOAny

        /// Completes with the handshake, and fails if the connection ends first.
        let completed: EventLoopFuture<Void>
        private let promise: EventLoopPromise<Void>

        init(on eventLoop: any EventLoop) {
            promise = eventLoop.makePromise()
            completed = promise.futureResult
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .handshakeCompleted? = event as? TLSUserEvent { promise.succeed() }
            context.fireUserInboundEventTriggered(event)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            promise.fail(error)
            context.fireErrorCaught(error)
        }

        func handlerRemoved(context: ChannelHandlerContext) {
            promise.fail(ChannelError.eof)
        }
    }

    @available(*, unavailable)
    extension TLSHandshake: Sendable {}
#endif
