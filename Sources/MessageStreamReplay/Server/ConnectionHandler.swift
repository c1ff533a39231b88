#if Relay
    internal import HTTPServing
    internal import NIOCore
    internal import NIOHTTP1
    internal import NIOHTTPTypes

    /// Asks ``ConnectionHandler`` to complete its promise when all before it has been written.
    struct FlushRequest: Sendable {}

    /// Tells a ``Connection`` what happens to its channel.
    final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
        typealias InboundIn = HTTPRequestPart
        typealias InboundOut = HTTPRequestPart
        typealias OutboundIn = HTTPResponsePart
        typealias OutboundOut = HTTPResponsePart

        private let ledger: Observed<ReplayLedger>
        private var connection: Connection?

        init(ledger: Observed<ReplayLedger>) {
            self.ledger = ledger
        }

        func handlerAdded(context: ChannelHandlerContext) {
            let connection = Connection(context.channel, ledger: ledger)
            self.connection = connection
            replaceDecoder(context.pipeline.syncOperations)
            if !ledger.update({ $0.open(connection) }) { context.close(promise: nil) }
        }

        /// Puts a decoder into the place of Hummingbird's that goes on behind requests for upgrades.
        private func replaceDecoder(_ pipeline: ChannelPipeline.SynchronousOperations) {
            typealias Decoder = ByteToMessageHandler<HTTPRequestDecoder>
            guard let old = try? pipeline.context(handlerType: Decoder.self),
                let handler = old.handler as? Decoder
            else { preconditionFailure("Hummingbird's pipeline has no decoder of NIO's") }
            do {
                try pipeline.addHandlers(RequestDecoder().handlers, position: .after(handler))
                pipeline.removeHandler(context: old, promise: nil)
            } catch {
                preconditionFailure("the handler is there: \(error)")
            }
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .inputClosed? = event as? ChannelEvent { connection?.ended(at: .now) }
            context.fireUserInboundEventTriggered(event)
        }

        func channelInactive(context: ChannelHandlerContext) {
            connection?.vanished(at: .now)
            context.fireChannelInactive()
        }

        func triggerUserOutboundEvent(
            context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
        ) {
            guard event is FlushRequest else {
                context.triggerUserOutboundEvent(event, promise: promise)
                return
            }
            // Writes complete in their order, and HTTP's encoder makes nothing of an empty body.
            let nothing = wrapOutboundOut(.body(ByteBuffer()))
            context.writeAndFlush(nothing, promise: promise)
        }
    }

    @available(*, unavailable)
    extension ConnectionHandler: Sendable {}
#endif
