#if Relay
    internal import HTTPTypes
    internal import MessageStream
    internal import NIOCore
    internal import NIOHTTP1
    internal import PartialJSON

    /// An answer of the chat: the upstream's events as smaller ones, kept for a client that comes back.
    final class ChatAnswer: AnswerSink {
        /// The longest error of an upstream that is read.
        static let greatestError = 64 << 10

        private enum Course {
            /// Events go on.
            case streaming
            /// The beginning of the body will tell whether events come.
            case undecided(HTTPResponseHead, ByteBuffer)
            /// The client waits for events, and gets as one what the upstream says instead.
            case misled(ByteBuffer)
            /// The upstream refuses: its words are collected.
            case refused(HTTPResponseHead, ByteBuffer)
        }

        let id = ChatAnswerID()
        let owner: String
        private let requestID: String
        private let answers: ChatAnswers
        private let isKept: Bool
        private let secrets: SecretSearch
        private var rewrap: ChatRewrap
        private var course = Course.streaming
        private var judgement = BodyJudgement(contentType: nil)
        /// What came before the beginning was known.
        private var unread: ByteBuffer?

        init(
            _ events: ChatEvents, owner: String, requestID: String,
            start: ContinuousClock.Instant, _ shared: RelayShared
        ) {
            self.owner = owner
            self.requestID = requestID
            answers = shared.answers
            isKept = shared.configuration.chat.resumption.isEnabled
            secrets = shared.secrets
            rewrap = ChatRewrap(answer: id, events: events, start: start, secrets: secrets)
        }

        var outlivesClient: Bool { isKept }

        var isRead: Bool { isKept && answers.store.readers(of: id) > 0 }

        var isOver: Bool { rewrap.isOver }

        var awaitsEnd: Bool { rewrap.tally.hasStopReason && !rewrap.isOver }

        func begin(_ head: HTTPResponseHead) -> HTTPResponseHead? {
            guard 200..<300 ~= head.status.code else {
                course = .refused(head, ByteBuffer())
                return nil
            }
            judgement = BodyJudgement(contentType: head.headers.first(name: "content-type"))
            if judgement.isLabelled { return begin() }
            course = .undecided(head, ByteBuffer())
            return nil
        }

        func begin(_ bytes: ByteBuffer) -> HTTPResponseHead? {
            guard case .undecided(let head, let held) = course else { return nil }
            judgement.judge(bytes.readableBytesUInt8Span)
            switch judgement.kind {
            case .eventStream:
                course = .streaming
                unread = held
                return begin()
            case .json, .other: course = .refused(head, held)
            case nil: break
            }
            return nil
        }

        private func begin() -> HTTPResponseHead {
            if isKept { answers.store.begin(id, owner: owner) {} }
            var answer = HTTPResponseHead(version: .http1_1, status: .ok)
            for (name, value) in Self.fields { answer.headers.add(name: name, value: value) }
            answer.headers.add(name: "x-answer-id", value: id.description)
            answer.headers.add(name: "x-relay-request-id", value: requestID)
            return answer
        }

        func receive(_ bytes: inout ByteBuffer, into body: inout BodyBuffer) {
            switch course {
            case .streaming:
                if judgement.kind == nil, let start = judgement.judge(bytes.readableBytesUInt8Span),
                    judgement.kind != .eventStream
                {
                    var words = ByteBuffer()
                    bytes.moveReaderIndex(forwardBy: start)
                    Self.collect(bytes, in: &words)
                    course = .misled(words)
                    return
                }
                write(into: &body) { out in
                    if let unread = unread.take() { rewrap.rewrap(unread, into: &out) }
                    rewrap.rewrap(bytes, into: &out)
                }
            case .undecided(let head, var words):
                Self.collect(bytes, in: &words)
                course = .undecided(head, words)
            case .misled(var words):
                Self.collect(bytes, in: &words, atMost: MessageTap.maximumMessageBytes)
                course = .misled(words)
            case .refused(let head, var words):
                let isMessage = head.status.code < 400
                Self.collect(
                    bytes, in: &words,
                    atMost: isMessage ? MessageTap.maximumMessageBytes : Self.greatestError)
                course = .refused(head, words)
            }
        }

        private static func collect(
            _ bytes: ByteBuffer, in words: inout ByteBuffer, atMost maximum: Int = greatestError
        ) {
            if words.readableBytes + bytes.readableBytes <= maximum {
                words.writeImmutableBuffer(bytes)
            }
        }

        func end(isDelimitedByClose: Bool, into body: inout BodyBuffer) -> AnswerEnd {
            switch course {
            case .refused(let head, let words), .undecided(let head, let words):
                return .replaced(ErrorAnswer(head, words, without: secrets))
            case .misled(let words):
                tell(words, into: &body)
                return .whole
            case .streaming:
                write(into: &body) { rewrap.finish(into: &$0) }
                return .whole
            }
        }

        func endWithoutEnd(into body: inout BodyBuffer) -> AnswerEnd {
            end(isDelimitedByClose: false, into: &body)
        }

        /// Says in the stream what the upstream said instead of events.
        private func tell(_ words: ByteBuffer, into body: inout BodyBuffer) {
            let head = HTTPResponseHead(version: .http1_1, status: .ok)
            let error = ErrorAnswer(head, words, without: secrets)
            write(into: &body) {
                rewrap.fail(APIErrorType(rawValue: error.type), error.message, into: &$0)
            }
        }

        func fail(_ failure: RelayFailure, into body: inout BodyBuffer) -> Bool {
            if case .misled(let words) = course {
                tell(words, into: &body)
                return true
            }
            write(into: &body) { buffer in
                if failure.ending == .truncated {
                    rewrap.finish(into: &buffer)
                } else {
                    rewrap.fail(
                        APIErrorType(rawValue: failure.type), failure.message, into: &buffer)
                }
            }
            return true
        }

        func heartbeat(into body: inout BodyBuffer) {
            // Whole events are written only: between two of them is where it stands.
            if !rewrap.isOver { body.append { $0.writeStaticString(": heartbeat\n\n") } }
        }

        func fill(_ record: inout RelayedRequest) {
            let ending = record.ending
            var tally = rewrap.tally
            switch course {
            case .refused(let head, let words) where 200..<300 ~= head.status.code:
                noteWhole(words, in: &tally, &record)
            case .misled(let words): noteWhole(words, in: &tally, &record)
            case .refused: record.costsNothing = true
            case .undecided, .streaming: break
            }
            tally.fill(&record)
            switch course {
            case .refused, .undecided, .misled: record.ending = .refused
            case .streaming where ending != .complete && rewrap.tally.ending != .complete:
                record.ending = ending
            case .streaming: break
            }
            answers.ended(id)
            if isKept, !isOver { answers.store.end(id) }
        }

        /// Notes the answer of an upstream that did not stream: a message is paid for, though it is of
        /// no use to the client.
        private func noteWhole(
            _ words: ByteBuffer, in tally: inout StreamTally, _ record: inout RelayedRequest
        ) {
            tally.note(message: words.readableBytesUInt8Span)
            record.costsNothing = tally.tokens == StreamTally.Tokens()
        }

        /// Writes events for the client, and for the store.
        private func write(into body: inout BodyBuffer, _ write: (inout ByteBuffer) -> Void) {
            let isKept = isKept
            let before = rewrap.lastNumber
            body.append { buffer in
                let start = buffer.writerIndex
                write(&buffer)
                guard isKept, rewrap.lastNumber > before,
                    let events = buffer.getSlice(at: start, length: buffer.writerIndex - start)
                else { return }
                answers.store.append(events, lastNumber: rewrap.lastNumber, to: id)
                if rewrap.isOver { answers.store.end(id) }
            }
        }

        /// The fields of an event stream of the chat.
        static let fields: [(name: String, value: String)] = [
            ("content-type", "text/event-stream; charset=utf-8"),
            ("cache-control", "no-cache"),
            ("x-accel-buffering", "no"),
        ]
    }

    extension ErrorAnswer {
        /// The longest wait that an upstream may ask for, in seconds: a day.
        private static let greatestRetryAfter = 86_400

        /// What an upstream says that refuses a request, for a client of the chat.
        init(_ head: HTTPResponseHead, _ words: ByteBuffer, without secrets: SecretSearch) {
            let body = try? JSONValue(parsing: words.readableBytesUInt8Span.withoutByteOrderMark)
            // Some send a list of one, or the message alone.
            let error = (body?[0] ?? body)?["error"]
            let type = error?["type"]?.string ?? "api_error"
            let message =
                error?.string ?? error?["message"]?.string
                ?? "the upstream did not answer with a stream"
            self.init(
                head.status.code >= 400 ? head.status : .badGateway,
                secrets.cleaned(type) ?? type, secrets.cleaned(message) ?? message)
            retryAfter = head.headers.first(name: "retry-after").flatMap(Int.init).map {
                .seconds(min(max(0, $0), Self.greatestRetryAfter))
            }
        }
    }

    @available(*, unavailable)
    extension ChatAnswer: Sendable {}
#endif
