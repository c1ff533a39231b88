#if Relay
    import Foundation
    import MessageRequests
    import MessageStream
    import MessageStreamReplay
    import TestSupport
    import Testing

    @testable import MessageStreamFoundation

    #if canImport(FoundationNetworking)
        import FoundationNetworking
    #endif

    /// A stream read by a session, over sockets.
    @Suite(.timeLimit(.minutes(5)))
    struct URLSessionTests {
        private static let recording = ReplayRecording(
            name: "answer",
            bytes: Array(
                ("""
                event: message_start
                data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":\
                "assistant","content":[],"model":"m","usage":{"input_tokens":1,"output_tokens":1}}}

                event: content_block_start
                data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi "}}

                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"you"}}

                event: content_block_stop
                data: {"type":"content_block_stop","index":0}

                event: message_delta
                data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}

                event: message_stop
                data: {"type":"message_stop"}


                """).utf8))

        private static let request = MessageRequest(
            model: "m", maxTokens: 16, messages: [.user("Hi")])

        /// Asks a server that answers with these faults.
        private func ask<Result>(
            _ faults: String = "", pace: Duration? = nil,
            isolation: isolated (any Actor)? = #isolation,
            _ body: (URLRequest, ReplayServer) async throws -> Result
        ) async throws -> Result {
            let server = try await ReplayServer.start(recordings: [Self.recording])
            do {
                var request = try URLRequest(
                    streaming: Self.request, apiKey: "sk-secret", baseURL: server.baseURL)
                if !faults.isEmpty {
                    request.setValue(faults, forHTTPHeaderField: "x-replay-fault")
                }
                request.timeoutInterval = 20
                let result = try await body(request, server)
                await server.stop()
                return result
            } catch {
                await server.stop()
                throw error
            }
        }

        @Test func `a message is read as it comes`() async throws {
            try await ask { request, _ in
                let body = try await URLSession.shared.messageStream(for: request)
                #expect(body.response.statusCode == 200)
                #expect(try await body.messageStreamEvents().finalText() == "Hi you")
            }
        }

        @Test(arguments: ["crlf", "bom", "done", "no-event-lines", "no-message-stop"])
        func `streams that gateways change are read`(faults: String) async throws {
            try await ask(faults) { request, _ in
                let body = try await URLSession.shared.messageStream(for: request)
                let outcome = await body.messageStreamEvents().outcome()
                #expect(outcome.message?.text == "Hi you")
                #expect(outcome.ending.isComplete)
            }
        }

        @Test(arguments: [
            ("status=401", MessageStreamClientError.Code.authentication, 401),
            ("status=429;retry-after=2", .rateLimit, 429), ("status=529", .overloaded, 529),
            ("html", .unexpectedContentType, 200), ("json", .unexpectedContentType, 200),
        ])
        func `a refusal is the client's error`(
            fault: String, code: MessageStreamClientError.Code, status: Int
        ) async throws {
            try await ask(fault) { request, server in
                let error = await #expect(throws: MessageStreamClientError.self) {
                    try await URLSession.shared.messageStream(for: request)
                }
                #expect(error?.code == code)
                #expect(error?.status == status)
                #expect(error?.url == "\(server.baseURL)/v1/messages")
                #expect(error?.body.isEmpty == false)
                #expect(error.map { "\($0)".contains("sk-secret") } == false)
            }
        }

        @Test(arguments: ["reset-before-headers", "close-after=3", "truncated-after=3"])
        func `a stream that breaks keeps what came`(fault: String) async throws {
            try await ask(fault) { request, _ in
                do {
                    let body = try await URLSession.shared.messageStream(for: request)
                    let outcome = await body.messageStreamEvents().outcome()
                    #expect(fault != "reset-before-headers")
                    #expect(!outcome.ending.isComplete)
                    #expect(outcome.message?.text == "Hi ")
                } catch let error as MessageStreamClientError {
                    #expect(fault == "reset-before-headers")
                    #expect(error.code == .connectionLost || error.code == .connectionFailed)
                }
            }
        }

        @Test func `nobody there is told`() async throws {
            let request = try URLRequest(
                streaming: Self.request, apiKey: "k", baseURL: "http://127.0.0.1:1")
            let error = await #expect(throws: MessageStreamClientError.self) {
                try await URLSession.shared.messageStream(for: request)
            }
            #expect(error?.code == .connectionFailed)
        }

        @Test(arguments: [
            "", "example.org", "http://", "http://u:p@h", "http://h:99999", "file:///x",
        ])
        func `a base URL that is none is told`(baseURL: String) {
            let error = #expect(throws: MessageStreamClientError.self) {
                try URLRequest(streaming: Self.request, apiKey: "k", baseURL: baseURL)
            }
            #expect(error?.code == .invalidConfiguration)
        }

        @Test(arguments: ["stall-before-headers", "stall-after=0", "stall-after=3"])
        func `a cancelled task closes the connection`(fault: String) async throws {
            try await ask(fault) { request, server in
                let (texts, said) = AsyncStream.makeStream(of: String.self)
                let reading = Task {
                    defer { said.finish() }
                    let body = try await URLSession.shared.messageStream(for: request)
                    for try await event in body.messageStreamEvents() {
                        if case .contentBlockDelta(_, .text(let text)) = event { said.yield(text) }
                    }
                }
                if fault == "stall-after=3" {
                    var seen = texts.makeAsyncIterator()
                    #expect(await seen.next() == "Hi ")
                } else {
                    await server.waitUntil(requests: 1)
                }
                reading.cancel()
                await #expect(throws: (any Error).self) { try await reading.value }
                _ = try await server.waitForClientClose()
            }
        }

        @Test func `more than may wait is refused behind what came`() async throws {
            let transfer = URLSessionTransfer()
            let chunk = Data(count: URLSessionChunks.maximumUnread / 4)
            for _ in 0..<4 { transfer.receive(chunk) }
            transfer.receive(Data(count: 1))
            for _ in 0..<4 { #expect(try await transfer.next(isolation: nil) == chunk) }
            let error = await #expect(throws: MessageStreamClientError.self) {
                try await transfer.next(isolation: nil)
            }
            #expect(error?.code == .unreadLimit)
            // Who reads in time gets all.
            let read = URLSessionTransfer()
            for _ in 0..<9 {
                read.receive(chunk)
                #expect(try await read.next(isolation: nil) == chunk)
            }
        }

        @MainActor @Test func `the guide's model shows an answer, and what went wrong`()
            async throws
        {
            try await ask { _, server in
                let answer = Answer()
                await answer.ask("Hi", of: server.baseURL, key: "k")
                #expect(answer.text == "Hi you")
                #expect(answer.failure == nil)
                await answer.ask("Hi", of: "http://127.0.0.1:1", key: "k")
                #expect(answer.text.isEmpty)
                #expect(answer.failure?.contains("no connection could be made") == true)
            }
        }

        @Test func `who lets go of the body closes the connection`() async throws {
            try await ask("stall-after=3") { request, server in
                do {
                    let body = try await URLSession.shared.messageStream(for: request)
                    var chunks = body.makeAsyncIterator()
                    #expect(try await chunks.next() != nil)
                }
                _ = try await server.waitForClientClose()
            }
        }
    }
#endif
