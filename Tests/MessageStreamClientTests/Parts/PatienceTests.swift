#if Client
    import MessageStream
    import NIOCore
    import NIOEmbedded
    import PartialJSON
    import Synchronization
    import Testing

    @testable import MessageStreamClient

    /// How long is waited for what matters no more.
    @Suite(.timeLimit(.minutes(2))) struct PatienceTests {
        private let clock = SteppedClock()

        private var time: TimeSource {
            TimeSource(
                now: { [clock] in clock.now }, sleep: { [clock] in try await clock.sleep($0) })
        }

        private func exchange(_ timeouts: Timeouts = Timeouts()) -> ClientExchange {
            let exchange = ClientExchange(time: time, timeouts: timeouts, deadline: nil)
            exchange.begin {}
            return exchange
        }

        private func send(_ text: String, to exchange: ClientExchange) {
            _ = exchange.receive(ByteBuffer(string: text), on: EmbeddedEventLoop())
        }

        /// The refusals of a status, and of what is no event stream though its status is 200.
        @Test(arguments: [
            (529, "", "application/json"), (529, "{", "application/json"), (200, "{", "text/html"),
        ])
        func `A refusal is waited for ten seconds, whether a byte of its body has come or not`(
            _ status: Int, _ body: String, _ type: String
        ) async {
            let exchange = exchange()
            await clock.waitUntilOneSleeps(to: .seconds(20))
            exchange.receive(ResponseHead(status: status, headers: ["content-type": type]))
            if !body.isEmpty { send(body, to: exchange) }
            async let opening = exchange.opening(isolation: nil)
            await clock.waitUntilOneSleeps(to: .seconds(10))
            clock.advance(by: .seconds(10))
            guard case .refusal(let error, let head) = await opening else {
                Issue.record("no refusal")
                return
            }
            #expect(head?.status == status)
            #expect(error.code == (status == 200 ? .unexpectedContentType : .overloaded))
        }

        private static let start =
            #"data: {"type":"message_start","message":{"id":"m","content":[]}}"# + "\n\n"
        private static let stopReason =
            #"data: {"type":"message_delta","delta":{"stop_reason":"end_turn"}}"# + "\n\n"
        private static let ping = #"data: {"type":"ping"}"# + "\n\n"

        /// A stream that reads `exchange`.
        private func stream(_ exchange: ClientExchange, _ timeouts: Timeouts) -> ResponseStream {
            let client = MessageClient(
                configuration: .init(baseURL: "http://127.0.0.1:1"), time: time)
            let stream = ResponseStream(
                client: client, body: [:],
                options: RequestOptions(timeouts: timeouts, retries: .never))
            stream.state.withLock { state in
                state.head = ResponseHead(
                    status: 200, headers: ["content-type": "text/event-stream"])
                (state.hasHead, state.attempt, state.phase) = (true, 1, .reading(exchange))
            }
            return stream
        }

        @Test(arguments: [
            Timeouts(), Timeouts(firstByte: nil, idle: nil), Timeouts(pingsCount: false),
        ])
        func `A message with a stop reason is whole three seconds later, whatever pings come`(
            _ timeouts: Timeouts
        ) async throws {
            let exchange = exchange(timeouts)
            send(Self.start + Self.stopReason, to: exchange)
            let stream = stream(exchange, timeouts)
            async let message = stream.finalMessage(isolation: nil)
            await clock.waitUntilOneSleeps(to: .seconds(3))
            for _ in 0..<2 {
                clock.advance(by: .seconds(1))
                send(Self.ping, to: exchange)
            }
            clock.advance(by: .seconds(1))
            #expect(try await message.stopReason == .endTurn)
            #expect(stream.ending == .completeByStopReason)
        }

        @Test func `A block behind a stop reason does not lengthen the wait`() async throws {
            let exchange = exchange(Timeouts(firstByte: nil, idle: nil))
            let block =
                #"data: {"type":"content_block_start","index":0,"#
                + #""content_block":{"type":"text","text":"late"}}"# + "\n\n"
            send(Self.start + Self.stopReason + block, to: exchange)
            let stream = stream(exchange, Timeouts(firstByte: nil, idle: nil))
            let reading = Task { try? await stream.finalMessage(isolation: nil) }
            await clock.waitUntilOneSleeps(to: .seconds(3))
            clock.advance(by: .seconds(3))
            #expect(await reading.value == nil)
            #expect(stream.currentMessage?.text == "late")
        }

        @Test func `What comes within the three seconds counts`() async throws {
            let exchange = exchange()
            send(Self.start + Self.stopReason, to: exchange)
            let stream = stream(exchange, Timeouts())
            async let message = stream.finalMessage(isolation: nil)
            await clock.waitUntilOneSleeps(to: .seconds(3))
            clock.advance(by: .seconds(2))
            send(#"data: {"type":"message_stop"}"# + "\n\n", to: exchange)
            _ = try await message
            #expect(stream.ending == .complete)
        }

        @Test func `An error in JSON that is called an event stream is waited for ten seconds`()
            async
        {
            let exchange = exchange()
            send(#"{"error":{"type":"api_error","message":"Oh."}}"#, to: exchange)
            let stream = stream(exchange, Timeouts())
            let reading = Task { () async -> MessageStreamClientError? in
                do throws(MessageStreamClientError) {
                    _ = try await stream.finalMessage(isolation: nil)
                    return nil
                } catch {
                    return error
                }
            }
            await clock.waitUntilOneSleeps(to: .seconds(10))
            clock.advance(by: .seconds(10))
            let error = await reading.value
            #expect(error?.code == .api)
            #expect(error?.message == "Oh.")
        }
    }
#endif
