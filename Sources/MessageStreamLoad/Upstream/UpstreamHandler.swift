#if Relay
    internal import NIOCore
    internal import NIOHTTP1

    /// A connection of the load's upstream: answers one request after the other with the
    /// ``KnownAnswer``, in chunks, when its session says so.
    final class UpstreamHandler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = ByteBuffer

        /// The longest request that is read.
        private static let maximumRequestBytes = 1 << 20
        /// What is written at a time when it is not an event: at least so much.
        static let bulkBytes = 64 << 10

        private let session: LoadSession
        private var context: ChannelHandlerContext?
        private var body: [UInt8] = []
        private var exchange: UpstreamExchange?
        /// Whether it waits for the socket before it sends more.
        var waitsForSocket = false

        init(_ session: LoadSession) {
            self.session = session
        }

        func handlerAdded(context: ChannelHandlerContext) {
            self.context = context
        }

        func handlerRemoved(context: ChannelHandlerContext) {
            self.context = nil
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head: body.removeAll(keepingCapacity: true)
            case .body(let bytes):
                guard body.count + bytes.readableBytes <= Self.maximumRequestBytes else {
                    return context.close(promise: nil)
                }
                body += bytes.readableBytesView
            case .end: answer()
            }
        }

        func channelWritabilityChanged(context: ChannelHandlerContext) {
            if context.channel.isWritable, waitsForSocket, let exchange {
                waitsForSocket = false
                session.socketHasRoom(exchange)
            }
            context.fireChannelWritabilityChanged()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }

        /// Whether the system took what was written.
        var hasRoom: Bool { context?.channel.isWritable ?? false }

        /// Whether the connection is gone.
        var isClosed: Bool { context == nil }

        private func answer() {
            guard let number = LoadRequest.number(in: body), let exchange = session.exchange(number)
            else {
                return write("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n".utf8)
            }
            self.exchange = exchange
            exchange.answer = self
            waitsForSocket = false
            write(UpstreamHead.bytes + UpstreamHead.chunk(KnownAnswer.beginning))
            session.answers(exchange)
        }

        /// Sends the next delta.
        func sendDelta() {
            guard let exchange, let context else { return }
            let form = KnownAnswer.form(of: exchange.sent.deltas)
            var bytes = form.chunk
            exchange.sent.stamp(at: session.now()).write(to: &bytes, at: form.chunkStampOffset)
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        }

        /// Sends as many deltas as 64 KiB take, but no more than `limit`, as one chunk.
        func sendDeltas(atMost limit: Int) {
            guard let exchange, let context else { return }
            var events: [UInt8] = []
            events.reserveCapacity(2 * Self.bulkBytes)
            var left = limit
            let now = session.now()
            while left > 0, events.count < Self.bulkBytes {
                let form = KnownAnswer.form(of: exchange.sent.deltas)
                let start = events.count
                events += form.event
                exchange.sent.stamp(at: now).write(to: &events, at: start + form.stampOffset)
                left -= 1
            }
            let chunk = ByteBuffer(bytes: UpstreamHead.chunk(events))
            context.writeAndFlush(wrapOutboundOut(chunk), promise: nil)
        }

        /// Sends the end of the answer.
        func sendEnding() {
            guard let exchange else { return }
            let ending = KnownAnswer.ending(behind: exchange.sent.deltas)
            exchange.sent.isEnded = true
            self.exchange = nil
            write(UpstreamHead.chunk(ending) + UpstreamHead.end)
        }

        private func write(_ bytes: some Sequence<UInt8>) {
            context?.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        }
    }
#endif
