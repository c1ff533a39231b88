#if Relay
    internal import HTTPTypes
    internal import Hummingbird
    internal import NIOCore

    /// Answers requests, over Hummingbird.
    struct ReplayResponder: HTTPResponder {
        /// Hummingbird's context of a request: the channel is all that is of interest.
        struct Context: InitializableFromSource {
            let channel: any Channel

            init(source: ApplicationRequestContextSource) {
                channel = source.channel
            }
        }

        /// The client is gone, or was sent away: Hummingbird has nothing to answer any more.
        struct AnswerAbandoned: Error {}

        let ledger: Observed<ReplayLedger>
        let maximumRequestBytes: Int

        func respond(to request: Request, context: Context) async throws -> Response {
            let id = ObjectIdentifier(context.channel)
            guard let connection = ledger.update({ $0.connections[id] }) else {
                throw AnswerAbandoned()
            }
            var received = ReceivedRequest(
                method: request.method.rawValue, path: request.uri.string,
                headers: request.headers.map { ($0.name.canonicalName, $0.value) }, body: [],
                time: .now)
            let isTooLarge = try await !collect(request, into: &received)
            let (number, answer) = ledger.update { [received] ledger in
                let number = ledger.note(received)
                if isTooLarge {
                    return (number, Answer.error(413, "the body is too large", number))
                }
                return (number, .answer(to: received, number: number, from: &ledger))
            }
            return try await respond(number, answer, to: received, over: connection)
        }

        /// Reads the body; returns whether it was within the limit.
        private func collect(
            _ request: Request, into received: inout ReceivedRequest
        ) async throws -> Bool {
            do {
                let body = try await request.body.collect(upTo: maximumRequestBytes)
                received.body = Array(body.readableBytesView)
                received.time = .now
                return true
            } catch is NIOTooManyBytesError {
                return false
            }
        }

        private func respond(
            _ number: Int, _ answer: Answer, to request: ReceivedRequest,
            over connection: Connection
        ) async throws -> Response {
            var head: HTTPFields = [.cacheControl: "no-cache"]
            head[Self.requestID] = Answer.requestID(number)
            switch answer {
            case .reset:
                try await connection.reset(hasAnswer: false)
                throw AnswerAbandoned()
            case .stall:
                connection.beginAnswer(number)
                try await connection.waitUntilClosed()
                throw AnswerAbandoned()
            case .body(let body):
                for (name, value) in body.headers {
                    if let name = HTTPField.Name(name) { head[name] = value }
                }
                return Response(
                    status: .init(code: body.status), headers: head,
                    body: ResponseBody(byteBuffer: ByteBuffer(bytes: body.bytes)))
            case .stream(let delivery, var behaviour):
                behaviour.isGzipped = behaviour.isGzipped && request.acceptsGzip
                head[.contentType] = "text/event-stream; charset=utf-8"
                if behaviour.isGzipped { head[.contentEncoding] = "gzip" }
                let transmission = Transmission(
                    delivery: delivery, behaviour: behaviour, connection: connection)
                // Not with the body: that is never asked for if the head finds nobody.
                connection.beginAnswer(number)
                return Response(
                    status: .ok, headers: head,
                    body: ResponseBody { writer in try await transmission.run(&writer) })
            }
        }

        private static let requestID = HTTPField.Name("request-id")!
    }

    extension ReceivedRequest {
        /// Whether the client can undo gzip.
        fileprivate var acceptsGzip: Bool {
            let codings = self[header: "accept-encoding"]?.split(separator: ",") ?? []
            return codings.contains { coding in
                let parts = coding.split(separator: ";").map(\.trimmed)
                guard parts.first == "gzip" else { return false }
                let weight = parts.first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
                return weight != 0
            }
        }
    }
#endif
