#if Relay
    internal import NIOCore
    internal import NIOHTTP1

    extension ClientConnection {
        /// Begins an answer; returns whether its body goes in chunks.
        func beginAnswer(_ answer: HTTPResponseHead) -> Bool {
            var head = answer
            head.version = version
            let hasLength = head.headers.contains(name: "content-length")
            let isChunked = !hasLength && (version.major, version.minor) >= (1, 1)
            if isChunked {
                head.headers.add(name: "transfer-encoding", value: "chunked")
            } else if !hasLength {
                // HTTP/1.0 knows no other end.
                isLast = true
            }
            if isLast { head.headers.add(name: "connection", value: "close") }
            write(.head(head))
            return isChunked
        }

        /// Sends a piece of the body, as it goes over the wire.
        func send(_ bytes: ByteBuffer) {
            encoder?.write(NIOAny(IOData.byteBuffer(bytes)), promise: nil)
        }

        func flush() {
            encoder?.flush()
        }

        /// Ends the answer, and waits for the next request.
        func endAnswer() {
            state = .idle(since: .now())
            write(.end(nil))
            flush()
            if isLast { close() }
        }

        /// Ends the connection in the midst of the answer, so that nobody takes it for whole.
        func breakOff() {
            state = .closed
            flush()
            close()
        }

        /// Answers a request, whose end has been read, with an error.
        func answerOver(with answer: ErrorAnswer) {
            // A request that was sent ahead is handed over as soon as the answer is written.
            state = .idle(since: .now())
            send(answer)
            if isLast { close() }
        }

        /// Writes a whole answer.
        func send(_ answer: ErrorAnswer) {
            let body = ByteBuffer(string: answer.json)
            var head = HTTPResponseHead(
                version: version, status: answer.status, headers: answer.headers)
            head.headers.add(name: "content-length", value: "\(body.readableBytes)")
            if isLast { head.headers.add(name: "connection", value: "close") }
            write(.head(head))
            write(.body(.byteBuffer(body)))
            write(.end(nil))
            flush()
        }

        /// Closes when nothing is under way any more.
        func drain() {
            isLast = true
            context?.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        }

        func close() {
            context?.close(promise: nil)
        }

        /// Closes the connection if the client has taken too long; called now and then.
        func check(_ limits: RelayLoop.TimeLimits, at now: NIODeadline) {
            switch state {
            case .idle(let since):
                let limit = isUsed ? limits.keepAlive : limits.requestHead
                if now - since > limit { close() }
            case .receiving(let request):
                guard now - request.begin > limits.requestBody else { return }
                let answer = ErrorAnswer(
                    .requestTimeout, "timeout_error", "the request did not come in time",
                    reason: .bodyTimeout)
                isLast = true
                state = .closed
                request.finish(loop.shared, as: answer)
                send(answer)
                close()
            case .refused(let since):
                if now - since > Self.lingering { close() }
            case .routed(let since, isReceived: false, _):
                if now - since > limits.requestBody { close() }
            case .relaying, .routed, .closed:
                break
            }
        }

        /// How long a refused client may go on sending: one that is cut off at once may not read why.
        private static let lingering = TimeAmount.seconds(2)

        private func write(_ part: HTTPServerResponsePart) {
            context?.write(wrapOutboundOut(part), promise: nil)
        }
    }
#endif
