#if Relay
    internal import HTTPServing
    internal import NIOCore
    internal import NIOHTTP1

    /// A request that is being read: checked while it comes, and handed on when it is whole.
    ///
    /// It is read to its end before an upstream is asked: so that a slow client holds none, and so that
    /// another upstream can be asked with the same bytes.
    final class IncomingRequest {
        let begin = NIODeadline.now()
        private let head: HTTPRequestHead
        private let route: RelayRoute
        private var body = ByteBuffer()
        private var record: RelayedRequest
        private var client: ClientKeys.Client?
        /// Looks for the most tokens that are asked for, where they are to be reserved.
        private var maximumTokens: RequestedTokens?

        init(_ head: HTTPRequestHead, route: RelayRoute, _ shared: RelayShared) {
            self.head = head
            self.route = route
            record = RelayedRequest(
                id: shared.nextRequestID(), route: route.recorded, ending: .rejected, start: .now,
                end: .now)
        }

        /// Checks what the head tells; returns what is wrong with it.
        func admit(_ shared: RelayShared) -> ErrorAnswer? {
            if let refusal = shared.refusal(of: head) { return refusal }
            // One that is no Int is longer than any.
            if let length = head.headers.trimmed("content-length").first,
                Int(length) ?? .max > shared.configuration.maximumRequestBytes
            {
                return Self.tooLarge
            }
            if route == .chat, head.isBodyEncoded { return Self.encoded }
            switch shared.admit(head.headers) {
            case .success(let admitted):
                client = admitted
                if shared.configuration.reservesMaximumTokens, route == .messages {
                    maximumTokens = RequestedTokens()
                }
                record.keyName = admitted.name
                shared.metrics.began(record.route)
                return nil
            case .failure(let refusal):
                return refusal.answer
            }
        }

        /// Takes a piece of the body; returns what is wrong with it.
        func append(_ bytes: ByteBuffer, _ shared: RelayShared) -> ErrorAnswer? {
            var bytes = bytes
            guard
                body.readableBytes + bytes.readableBytes
                    <= shared.configuration.maximumRequestBytes
            else { return Self.tooLarge }
            maximumTokens?.look(at: bytes.readableBytesUInt8Span)
            if body.readableBytes == 0 { body = bytes } else { body.writeBuffer(&bytes) }
            return nil
        }

        /// What becomes of it now that it is whole.
        func exchange(for connection: ClientConnection) -> Result<RelayExchange, Refusal> {
            let shared = connection.loop.shared
            record.requestBytes = body.readableBytes
            let credentials = ForwardedHeaders.credentials(head.headers, without: shared.keys)
            switch route {
            case .messages:
                if let maximumTokens, let refusal = reserve(maximumTokens.count, shared) {
                    return .failure(refusal)
                }
                record.requestedModel = RequestedModel.name(in: body.readableBytesUInt8Span)
                let request = OutgoingRequest(
                    path: head.uri, headers: ForwardedHeaders.request(head.headers),
                    credentials: credentials, body: body)
                return .success(
                    RelayExchange(
                        request, for: connection,
                        sink: PassedAnswer(requestID: record.id, without: shared.secrets),
                        record: record, client: client, on: connection.loop))
            case .chat:
                do throws(ChatRequestError) {
                    let chat = try ChatRequest(parsing: body.readableBytesUInt8Span)
                    let events = try ChatEvents(query: head.query)
                    record.requestedModel = chat.model ?? shared.chatDefaults.model
                    let maximum = chat.maxTokens ?? shared.chatDefaults.maxTokens
                    if shared.configuration.reservesMaximumTokens,
                        let refusal = reserve(maximum, shared)
                    {
                        return .failure(refusal)
                    }
                    let question = chat.messagesBody(defaults: shared.chatDefaults)
                    let request = OutgoingRequest(
                        path: "/v1/messages", headers: ForwardedHeaders.chatRequest(head.headers),
                        credentials: credentials, body: ByteBuffer(bytes: question))
                    let sink = ChatAnswer(
                        events, owner: client?.owner ?? "", requestID: record.id,
                        start: record.start,
                        shared)
                    let exchange = RelayExchange(
                        request, for: connection, sink: sink, record: record, client: client,
                        on: connection.loop)
                    shared.answers.began(sink.id, owner: sink.owner, exchange)
                    return .success(exchange)
                } catch {
                    return .failure(Refusal(answer: ErrorAnswer(error)))
                }
            }
        }

        /// Takes tokens off the limit of the client; returns why it is to wait if they are not there.
        private func reserve(_ tokens: Int, _ shared: RelayShared) -> Refusal? {
            guard let client else { return nil }
            switch shared.reserve(tokens, for: client) {
            case .success(let reserved):
                record.reservedTokens = reserved
                return nil
            case .failure(let refusal):
                return refusal
            }
        }

        /// Closes the books on a request that the relay itself refused.
        func finish(_ shared: RelayShared, as answer: ErrorAnswer) {
            record.status = Int(answer.status.code)
            record.errorType = answer.type
            record.rejection = answer.reason?.rawValue
            record.ending = .rejected
            close(shared)
        }

        /// The client went away before it had asked.
        func abandoned(_ shared: RelayShared) {
            record.ending = .clientGone
            close(shared)
        }

        private func close(_ shared: RelayShared) {
            record.requestBytes = body.readableBytes
            record.end = .now
            shared.finished(record, of: client)
        }

        private static let encoded = ErrorAnswer(
            .unsupportedMediaType, "invalid_request_error",
            "the body must not be encoded: the field Content-Encoding says that it is",
            reason: .malformed)
        private static let tooLarge = ErrorAnswer(
            .payloadTooLarge, "request_too_large", "the request is larger than this relay takes",
            reason: .tooLarge)
    }

    /// An answer in the place of a result.
    struct Refusal: Error {
        var answer: ErrorAnswer

        init(answer: ErrorAnswer) {
            self.answer = answer
        }

        /// A limit of the key is reached.
        init(_ reason: Rejection, retryAfter: Duration) {
            answer = ErrorAnswer(
                .tooManyRequests, "rate_limit_error",
                "the limit of this key is reached: \(reason.rawValue)", reason: reason,
                retryAfter: retryAfter)
        }
    }

    @available(*, unavailable)
    extension IncomingRequest: Sendable {}
#endif
