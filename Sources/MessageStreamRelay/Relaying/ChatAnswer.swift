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
            /// The upstream refuses: its words are collected.
            case refused(HTTPResponseHead, ByteBuffer)
        }

        let id = ChatAnswerID()
        let owner: String
        private let requestID: String
        private let answers: ChatAnswers
        private let isKept: Bool
        private var rewrap: ChatRewrap
        private var course = Course.streaming

        init(
            _ events: ChatEvents, owner: String, requestID: String,
            start: ContinuousClock.Instant, _ shared: RelayShared
        ) {
            self.owner = owner
            self.requestID = requestID
            answers = shared.answers
            isKept = shared.configuration.chat.resumption.isEnabled
            rewrap = ChatRewrap(answer: id, events: events, start: start)
        }

        var outlivesClient: Bool { isKept }

        var isRead: Bool { isKept && answers.store.readers(of: id) > 0 }

        var isOver: Bool { rewrap.isOver }

        func begin(_ head: HTTPResponseHead) -> HTTPResponseHead? {
            let type = head.headers.first(name: "content-type")?.lowercased() ?? ""
            guard head.status == .ok, type.hasPrefix("text/event-stream") else {
                course = .refused(head, ByteBuffer())
                return nil
            }
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
                write(into: &body) { rewrap.rewrap(bytes, into: &$0) }
            case .refused(let head, var words):
                course = .streaming
                if words.readableBytes + bytes.readableBytes <= Self.greatestError {
                    words.writeImmutableBuffer(bytes)
                }
                course = .refused(head, words)
            }
        }

        func end(isDelimitedByClose: Bool, into body: inout BodyBuffer) -> AnswerEnd {
            switch course {
            case .refused(let head, let words):
                return .replaced(ErrorAnswer(head, words))
            case .streaming:
                write(into: &body) { rewrap.finish(into: &$0) }
                return .whole
            }
        }

        func fail(_ failure: RelayFailure, into body: inout BodyBuffer) -> Bool {
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
            rewrap.tally.fill(&record)
            if case .refused = course {
                record.ending = .refused
            } else if ending != .complete, rewrap.tally.ending != .complete {
                record.ending = ending
            }
            answers.ended(id)
            if isKept, !isOver { answers.store.end(id) }
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
        /// What an upstream says that refuses a request, for a client of the chat.
        init(_ head: HTTPResponseHead, _ words: ByteBuffer) {
            let error = (try? JSONValue(parsing: words.readableBytesUInt8Span))?["error"]
            let isError = head.status.code >= 400
            self.init(
                isError ? head.status : .badGateway, error?["type"]?.string ?? "api_error",
                error?["message"]?.string ?? "the upstream did not answer with a stream")
            retryAfter = head.headers.first(name: "retry-after").flatMap(Int.init).map {
                .seconds($0)
            }
        }
    }

    @available(*, unavailable)
    extension ChatAnswer: Sendable {}
#endif
