#if Relay
    internal import HTTPServing
    internal import NIOCore
    internal import NIOHTTP1

    extension ClientConnection {
        /// Begins an answer; returns whether its body goes in chunks.
        func beginAnswer(_ answer: HTTPResponseHead) -> Bool {
            var head = answer
            head.version = version
            let hasLength = head.headers.contains(name: "content-length")
            let isChunked = !hasLength && !version.isOld
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
            whenFree {
                write(.end(nil))
                flush()
            }
        }

        /// Ends the connection behind what was written, be it in the midst of an answer, which nobody
        /// takes for whole then.
        func breakOff() {
            // What was sent ahead is not read, and would turn the end into a reset, which takes the
            // answers before this one from a reader that is slow.
            if case .relaying = state { closing.lingers = true }
            state = .closed
            close()
        }

        /// Answers a request, whose end has been read, with an error.
        func answerOver(with answer: ErrorAnswer) {
            whenFree { send(answer) }
        }

        /// Writes the end of an answer: within the call a request that was sent ahead is handed over,
        /// unless the connection ends here.
        private func whenFree(_ writeEnd: () -> Void) {
            let isOver = isLast
            state = isOver ? .closed : .idle(since: .now())
            // What was sent ahead and is no request closes the connection within the call as well.
            if isOver { closing.lingers = true }
            writeEnd()
            if isOver { close() }
        }

        /// Writes a whole answer.
        func send(_ answer: ErrorAnswer) {
            let body = ByteBuffer(string: answer.json)
            var head = HTTPResponseHead(
                version: version, status: answer.status, headers: answer.headers)
            head.headers.add(name: "content-length", value: "\(body.readableBytes)")
            if isLast { head.headers.add(name: "connection", value: "close") }
            write(.head(head))
            if !isForHead { write(.body(.byteBuffer(body))) }
            write(.end(nil))
            flush()
        }

        /// Closes when nothing is under way any more.
        func drain() {
            isLast = true
            if case .idle = state { breakOff() }
        }

        /// Closes when all is sent that was written.
        func close() {
            context?.close(promise: nil)
        }

        /// Closes the connection if the client has taken too long; called now and then.
        func check(_ limits: RelayLoop.TimeLimits, at now: NIODeadline) {
            switch state {
            case .idle(let since):
                let limit = isUsed ? limits.keepAlive : limits.requestHead
                let isLate = decoder.headBegan.map { now - $0 > limits.requestHead } ?? false
                if isLate || now - since > limit { breakOff() }
            case .receiving(let request):
                guard now - request.begin > limits.requestBody else { return }
                let answer = ErrorAnswer(
                    .requestTimeout, "timeout_error", "the request did not come in time",
                    reason: .bodyTimeout)
                isLast = true
                request.finish(loop.shared, as: answer)
                answerOver(with: answer)
            case .refused(let since):
                if now - since > FlushedClose.lingering { breakOff() }
            case .routed(let since, isReceived: false, _):
                if now - since > limits.requestBody { breakOff() }
            case .relaying, .routed, .closed:
                break
            }
        }

        private func write(_ part: HTTPServerResponsePart) {
            context?.write(wrapOutboundOut(part), promise: nil)
        }
    }
#endif
