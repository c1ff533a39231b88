#if Relay
    internal import HTTPServing
    internal import NIOCore
    internal import NIOHTTP1

    extension RelayExchange: UpstreamReader {
        /// A client that does not keep up holds the upstream up; one that is gone holds nothing up.
        var mayRead: Bool { client?.isWritable ?? true }

        func upstreamAnswered(_ head: HTTPResponseHead) {
            guard case .awaitingAnswer(let connection) = state else { return }
            lastProgress = .now()
            // Nobody asked for another protocol, below and above is no status of an answer, what is longer
            // than any number no length; and what is coded otherwise than in chunks, once, could not be
            // read, nor would it be known where it ends.
            let codings = head.headers.trimmed("transfer-encoding").map { $0.lowercased() }
            guard 200...599 ~= head.status.code,
                head.headers.trimmed("content-length").first.map({ Int($0) != nil }) ?? true,
                codings.isEmpty || codings == ["chunked"]
            else {
                loop.selection.failed(connection.upstream, at: .now)
                return give(up: .malformed)
            }
            loop.selection.answered(connection.upstream)
            record.costsNothing = head.status.code >= 400
            if canReplace(head.status) {
                state = .connecting
                connection.abandon()
                return attempt()
            }
            state = .answering(connection)
            record.status = Int(head.status.code)
            if let answer = sink.begin(head) { begin(answer) }
        }

        func upstreamSent(_ bytes: inout ByteBuffer) {
            guard case .answering = state else { return }
            lastProgress = .now()
            if !hasBegun, let answer = sink.begin(bytes) { begin(answer) }
            var body = takeBody()
            sink.receive(&bytes, into: &body)
            awaitsEndSince = sink.awaitsEnd ? awaitsEndSince ?? lastProgress : nil
            if body.count >= Self.greatestWrite {
                send(body)
            } else {
                self.body = body
            }
        }

        func upstreamPaused() {
            guard case .answering(let connection) = state else { return }
            if let body {
                self.body = nil
                send(body)
            }
            if sink.isOver {
                // Some upstreams leave the connection open behind the last event.
                rest(connection)
            } else {
                // Large reads have been written already, but not flushed.
                client?.flush()
            }
        }

        func upstreamEnded() {
            switch state {
            case .answering(let connection):
                var body = takeBody()
                let end = sink.end(isDelimitedByClose: connection.isDelimitedByClose, into: &body)
                loop.pools[connection.upstream].giveBack(connection)
                ended(end, body)
            case .awaitingAnswer(let connection):
                // An end without a beginning.
                repeatOrGiveUp(connection)
            case .resting(let connection):
                loop.pools[connection.upstream].giveBack(connection)
                finish(.complete)
            case .connecting, .over:
                break
            }
        }

        /// The end does not come: the client has all that it will get.
        func endWithoutEnd() {
            guard case .answering(let connection) = state else { return }
            var body = takeBody()
            ended(sink.endWithoutEnd(into: &body), body)
            connection.abandon()
        }

        func upstreamFailed(_ error: any Error) {
            switch state {
            case .awaitingAnswer(let connection): repeatOrGiveUp(connection)
            case .answering: give(up: .truncated)
            case .resting: finish(.complete)
            case .connecting, .over: break
            }
        }

        /// Breaks off, and tells the client as far as it can still be told.
        func give(up failure: RelayFailure) {
            switch state {
            case .over: return
            case .resting: return cancel(as: .complete)
            case .connecting, .awaitingAnswer, .answering: break
            }
            let connection = connection
            let client = client
            if !hasBegun {
                let answer = ErrorAnswer(failure)
                record.status = Int(answer.status.code)
                record.errorType = answer.type
                finish(failure.ending)
                client?.answerOver(with: answer)
            } else {
                var body = takeBody()
                let isTold = sink.fail(failure, into: &body)
                send(body)
                finish(failure.ending)
                if isTold { client?.endAnswer() } else { client?.breakOff() }
            }
            connection?.abandon()
        }

        /// Sends a sign of life if nothing was sent for `interval`.
        func heartbeat(after interval: TimeAmount, at now: NIODeadline) {
            guard case .answering = state, hasBegun, let client, client.isWritable, body == nil,
                now - lastSent >= interval
            else { return }
            var body = takeBody()
            sink.heartbeat(into: &body)
            send(body)
            client.flush()
        }

        private func begin(_ answer: HTTPResponseHead) {
            hasBegun = true
            isChunked = client?.beginAnswer(answer) ?? true
            record.isStreaming =
                answer.headers.first(name: "content-type")?.hasPrefix("text/event-stream") ?? false
        }

        /// The books are closed before the client is told, as in ``rest(_:)``.
        private func ended(_ end: AnswerEnd, _ body: BodyBuffer) {
            let client = client
            switch end {
            case .whole:
                send(body)
                finish(.complete)
                client?.endAnswer()
            case .cut:
                send(body)
                finish(.complete)
                client?.breakOff()
            case .held(let head, var bytes):
                loop.output.giveBack(body.bytes)
                begin(head)
                var body = takeBody()
                body.take(&bytes)
                send(body)
                finish(.complete)
                client?.endAnswer()
            case .replaced(let answer):
                loop.output.giveBack(body.bytes)
                record.status = Int(answer.status.code)
                finish(.complete)
                client?.answerOver(with: answer)
            }
        }

        private func takeBody() -> BodyBuffer {
            if let body {
                self.body = nil
                return body
            }
            return BodyBuffer(loop.output.take(), isChunked: isChunked)
        }

        private func send(_ body: consuming BodyBuffer) {
            record.responseBytes += body.count
            let bytes = body.framed()
            if let client, bytes.readableBytes > 0 {
                lastSent = lastProgress
                client.send(bytes)
            }
            loop.output.giveBack(bytes)
        }
    }
#endif
