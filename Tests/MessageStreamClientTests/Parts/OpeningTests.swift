#if Client
    import MessageStream
    import NIOCore
    import NIOEmbedded
    import PartialJSON
    import Synchronization
    import Testing

    @testable import MessageStreamClient

    /// How an answer begins: what its body is decides, whatever it is called.
    @Suite struct OpeningTests {
        private static let labels: [String?] = [
            nil, "application/json", "text/plain", "application/octet-stream", "text/html",
            "text/event-stream; charset=utf-8",
        ]

        private static let message =
            #"data: {"type":"message_start","message":{"id":"m","content":[]}}"# + "\n\n"
            + #"data: {"type":"message_delta","delta":{"stop_reason":"end_turn"}}"# + "\n\n"
            + #"data: {"type":"message_stop"}"# + "\n\n"

        /// What an answer with this body comes to, from its head to its end.
        private func outcome(
            _ label: String?, _ pieces: [String], end: Result<Void, MessageStreamClientError>
        ) async -> (error: MessageStreamClientError?, message: Message?) {
            let client = MessageClient(configuration: .init(baseURL: "http://127.0.0.1:1"))
            let stream = ResponseStream(
                client: client, body: [:], options: RequestOptions(retries: .never))
            let exchange = ClientExchange(time: .system, timeouts: Timeouts(), deadline: nil)
            var headers: HTTPHeaderFields = ["request-id": "req_1"]
            headers["content-type"] = label
            exchange.receive(ResponseHead(status: 200, headers: headers))
            for piece in pieces {
                _ = exchange.receive(ByteBuffer(string: piece), on: EmbeddedEventLoop())
            }
            exchange.end(end)
            switch await exchange.opening(isolation: nil) {
            case .refusal(let error, _): return (error, nil)
            case .answer(let head):
                stream.state.withLock { state in
                    (state.head, state.hasHead, state.attempt) = (head, true, 1)
                    state.phase = .reading(exchange)
                }
                do throws(MessageStreamClientError) {
                    return (nil, try await stream.finalMessage(isolation: nil))
                } catch {
                    return (error, nil)
                }
            }
        }

        private func pieces(_ text: String) -> [[String]] {
            [[text], text.unicodeScalars.map { String($0) }]
        }

        @Test(arguments: labels, ["", "\n\n", ": hello\n\n", "\u{FEFF}", "id: 1\n"])
        func `An event stream is read, whatever its label`(
            _ label: String?, _ beginning: String
        ) async {
            for pieces in pieces(beginning + Self.message) {
                let outcome = await outcome(label, pieces, end: .success(()))
                #expect(outcome.error == nil)
                #expect(outcome.message?.stopReason == .endTurn)
            }
        }

        @Test(arguments: labels, ["", "\n \n", "\u{FEFF}"])
        func `An error in JSON is that error, whatever its label`(
            _ label: String?, _ beginning: String
        ) async {
            for (json, code, mayPass) in [
                (
                    #"{"type":"error","error":{"type":"overloaded_error","message":"Busy."}}"#,
                    MessageStreamClientError.Code.overloaded, true
                ),
                (
                    #"{"error":{"type":"invalid_request_error","message":"Busy."}}"#,
                    .invalidRequest, false
                ),
                (#"{"error": "Busy."}"#, .refusedByEvent, false),
                (#"[{"error": {"code": 503, "message": "Busy."}}]"#, .refusedByEvent, false),
                (
                    #"{"error":{"type":"rate_limit_error","message":"Busy."}}"#
                        + "\n\ndata: [DONE]\n\n", .rateLimit, true
                ),
            ] {
                for pieces in pieces(beginning + json) {
                    for end in [
                        Result<Void, MessageStreamClientError>.success(()),
                        .failure(MessageStreamClientError(.connectionLost)),
                        .failure(MessageStreamClientError(.idleTimeout)),
                    ] {
                        let error = await outcome(label, pieces, end: end).error
                        #expect(error?.code == code)
                        #expect(error?.message == "Busy.")
                        #expect(error?.requestID == "req_1")
                        #expect(error?.mayPass == mayPass)
                    }
                }
            }
        }

        @Test func `Behind the comments of an event stream an error is found as well`() async {
            let text = ": WAITING\n\n: WAITING\n\n" + #"{"error":{"message":"No credit."}}"#
            for pieces in pieces(text) {
                let error = await outcome("text/event-stream", pieces, end: .success(())).error
                #expect(error?.message == "No credit.")
                #expect(error?.mayPass == false)
            }
        }

        @Test(arguments: [
            #"{"id":"m","type":"message","content":[]}"#, "<!DOCTYPE html><p>Sign in", "[1, 2",
        ])
        func `What is neither is quoted, whatever its label`(_ body: String) async {
            for label in Self.labels {
                for pieces in pieces(body) {
                    let error = await outcome(label, pieces, end: .success(())).error
                    #expect(error?.code == .unexpectedContentType)
                    #expect(error?.message == "\(label ?? "no type"), which begins: \(body)")
                }
            }
        }

        @Test func `A line of text is quoted, unless it is called an event stream`() async {
            for label in Self.labels.dropLast() {
                let error = await outcome(label, ["upstream ", "failed"], end: .success(())).error
                #expect(error?.code == .unexpectedContentType)
                #expect(error?.message == "\(label ?? "no type"), which begins: upstream failed")
            }
            let end = Result<Void, MessageStreamClientError>.success(())
            let labelled = await outcome("text/event-stream", ["upstream failed"], end: end)
            #expect(labelled.error?.code == .truncated)
        }

        @Test func `Of a body nothing of which came the network's end is told`() async {
            for label in Self.labels {
                #expect(await outcome(label, [], end: .success(())).error?.code == .truncated)
                let lost = MessageStreamClientError(.connectionLost)
                #expect(
                    await outcome(label, [], end: .failure(lost)).error?.code == .connectionLost)
            }
        }

        @Test func `A body without end is read up to what an error keeps`() async {
            let line = #"{"a":""# + String(repeating: "x", count: 1 << 10)
            for label in Self.labels {
                let pieces = [line] + Array(repeating: String(line.dropFirst(6)), count: 100)
                let error = await outcome(label, pieces, end: .success(())).error
                #expect(error?.code == .unexpectedContentType)
                #expect(error?.body.count == MessageStreamClientError.maximumBodyBytes)
            }
        }
    }
#endif
