#if Relay
    internal import HTTPServing
    internal import NIOCore
    internal import NIOHTTP1

    /// What comes of a request on an upstream's connection; all on the connection's event loop.
    protocol UpstreamReader: AnyObject {
        /// Whether more may be read now. When it may again, `resumeReading` of the connection says so.
        var mayRead: Bool { get }
        func upstreamAnswered(_ head: HTTPResponseHead)
        /// Takes bytes of the body.
        ///
        /// - Parameter bytes: The reader may keep the buffer and leave another in its place.
        func upstreamSent(_ bytes: inout ByteBuffer)
        /// What one read brought has been handed over.
        func upstreamPaused()
        /// The body is whole, as far as HTTP can tell.
        func upstreamEnded()
        /// The connection broke before the answer was whole.
        func upstreamFailed(_ error: any Error)
    }

    /// One connection to an upstream: one request at a time, on the event loop of the client's.
    final class UpstreamConnection: ChannelDuplexHandler, RemovableChannelHandler {
        typealias InboundIn = HTTPClientResponsePart
        typealias OutboundIn = HTTPClientRequestPart
        typealias OutboundOut = HTTPClientRequestPart

        /// How much of a request has been sent.
        enum Sent {
            /// Not even its head: nobody can have begun to do what it asks for.
            case nothing
            case head
            case all
        }

        /// Which upstream it is of.
        let upstream: Int
        let scratch: ScratchBuffer
        /// When it was last given back.
        var idleSince = NIODeadline.now()
        /// How much of the present request the system has taken.
        private(set) var sent = Sent.nothing
        /// Whom it tells that it is gone while nobody reads.
        var becameUseless: (() -> Void)?

        private var context: ChannelHandlerContext?
        private var reader: (any UpstreamReader)?
        private var isReadHeld = false
        private var isKeptAlive = false
        /// TLS takes its time to say goodbye.
        private var isClosing = false

        /// Whether a request was sent whose answer has not begun.
        private(set) var awaitsHead = false
        /// Whether the answer's body comes in chunks, which `ChunkedBodyHandler` reads.
        private(set) var isBodyChunked = false
        /// The length of the answer's body, if its head says so.
        private(set) var bodyLength: Int?
        /// Whether the read that the present bytes are of has more: behind an answer nobody asked for
        /// it, and what it would be taken for is the next answer.
        var isFollowed = false
        /// Whether the last read filled its buffer, so that the next may bring what has come already.
        var isReadFull = false

        /// - Parameter scratch: What connections of the event loop write bodies into, in turn.
        init(upstream: Int, scratch: ScratchBuffer) {
            self.upstream = upstream
            self.scratch = scratch
        }

        /// Whether bytes that come are of an answer: on a connection that waits they are nobody's.
        var expectsBytes: Bool { reader != nil }

        /// Whether a request can be sent.
        var isActive: Bool { !isClosing && context?.channel.isActive ?? false }

        /// Whether the body that is coming ends only where the connection does.
        private(set) var isDelimitedByClose = false

        func send(_ head: HTTPRequestHead, _ body: ByteBuffer, for reader: any UpstreamReader) {
            sent = .nothing
            guard let context, isActive else { return reader.upstreamFailed(ChannelError.eof) }
            self.reader = reader
            isKeptAlive = false
            awaitsHead = true
            context.write(wrapOutboundOut(.head(head)), promise: noting(.head, context))
            if body.readableBytes > 0 {
                context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
            }
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: noting(.all, context))
        }

        private func noting(_ sent: Sent, _ context: ChannelHandlerContext) -> EventLoopPromise<
            Void
        > {
            let promise = context.eventLoop.makePromise(of: Void.self)
            promise.futureResult.assumeIsolated().whenSuccess { self.sent = sent }
            return promise
        }

        /// Reads on after `mayRead` was false.
        func resumeReading() {
            guard isReadHeld, let context else { return }
            isReadHeld = false
            context.read()
        }

        /// Closes the connection: the upstream sees that nobody wants the rest.
        func abandon() {
            reader = nil
            isClosing = true
            context?.close(promise: nil)
        }

        func handlerAdded(context: ChannelHandlerContext) { self.context = context }

        func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

        func read(context: ChannelHandlerContext) {
            if reader?.mayRead ?? true {
                context.read()
            } else {
                isReadHeld = true
            }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                awaitsHead = false
                isKeptAlive = head.isKeepAlive && !head.headers.asksToClose
                isBodyChunked = head.hasChunksOnly
                bodyLength =
                    head.status.mayHaveResponseBody
                    ? head.headers.trimmed("content-length").first.flatMap { Int($0) } : 0
                isDelimitedByClose =
                    bodyLength == nil && !head.headers.contains(name: "transfer-encoding")
                reader?.upstreamAnswered(head)
            case .body(var bytes):
                reader?.upstreamSent(&bytes)
            case .end:
                ended(context)
            }
        }

        /// Takes what was in chunks of the body.
        ///
        /// - Parameter content: Begins `BodyBuffer.headroom` bytes behind its buffer's begin; another
        ///   buffer may be left in its place.
        func received(_ content: inout ByteBuffer) {
            reader?.upstreamSent(&content)
        }

        /// Takes notice that a read has brought what it has.
        func readCompleted() {
            reader?.upstreamPaused()
        }

        func channelReadComplete(context: ChannelHandlerContext) {
            readCompleted()
            context.fireChannelReadComplete()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            fail(error)
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            fail(ChannelError.eof)
            becameUseless?()
            becameUseless = nil
            context.fireChannelInactive()
        }

        private func ended(_ context: ChannelHandlerContext) {
            let reader = reader
            self.reader = nil
            isBodyChunked = false
            // Behind a request that the upstream has not read to its end the next one would wait.
            let isLast = !isFollowed && !isReadFull
            let isFree = isKeptAlive && !isDelimitedByClose && isLast && sent == .all
            if isFree, reader != nil {
                isReadHeld = false
            } else {
                isClosing = true
                context.close(promise: nil)
            }
            reader?.upstreamEnded()
        }

        private func fail(_ error: any Error) {
            let reader = reader
            self.reader = nil
            reader?.upstreamFailed(error)
        }
    }

    extension HTTPResponseHead {
        /// Whether a body comes in chunks, and is coded in no other way.
        fileprivate var hasChunksOnly: Bool {
            let codings = headers.trimmed("transfer-encoding")
            return version == .http1_1 && codings.count == 1 && codings[0].lowercased() == "chunked"
                && status.mayHaveResponseBody
        }
    }

    @available(*, unavailable)
    extension UpstreamConnection: Sendable {}
#endif
