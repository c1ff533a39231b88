#if Relay
    internal import HTTPServing
    internal import NIOCore
    internal import NIOHTTP1

    /// A client's connection: requests for models are relayed from here, all others handed to the
    /// routes.
    ///
    /// It comes behind HTTP's handlers and writes bodies past them: the chunk of one read goes out in
    /// one piece, where HTTP's encoder makes three.
    final class ClientConnection: ChannelDuplexHandler, RemovableChannelHandler, LoopMember {
        typealias InboundIn = HTTPServerRequestPart
        typealias InboundOut = HTTPServerRequestPart
        typealias OutboundIn = HTTPServerResponsePart
        typealias OutboundOut = HTTPServerResponsePart

        enum State {
            /// Nothing is asked; for so long.
            case idle(since: NIODeadline)
            /// The body of a request comes.
            case receiving(IncomingRequest)
            /// A request is being answered by an upstream.
            case relaying(RelayExchange)
            /// Refused; the rest of the request is of no interest.
            case refused(since: NIODeadline)
            /// The routes have it, whose begin was then.
            case routed(since: NIODeadline, isReceived: Bool, isAnswered: Bool)
            case closed
        }

        let loop: RelayLoop
        /// What reads the requests.
        let decoder: RequestDecoder
        /// Closes when all is sent that was written.
        let closing: FlushedClose
        /// Gives the connection to the routes, the first time that it is for them.
        private let handOver: (any Channel) throws -> Void
        private var isHandedOver = false
        private(set) var context: ChannelHandlerContext?
        /// Where bodies are written.
        private(set) var encoder: ChannelHandlerContext?
        var state = State.idle(since: .now())
        /// Whether a request was read: the first has less time.
        private(set) var isUsed = false
        /// The present request's version of HTTP.
        private(set) var version = HTTPVersion.http1_1
        /// Whether the present request asks for the head of an answer only.
        private(set) var isForHead = false
        /// Whether the connection ends with the present answer.
        var isLast = false
        /// What is noted of the present request, if the routes have it.
        private var routedRecord: RoutedRecord?
        /// Its place among those of the loop.
        var position = 0

        init(
            on loop: RelayLoop, decoder: RequestDecoder, closing: FlushedClose,
            handOver: @escaping (any Channel) throws -> Void
        ) {
            self.loop = loop
            self.decoder = decoder
            self.closing = closing
            self.handOver = handOver
        }

        /// Whether the system takes more.
        private(set) var isWritable = true

        func handlerAdded(context: ChannelHandlerContext) {
            self.context = context
            encoder = try? context.pipeline.syncOperations.context(
                handlerType: HTTPResponseEncoder.self)
            if context.channel.isActive { loop.add(self) }
        }

        func handlerRemoved(context: ChannelHandlerContext) {
            self.context = nil
            encoder = nil
        }

        func channelActive(context: ChannelHandlerContext) {
            loop.add(self)
            context.fireChannelActive()
        }

        func channelInactive(context: ChannelHandlerContext) {
            let before = state
            state = .closed
            switch before {
            case .relaying(let exchange): exchange.clientIsGone()
            case .receiving(let request): request.abandoned(loop.shared)
            case .idle, .refused, .routed, .closed: break
            }
            routedRecord.take()?.close(loop.shared)
            loop.remove(self)
            context.fireChannelInactive()
        }

        func channelWritabilityChanged(context: ChannelHandlerContext) {
            isWritable = context.channel.isWritable
            if case .relaying(let exchange) = state, isWritable {
                exchange.resumeReading()
            }
            context.fireChannelWritabilityChanged()
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): received(head, context)
            case .body(let bytes): received(bytes, context)
            case .end: receivedEnd(data, context)
            }
        }

        /// What the routes write goes on; their answer's end is noted.
        func write(
            context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
        ) {
            guard case .routed(let since, let isReceived, false) = state else {
                // The request was refused meanwhile: there is no second answer.
                promise?.fail(ChannelError.ioOnClosedChannel)
                return
            }
            switch unwrapOutboundIn(data) {
            case .head(var head):
                routedRecord?.note(head)
                head.version = version
                // HTTP/1.0 knows no other end.
                let isEndless = version.isOld && !head.headers.contains(name: "content-length")
                isLast = isLast || isEndless || loop.isDraining
                if isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
                context.write(wrapOutboundOut(.head(head)), promise: promise)
            case .body(let bytes):
                // It would be taken for the next answer.
                if isForHead {
                    promise?.succeed()
                    return
                }
                routedRecord?.note(bytes: bytes.readableBytes)
                context.write(data, promise: promise)
            case .end:
                routedRecord?.end()
                routedRecord.take()?.close(loop.shared)
                // The next request, which may have been sent ahead, comes within the call.
                let isOver = isReceived && isLast
                state =
                    isOver
                    ? .closed
                    : isReceived
                        ? .idle(since: .now())
                        : .routed(since: since, isReceived: false, isAnswered: true)
                // As in `whenFree`.
                if isOver { closing.lingers = true }
                context.write(data, promise: promise)
                if isOver { close() }
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            // What comes behind bytes that are not HTTP says nothing new: they are refused in their turn,
            // behind the answers to what came before them.
            if error is ByteToMessageDecoderError { return }
            // A client that is gone in the midst of a request has said nothing wrong.
            if let error = error as? HTTPParserError, error != .invalidEOFState {
                refuseMalformed()
                // Who sends what is no request goes on with it.
                closing.lingers = true
            }
            context.close(promise: nil)
        }

        /// Says that the bytes are not HTTP, if nothing else is being answered.
        private func refuseMalformed() {
            let answer = ErrorAnswer(
                .badRequest, "invalid_request_error", "this is not HTTP", reason: .malformed)
            switch state {
            case .idle: loop.shared.refused(as: answer)
            case .receiving(let request): request.finish(loop.shared, as: answer)
            case .routed(_, isReceived: false, isAnswered: false)
            where routedRecord?.isBegun == false:
                routedRecord = nil
                loop.shared.refused(as: answer)
            case .relaying, .refused, .routed, .closed: return
            }
            isLast = true
            isForHead = false
            answerOver(with: answer)
        }

        private func received(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
            // What was sent behind the last request is not read.
            guard case .idle = state else { return }
            var head = head
            head.takeOriginForm()
            version = head.version.major == 1 ? head.version : .http1_1
            isForHead = head.method == .HEAD
            isLast = !head.isKeepAlive || head.headers.asksToClose || loop.isDraining
            isUsed = true
            let shared = loop.shared
            guard let route = RelayRoute(head) else {
                guard let refusal = shared.refusal(of: head) else { return routed(head, context) }
                shared.refused(as: refusal)
                return refuse(refusal)
            }
            let request = IncomingRequest(head, route: route, shared)
            if let refusal = request.admit(shared) {
                request.finish(shared, as: refusal)
                return refuse(refusal)
            }
            state = .receiving(request)
            if !head.version.isOld,
                head.headers.first(name: "expect")?.lowercased() == "100-continue"
            {
                let goOn = HTTPResponseHead(version: version, status: .continue)
                context.writeAndFlush(wrapOutboundOut(.head(goOn)), promise: nil)
            }
        }

        private func received(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
            switch state {
            case .receiving(let request):
                guard let refusal = request.append(bytes, loop.shared) else { return }
                request.finish(loop.shared, as: refusal)
                refuse(refusal)
            case .routed:
                context.fireChannelRead(wrapInboundOut(.body(bytes)))
            case .idle, .relaying, .refused, .closed:
                break
            }
        }

        private func receivedEnd(_ data: NIOAny, _ context: ChannelHandlerContext) {
            switch state {
            case .receiving(let request):
                switch request.exchange(for: self) {
                case .success(let exchange):
                    state = .relaying(exchange)
                    exchange.begin()
                case .failure(let refusal):
                    request.finish(loop.shared, as: refusal.answer)
                    answerOver(with: refusal.answer)
                }
            case .routed(let since, _, let isAnswered):
                state =
                    !isAnswered
                    ? .routed(since: since, isReceived: true, isAnswered: false)
                    : isLast ? .closed : .idle(since: .now())
                context.fireChannelRead(data)
                if isAnswered, isLast {
                    closing.lingers = true
                    close()
                }
            case .refused:
                breakOff()
            case .idle, .relaying, .closed:
                break
            }
        }

        private func refuse(_ answer: ErrorAnswer) {
            // What is left of the request is not read for ever.
            isLast = true
            closing.lingers = true
            state = .refused(since: .now())
            send(answer)
        }

        private func routed(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
            state = .routed(since: .now(), isReceived: false, isAnswered: false)
            routedRecord = RoutedRecord(head, loop.shared)
            do {
                if !isHandedOver {
                    isHandedOver = true
                    try handOver(context.channel)
                }
                context.fireChannelRead(wrapInboundOut(.head(head)))
            } catch {
                context.close(promise: nil)
            }
        }
    }

    @available(*, unavailable)
    extension ClientConnection: Sendable {}
#endif
