#if Relay
    internal import HTTPTypes
    internal import Hummingbird
    internal import NIOCore
    internal import NIOHTTP1
    internal import PartialJSON

    /// What the relay answers itself: the page, its state, and the rest of answers.
    struct RelayRoutes: Sendable {
        private let shared: RelayShared
        private let probe: UpstreamProbe

        init(_ shared: RelayShared, probe: UpstreamProbe) {
            self.shared = shared
            self.probe = probe
        }

        /// The methods of every path that is the relay's.
        static let methods: [String: [HTTPRequest.Method]] = [
            "/": [.get, .head], "/health": [.get, .head], "/ready": [.get, .head],
            "/metrics": [.get, .head], "/chat/stream": [.get, .head, .post, .delete],
            "/v1/messages": [.post],
        ]

        /// All of them.
        var responder: some HTTPResponder<BasicRequestContext> {
            let router = Router(
                context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
            router.get("/") { _, _ in page() }
            router.get("/health") { _, _ in json(.ok, ["status": "ok"]) }
            router.get("/ready") { _, _ in await ready() }
            router.get("/metrics") { request, _ in metrics(request) }
            router.get("/chat/stream") { request, _ in try await resume(request) }
            router.post("/chat/stream") { request, _ in try await resume(request) }
            router.delete("/chat/stream") { request, _ in stop(request) }
            return router.buildResponder()
        }

        private func page() -> Response {
            var headers: HTTPFields = [.contentType: "text/html; charset=utf-8"]
            for (name, value) in ChatPage.headers {
                if let name = HTTPField.Name(name) { headers[name] = value }
            }
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: ChatPage.html)))
        }

        private func ready() async -> Response {
            let states = await probe.states()
            let isReady = states.contains { $0.isReachable }
            let upstreams = states.map { state in
                JSONValue.object([
                    "name": .string(state.name), "reachable": .bool(state.isReachable),
                ])
            }
            return json(
                isReady ? .ok : .serviceUnavailable,
                [
                    "status": .string(isReady ? "ready" : "not_ready"),
                    "upstreams": .array(upstreams),
                ])
        }

        private func metrics(_ request: Request) -> Response {
            if case .failure(let refusal) = shared.client(of: request.headers) {
                return Response(refusal.answer)
            }
            return Response(
                status: .ok,
                headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: shared.metrics.prometheusText())))
        }

        /// The rest of an answer, for a client that has lost its connection.
        private func resume(_ request: Request) async throws -> Response {
            switch place(request) {
            case .failure(let refusal):
                return Response(refusal.answer)
            case .success(let (place, owner)):
                do throws(ChatAnswerStoreError) {
                    guard
                        let events = try await shared.answers.store.events(
                            of: place.answer, after: place.number, owner: owner)
                    else { return Response(status: .noContent) }
                    return Response(
                        status: .ok, headers: Self.fields(of: place.answer),
                        body: ResponseBody(asyncSequence: events))
                } catch {
                    return Response(Self.gone)
                }
            }
        }

        private func stop(_ request: Request) -> Response {
            switch place(request) {
            case .failure(let refusal):
                return Response(refusal.answer)
            case .success(let (place, owner)):
                guard shared.answers.stop(place.answer, owner: owner) else {
                    return Response(Self.gone)
                }
                return Response(status: .noContent)
            }
        }

        private func place(_ request: Request) -> Result<(LastEventID, String), Refusal> {
            switch shared.client(of: request.headers) {
            case .failure(let refusal):
                return .failure(refusal)
            case .success(let client):
                guard let text = request.headers[Self.lastEventID] else {
                    return .failure(Refusal(answer: Self.noPlace))
                }
                do throws(LastEventIDError) {
                    return .success((try LastEventID(text), client.owner))
                } catch {
                    return .failure(Refusal(answer: Self.noPlace))
                }
            }
        }

        private func json(_ status: HTTPResponse.Status, _ object: JSONObject) -> Response {
            Response(
                status: status,
                headers: [.contentType: "application/json", .cacheControl: "no-store"],
                body: ResponseBody(
                    byteBuffer: ByteBuffer(string: JSONValue.object(object).jsonText)))
        }

        private static func fields(of answer: ChatAnswerID) -> HTTPFields {
            let all = ChatAnswer.fields + [("x-answer-id", answer.description)]
            return HTTPFields(
                all.compactMap { name, value in
                    HTTPField.Name(name).map { HTTPField(name: $0, value: value) }
                })
        }

        private static let lastEventID = HTTPField.Name("last-event-id")!
        private static let gone = ErrorAnswer(
            .gone, "answer_gone", "this answer, or this part of it, is not kept any more",
            reason: .answerGone)
        private static let noPlace = ErrorAnswer(
            .badRequest, "invalid_request_error",
            "the header Last-Event-ID names no event of an answer", reason: .malformed)
    }
#endif
