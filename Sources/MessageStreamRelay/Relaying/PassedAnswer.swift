#if Relay
    internal import HTTPServing
    internal import MessageStream
    internal import NIOCore
    internal import NIOHTTP1

    /// An answer that is passed on byte for byte, and read on the side.
    ///
    /// A refusal (status 400 and above) is held until it is whole, since it may quote the key that the
    /// upstream was asked with, which no client may see; if the relay has such keys, that is.
    final class PassedAnswer: AnswerSink {
        private var tap = MessageTap(.other)
        private var judgement = BodyJudgement(contentType: nil)
        /// Whether the upstream has stated the length of the body.
        private var isCounted = false
        private var isLabelledJSON = false
        private var status = 0
        private let requestID: String
        /// What no refusal may say.
        private let secrets: SecretSearch
        private var refusal: HeldRefusal?

        init(requestID: String, without secrets: SecretSearch = SecretSearch([])) {
            self.requestID = requestID
            self.secrets = secrets
        }

        var outlivesClient: Bool { false }
        var isRead: Bool { false }
        /// Bytes go through to their end.
        var isOver: Bool { false }
        var awaitsEnd: Bool { tap.tally.hasStopReason && !tap.isOver }
        /// Whether it is an event stream, as far as its body has said.
        private var isStream: Bool {
            judgement.kind.map { $0 == .eventStream } ?? judgement.isLabelled
        }

        func begin(_ head: HTTPResponseHead) -> HTTPResponseHead? {
            var answer = HTTPResponseHead(
                version: .http1_1, status: head.status,
                headers: ForwardedHeaders.response(head.headers))
            answer.headers.replaceOrAdd(name: "x-relay-request-id", value: requestID)
            if head.status.code >= 400, !secrets.isEmpty {
                status = Int(head.status.code)
                refusal = HeldRefusal(answer)
                return nil
            }
            if let length = head.headers.trimmed("content-length").first {
                answer.headers.add(name: "content-length", value: length)
                isCounted = true
            }
            status = Int(head.status.code)
            let type = head.headers.first(name: "content-type")
            judgement = BodyJudgement(contentType: type)
            isLabelledJSON = type?.lowercased().hasPrefix("application/json") ?? false
            // For those that stand in between.
            if isStream { answer.headers.replaceOrAdd(name: "x-accel-buffering", value: "no") }
            if !head.headers.contains(name: "content-encoding") { tap = MessageTap(.eventStream) }
            return answer
        }

        func begin(_ bytes: ByteBuffer) -> HTTPResponseHead? { nil }

        func receive(_ bytes: inout ByteBuffer, into body: inout BodyBuffer) {
            if refusal != nil {
                refusal?.append(bytes)
                return
            }
            if tap.isReadable, judgement.kind == nil { judge(bytes) }
            tap.tap(bytes)
            body.take(&bytes)
        }

        /// Looks otherwise, or no more, at what is no event stream.
        private func judge(_ bytes: ByteBuffer) {
            judgement.judge(bytes.readableBytesUInt8Span)
            switch judgement.kind {
            case .json: tap = MessageTap(.message)
            case .other: tap = MessageTap(.other)
            case .eventStream, nil: break
            }
        }

        func end(isDelimitedByClose: Bool, into body: inout BodyBuffer) -> AnswerEnd {
            if let refusal { return refusal.end(without: secrets) }
            // Where only the connection's end ends the body, the body itself must say it.
            let lacksEnd = isStream && tap.isReadable && !tap.isOver
            let isWhole = tap.finish()
            return isDelimitedByClose && (lacksEnd || isLabelledJSON && !isWhole) ? .cut : .whole
        }

        func endWithoutEnd(into body: inout BodyBuffer) -> AnswerEnd {
            if let refusal { return refusal.end(without: secrets) }
            tap.finish()
            // Bytes that are owed would be taken from the next answer; and what has begun behind a stop
            // reason, and did not end, is cut.
            let isCut = isStream && tap.isReadable && tap.tally.ending == .truncated
            return isCounted || isCut ? .cut : .whole
        }

        func fail(_ failure: RelayFailure, into body: inout BodyBuffer) -> Bool {
            // An event of the relay's own may stand only where one of the upstream's does not.
            let isPossible = isStream && !isCounted && tap.isBetweenEvents
            let isOver = tap.isOver
            tap.finish()
            guard isPossible, failure.ending != .truncated else { return false }
            // A message that has stopped lacks the end of its body only, and is no failure.
            if isOver { return true }
            let error = ErrorAnswer(failure).json
            body.append { buffer in
                buffer.writeString("event: error\ndata: ")
                buffer.writeString(error)
                buffer.writeString("\n\n")
            }
            return true
        }

        /// Bytes go through as they came: there is no sign of life but the upstream's own.
        func heartbeat(into body: inout BodyBuffer) {}

        func fill(_ record: inout RelayedRequest) {
            let ending = record.ending
            tap.tally.fill(&record)
            record.isStreaming = isStream
            if status >= 400 {
                record.ending = .refused
            } else if ending != .complete, tap.tally.ending != .complete {
                // What the relay saw itself is nearer than what the stream did not say.
                record.ending = ending
            }
        }
    }

    @available(*, unavailable)
    extension PassedAnswer: Sendable {}
#endif
