#if Client
    import AsyncHTTPClient
    import EventSourceDropIn
    import Foundation
    import ServerSentEvents
    import TestSupport
    import Testing

    #if canImport(FoundationNetworking)
        import FoundationNetworking
    #endif

    /// The client, over real sockets.
    @Suite(.timeLimit(.minutes(1))) struct EventSourceTests {
        typealias Exchange = ScriptedServer.Exchange

        /// What a source told its owner, and its state then.
        enum Happening: Sendable {
            case open(EventSource.ReadyState)
            case message(EventSource.Event)
            case failure((any Error)?, EventSource.ReadyState)

            var text: String {
                switch self {
                case .open(let state): "open, \(state)"
                case .message(let event): "message \(event.id ?? "-") \(event.data)"
                case .failure(nil, let state): "end, \(state)"
                case .failure(let error as EventSourceError, let state): "\(error), \(state)"
                case .failure(let error as ServerSentEventError, let state): "\(error), \(state)"
                case .failure(_, let state): "broken, \(state)"
                }
            }
        }

        /// A source, its server's exchanges, and what it tells.
        struct Session {
            let source: EventSource
            var exchanges: AsyncStream<Exchange>.Iterator
            private var happenings: AsyncStream<Happening>.Iterator

            init(_ source: EventSource, _ server: ScriptedServer) {
                let (stream, continuation) = AsyncStream<Happening>.makeStream()
                source.onOpen = { continuation.yield(.open(await source.readyState)) }
                source.onMessage = { continuation.yield(.message($0)) }
                source.onError = { continuation.yield(.failure($0, await source.readyState)) }
                self.source = source
                exchanges = server.exchanges.makeAsyncIterator()
                happenings = stream.makeAsyncIterator()
            }

            mutating func request() async throws -> Exchange {
                try #require(await exchanges.next())
            }

            mutating func next() async -> String? {
                await happenings.next()?.text
            }
        }

        /// Runs `body` with a source that asks a server; closes both.
        private func withSession(
            _ change: (inout URLRequest) -> Void = { _ in },
            limits: ServerSentEventDecoder.Limits = .default,
            _ body: (inout Session) async throws -> Void
        ) async throws {
            let server = try await ScriptedServer()
            var request = URLRequest(url: try #require(URL(string: server.url)))
            change(&request)
            let source = EventSource(request: request, limits: limits)
            var session = Session(source, server)
            let result: Result<Void, any Error>
            do { result = .success(try await body(&session)) } catch { result = .failure(error) }
            await source.close()
            try await server.stop()
            try result.get()
        }

        @Test func `A source asks for an event stream and hands out its events as they come`()
            async throws
        {
            let server = try await ScriptedServer()
            let source = EventSource(url: try #require(URL(string: server.url)))
            var session = Session(source, server)
            let exchange = try await session.request()
            #expect(exchange.request.hasPrefix("GET /events HTTP/1.1\r\n"))
            #expect(exchange.header("Accept") == "text/event-stream")
            #expect(exchange.header("Cache-Control") == "no-cache")
            #expect(exchange.header("Last-Event-ID") == nil)
            #expect(await source.readyState == .connecting)
            try await exchange.begin()
            #expect(await session.next() == "open, open")
            for text in ["data: a\n\n", "id: 1\nda", "ta: b\n\ndata: c\n\n"] {
                try await exchange.send(text)
                if text.hasPrefix("data: a") { #expect(await session.next() == "message - a") }
            }
            #expect(await session.next() == "message 1 b")
            #expect(await session.next() == "message - c")
            #expect(await source.readyState == .open)
            #expect(await source.url?.absoluteString == server.url)
            await source.close()
            #expect(await source.readyState == .closed)
            try await exchange.waitForClientClose()
            try await server.stop()
        }

        @Test func `An ended answer is asked for again, with the last ID, after the server's time`()
            async throws
        {
            try await withSession { session in
                let first = try await session.request()
                try await first.begin()
                try await first.send("retry: 200\nid: 7\ndata: a\n\n")
                #expect(await session.next() == "open, open")
                #expect(await session.next() == "message 7 a")
                let clock = ContinuousClock()
                let end = clock.now
                try await first.end()
                #expect(await session.next() == "end, connecting")
                let second = try await session.request()
                #expect(end.duration(to: clock.now) >= .milliseconds(200))
                #expect(second.header("Last-Event-ID") == "7")
                try await second.begin()
                #expect(await session.next() == "open, open")
                try await second.send("retry: 1\ndata: b\n\n")
                #expect(await session.next() == "message - b")
                try await second.end()
                #expect(await session.next() == "end, connecting")
                let third = try await session.request()
                #expect(third.header("Last-Event-ID") == "7")
                try await third.begin()
                try await third.send("id\n\n")
                #expect(await session.next() == "open, open")
                #expect(await session.next() == "message  ")
                try await third.end()
                #expect(await session.next() == "end, connecting")
                #expect(try await session.request().header("Last-Event-ID") == nil)
            }
        }

        @Test func `An answer that breaks off is asked for again, and its half event is dropped`()
            async throws
        {
            try await withSession { session in
                let first = try await session.request()
                let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                try await first.send(head + "Transfer-Encoding: chunked\r\n\r\n")
                try await first.send("14\r\nretry: 1\ndata: a\n\nda\r\n")
                #expect(await session.next() == "open, open")
                #expect(await session.next() == "message - a")
                try await first.end()
                #expect(await session.next() == "broken, connecting")
                // Closed without an answer.
                try await session.request().end()
                #expect(await session.next() == "broken, connecting")
                let third = try await session.request()
                try await third.begin()
                try await third.send("data: b\n\n")
                #expect(await session.next() == "open, open")
                #expect(await session.next() == "message - b")
            }
        }

        @Test func `The end of an answer ends its last event`() async throws {
            try await withSession { session in
                let exchange = try await session.request()
                try await exchange.begin()
                try await exchange.send("id: 3\ndata: a")
                #expect(await session.next() == "open, open")
                try await exchange.end()
                #expect(await session.next() == "message 3 a")
                #expect(await session.next() == "end, connecting")
            }
        }

        @Test(arguments: [
            ("204 No Content", "the server answered with status 204, closed"),
            ("500 Internal Server Error", "the server answered with status 500, closed"),
            ("404 Not Found", "the server answered with status 404, closed"),
        ])
        func `A status other than 200 stops it`(_ status: String, _ failure: String) async throws {
            try await withSession { session in
                let first = try await session.request()
                try await first.begin()
                try await first.send("retry: 1\n\n")
                try await first.end()
                #expect(await session.next() == "open, open")
                #expect(await session.next() == "end, connecting")
                let second = try await session.request()
                try await second.begin(status: status, "Content-Length: 0\r\n")
                #expect(await session.next() == failure)
                #expect(await session.source.readyState == .closed)
            }
        }

        @Test(arguments: ["text/plain", "text/html; charset=utf-8", nil])
        func `Another content type stops it`(_ type: String?) async throws {
            try await withSession { session in
                try await session.request().begin(type: type)
                let error = EventSourceError.invalidContentType(type)
                #expect(await session.next() == "\(error), closed")
                #expect(await session.source.readyState == .closed)
            }
        }

        @Test(arguments: [
            "text/event-stream; charset=utf-8", "Text/Event-Stream", "text/event-stream-of-mine",
        ])
        func `A content type that begins as it should is one`(_ type: String) async throws {
            try await withSession { session in
                try await session.request().begin(type: type)
                #expect(await session.next() == "open, open")
            }
        }

        @Test func `Events beyond the limits stop it`() async throws {
            try await withSession(limits: .init(maximumLineBytes: 8)) { session in
                let exchange = try await session.request()
                try await exchange.begin()
                try await exchange.send("data: a\n\ndata: bcde\n\n")
                #expect(await session.next() == "open, open")
                #expect(await session.next() == "message - a")
                let error = ServerSentEventError(.lineTooLong, byteOffset: 17)
                #expect(await session.next() == "\(error), closed")
                try await exchange.waitForClientClose()
            }
        }

        @Test func `A request's method, fields and body are sent each time`() async throws {
            let change = { (request: inout URLRequest) in
                request.httpMethod = "POST"
                request.setValue("Bearer k", forHTTPHeaderField: "Authorization")
                request.httpBody = Data("{\"stream\": true}".utf8)
            }
            try await withSession(change) { session in
                for _ in 0..<2 {
                    let exchange = try await session.request()
                    #expect(exchange.request.hasPrefix("POST /events HTTP/1.1\r\n"))
                    #expect(exchange.header("Authorization") == "Bearer k")
                    #expect(exchange.request.hasSuffix("\r\n\r\n{\"stream\": true}"))
                    try await exchange.begin()
                    try await exchange.send("retry: 1\n\n")
                    try await exchange.end()
                    #expect(await session.next() == "open, open")
                    #expect(await session.next() == "end, connecting")
                }
            }
        }

        @Test func `Closing before an answer closes the connection`() async throws {
            try await withSession { session in
                let exchange = try await session.request()
                await session.source.close()
                #expect(await session.source.readyState == .closed)
                try await exchange.waitForClientClose()
            }
        }

        @Test func `A callback that was set can be read`() async throws {
            try await withSession { session in
                #expect(session.source.onOpen != nil && session.source.onError != nil)
                session.source.onMessage = nil
                #expect(session.source.onMessage == nil)
            }
        }

        @Test func `A time to wait of any length can be closed`() async throws {
            try await withSession { session in
                let exchange = try await session.request()
                try await exchange.begin()
                try await exchange.send("retry: 9223372036854775807\n\n")
                #expect(await session.next() == "open, open")
                try await exchange.end()
                #expect(await session.next() == "end, connecting")
            }
        }

        @Test func `A callback that closes is the last`() async throws {
            let server = try await ScriptedServer()
            let source = EventSource(url: try #require(URL(string: server.url)))
            let (messages, continuation) = AsyncStream<String>.makeStream()
            source.onMessage = { event in
                continuation.yield(event.data)
                await source.close()
            }
            source.onError = { _ in continuation.yield("an error") }
            var exchanges = server.exchanges.makeAsyncIterator()
            let exchange = try #require(await exchanges.next())
            try await exchange.begin()
            try await exchange.send("data: a\n\ndata: b\n\n")
            try await exchange.waitForClientClose()
            // The source's task is over when nobody but this test holds the source.
            continuation.finish()
            #expect(await messages.reduce(into: []) { $0.append($1) } == ["a"])
            #expect(await source.readyState == .closed)
            try await server.stop()
        }

        @Test func `A source that waits can be closed, and is let go`() async throws {
            let (gone, continuation) = AsyncStream<Void>.makeStream()
            try await withSession { session in
                let exchange = try await session.request()
                try await exchange.begin()
                try await exchange.send("retry: 3600000\n\n")
                #expect(await session.next() == "open, open")
                try await exchange.end()
                #expect(await session.next() == "end, connecting")
                let sentinel = Sentinel { continuation.finish() }
                // The callbacks hold the source, and the source the callbacks.
                session.source.onOpen = { _ = sentinel }
                session.source.onError = nil
                session.source.onMessage = nil
            }
            for await _ in gone {}
        }

        /// Tells when it is released.
        private final class Sentinel: Sendable {
            private let release: @Sendable () -> Void

            init(_ release: @escaping @Sendable () -> Void) {
                self.release = release
            }

            deinit { release() }
        }

        @Test func `Many sources at once have each their own events`() async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<16 {
                    group.addTask {
                        try await withSession { session in
                            for turn in 0..<3 {
                                let exchange = try await session.request()
                                let last = turn == 0 ? nil : "\(number)-\(turn - 1)"
                                #expect(exchange.header("Last-Event-ID") == last)
                                try await exchange.begin()
                                let id = "\(number)-\(turn)"
                                try await exchange.send("retry: 1\nid: \(id)\ndata: \(id)\n\n")
                                #expect(await session.next() == "open, open")
                                #expect(await session.next() == "message \(id) \(id)")
                                try await exchange.end()
                                #expect(await session.next() == "end, connecting")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }

        @Test func `The documentation's rows name tests of this file`() throws {
            let source = try String(contentsOfFile: #filePath, encoding: .utf8)
            let rows = try DropInDocumentation.cases(below: "mattt/EventSource's client")
            #expect(rows.count == 8)
            for row in rows { #expect(source.contains("func `\(row)`("), "\(row)") }
        }

        @Test func `The errors say what the server answered`() {
            for (error, text) in [
                (EventSourceError.invalidHTTPStatus(503), "the server answered with status 503"),
                (
                    .invalidContentType("text/plain"),
                    "the server answered with the type text/plain"
                ),
                (
                    .invalidContentType(nil),
                    "the server did not say of what type its answer is"
                ),
            ] {
                let texts = ErrorTexts(of: error)
                #expect(texts.text == text)
                #expect(texts.localized == text)
            }
            #expect(EventSource.ReadyState(rawValue: 2) == .closed)
        }
    }
#endif
