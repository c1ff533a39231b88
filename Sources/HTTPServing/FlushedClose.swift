#if Relay
    package import NIOCore

    /// Closes a server's connection when what was written has been sent, whoever closes it.
    ///
    /// NIO drops what the system has not taken, and so a reader that is slow would lose the end of its
    /// answer. Stands next to the socket, behind all writes and before all that closes. A reader that
    /// takes nothing is waited for only so long.
    ///
    /// Where the client may still be sending, only the server's half is closed then, and the other when
    /// the client has closed its own, or soon (RFC 9112, section 9.6): what it sends to a connection that
    /// is gone is answered with a reset, behind which it reads nothing.
    package final class FlushedClose: ChannelDuplexHandler {
        package typealias InboundIn = ByteBuffer
        package typealias OutboundIn = IOData
        package typealias OutboundOut = ByteBuffer

        /// How long a reader may take nothing of what is left for it.
        package static let patience = TimeAmount.seconds(30)
        /// How long a client may go on sending behind the last answer.
        package static let lingering = TimeAmount.seconds(2)
        /// How often it is looked whether it has.
        private static let interval = TimeAmount.seconds(1)

        private enum State {
            case open
            /// Closes when all has been sent; `left` bytes have been left since then.
            case closing(left: Int, since: NIODeadline)
            /// All has been sent, and the client was told so.
            case lingering
            case closed
        }

        /// Whether the client may still be sending when all has been sent to it.
        package var lingers = false

        private var state = State.open
        private var context: ChannelHandlerContext?

        package init() {}

        /// Closes the connection, in `time` at the latest.
        package func close(within time: TimeAmount) {
            guard let context else { return }
            context.channel.close(promise: nil)
            if case .closed = state { return }
            context.eventLoop.assumeIsolated().scheduleTask(in: time) { self.finish() }
        }

        package func handlerAdded(context: ChannelHandlerContext) { self.context = context }

        package func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

        package func close(
            context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
        ) {
            switch state {
            case .open where mode == .all && context.channel.isActive:
                context.channel.closeFuture.cascade(to: promise)
                begin(context)
            case .open where mode == .output:
                whenSent(context) { _ in context.close(mode: .output, promise: promise) }
            case .closing where mode != .input, .lingering where mode != .input:
                context.channel.closeFuture.cascade(to: promise)
            case .open, .closing, .lingering, .closed:
                context.close(mode: mode, promise: promise)
            }
        }

        /// What a client still sends is of no interest, but has to be read: the system resets a
        /// connection that is closed with something unread, and with it goes what it has not sent.
        package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if case .open = state { context.fireChannelRead(data) }
        }

        package func channelReadComplete(context: ChannelHandlerContext) {
            switch state {
            case .open: context.fireChannelReadComplete()
            case .closing, .lingering: context.read()
            case .closed: break
            }
        }

        package func channelInactive(context: ChannelHandlerContext) {
            state = .closed
            context.fireChannelInactive()
        }

        private func begin(_ context: ChannelHandlerContext) {
            state = .closing(left: .max, since: context.eventLoop.now)
            whenSent(context) { isSent in
                guard self.lingers, isSent else { return self.finish() }
                // Behind the flush, within which writes are completed.
                context.eventLoop.assumeIsolated().execute { self.linger() }
            }
            guard case .closing = state else { return }
            watch(context)
            context.read()
        }

        /// Calls back when what was written has been sent, or cannot be; tells which.
        private func whenSent(
            _ context: ChannelHandlerContext, _ then: @escaping (_ isSent: Bool) -> Void
        ) {
            // Writes are completed in their order.
            let flushed = context.eventLoop.makePromise(of: Void.self)
            flushed.futureResult.assumeIsolated().whenComplete { result in
                switch result {
                case .success, .failure(ChannelError.outputClosed): then(true)
                case .failure: then(false)
                }
            }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: flushed)
        }

        /// Looks now and then whether the reader takes what is left.
        private func watch(_ context: ChannelHandlerContext) {
            guard case .closing(let before, let since) = state else { return }
            let now = context.eventLoop.now
            let left = Self.unsentBytes(of: context.channel)
            if left >= before, now - since > Self.patience { return finish() }
            state = .closing(left: left, since: left < before ? now : since)
            context.eventLoop.assumeIsolated().scheduleTask(in: Self.interval) {
                self.watch(context)
            }
        }

        /// Ends the server's half, and reads what the client still sends.
        private func linger() {
            guard let context, case .closing = state else { return }
            state = .lingering
            context.close(mode: .output, promise: nil)
            context.eventLoop.assumeIsolated().scheduleTask(in: Self.lingering) { self.finish() }
        }

        private func finish() {
            if case .closed = state { return }
            state = .closed
            context?.close(promise: nil)
        }

        private static func unsentBytes(of channel: any Channel) -> Int {
            (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        }
    }

    @available(*, unavailable)
    extension FlushedClose: Sendable {}
#endif
