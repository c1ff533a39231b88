#if Relay
    import NIOCore
    import NIOEmbedded
    import NIOHTTP1
    import Testing

    @testable import MessageStreamRelay

    @Suite("An upstream's connection")
    struct UpstreamConnectionTests {
        /// Notes what it is told.
        private final class Reader: UpstreamReader {
            var mayRead = true
            var status: UInt?
            var content = ""
            var hasEnded = false
            var error: (any Error)?
            func upstreamAnswered(_ head: HTTPResponseHead) { status = head.status.code }
            func upstreamSent(_ bytes: inout ByteBuffer) { content += String(buffer: bytes) }
            func upstreamPaused() {}
            func upstreamEnded() { hasEnded = true }
            func upstreamFailed(_ error: any Error) { self.error = error }
        }

        /// A connection without a network.
        private struct Setup {
            let connection = UpstreamConnection(upstream: 0, scratch: ScratchBuffer())
            let channel = EmbeddedChannel()

            init() throws {
                let pipeline = channel.pipeline.syncOperations
                try pipeline.addHandler(FullReadWatch(for: connection))
                try pipeline.addHandler(ChunkedBodyHandler(for: connection))
                try pipeline.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
                try pipeline.addHandler(connection)
                try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
            }

            /// Sends a request, and gives what comes of an answer in these parts.
            ///
            /// - Parameter spare: How many bytes more each read could have brought.
            func ask(_ parts: [ArraySlice<UInt8>], spare: Int = 1) -> Reader {
                let reader = Reader()
                connection.send(
                    HTTPRequestHead(
                        version: .http1_1, method: .POST, uri: "/", headers: ["content-length": "2"]
                    ),
                    ByteBuffer(string: "{}"), for: reader)
                for part in parts where channel.isActive {
                    var bytes = ByteBuffer()
                    bytes.reserveCapacity(part.count + spare)
                    bytes.writeBytes(part)
                    // A slice has no room behind it.
                    channel.pipeline.fireChannelRead(spare > 0 ? bytes : bytes.slice())
                    channel.pipeline.fireChannelReadComplete()
                }
                return reader
            }
        }

        struct Answer: Sendable, CustomTestStringConvertible {
            var wire: String
            var status: UInt = 200
            var content: String
            var testDescription: String { wire.debugDescription }
        }

        private static let answers: [Answer] = [
            Answer(
                wire: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
                    + "8\r\ndata: 1\n\r\n1\r\n\n\r\n0\r\n\r\n",
                content: "data: 1\n\n"),
            Answer(
                wire: "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nx: 1\r\n\r\n"
                    + "4\r\n\r\n\r\n\r\n0\r\nt: 1\r\n\r\n",
                content: "\r\n\r\n"),
            Answer(
                wire: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 429 Slow\r\n"
                    + "transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                status: 429, content: "{}"),
            Answer(
                wire: "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n0\r\n\r\n!",
                content: "0\r\n\r\n!"),
            Answer(
                wire: "HTTP/1.1 529 Overloaded\r\ncontent-length: 0\r\n\r\n", status: 529,
                content: ""),
            Answer(wire: "HTTP/1.1 204 No Content\r\n\r\n", status: 204, content: ""),
        ]

        @Test(arguments: answers)
        func `gives an answer wherever it is cut, and the next on the same connection`(
            answer: Answer
        ) throws {
            let bytes = Array(answer.wire.utf8)
            for cut in 1...bytes.count {
                let setup = try Setup()
                for _ in 0..<2 {
                    let reader = setup.ask([bytes[..<cut], bytes[cut...]])
                    #expect(reader.status == answer.status)
                    #expect(reader.content == answer.content)
                    #expect(reader.hasEnded)
                    #expect(reader.error == nil)
                    #expect(setup.connection.isActive)
                }
            }
        }

        @Test(arguments: answers)
        func `gives an answer byte by byte`(answer: Answer) throws {
            let bytes = Array(answer.wire.utf8)
            let reader = try Setup().ask(bytes.indices.map { bytes[$0...$0] })
            #expect(reader.status == answer.status)
            #expect(reader.content == answer.content)
            #expect(reader.hasEnded)
        }

        @Test(arguments: answers)
        func `is not used again when more came than was asked for`(answer: Answer) throws {
            let more = Array((answer.wire + "HTTP/1.1 200 OK\r\n").utf8)
            let setup = try Setup()
            let reader = setup.ask([more[...]])
            #expect(reader.content == answer.content)
            #expect(!setup.connection.isActive)
        }

        @Test(arguments: answers)
        func `is not used again when the read that brought the end was full`(
            answer: Answer
        ) throws {
            let bytes = Array(answer.wire.utf8)
            let half = bytes.count / 2
            let setup = try Setup()
            #expect(setup.ask([bytes[..<half], bytes[half...]], spare: 0).hasEnded)
            #expect(!setup.connection.isActive)
        }

        @Test(arguments: ["close\t", "\tclose", "x,\tClose ", "close"])
        func `is not used again when the upstream asks to close`(value: String) throws {
            let wire = "HTTP/1.1 200 OK\r\nconnection: \(value)\r\ncontent-length: 1\r\n\r\na"
            let setup = try Setup()
            #expect(setup.ask([Array(wire.utf8)[...]]).hasEnded)
            #expect(!setup.connection.isActive)
        }

        @Test(arguments: answers, ["H", "HTTP/1.1 200 OK\r\nx: ", "garbage", "\r\n"])
        func `is not used again when a part of something comes that nobody asked for`(
            answer: Answer, part: String
        ) throws {
            let setup = try Setup()
            #expect(setup.ask([Array(answer.wire.utf8)[...]]).hasEnded)
            setup.channel.pipeline.fireChannelRead(ByteBuffer(string: part))
            #expect(!setup.connection.isActive)
        }

        @Test(arguments: [
            "HTTP/1.1 200 OK\r\ncontent-length: 5 \r\n\r\nhello",
            "\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding:\tchunked  \r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        ])
        func `space around a value is not part of it`(wire: String) throws {
            let bytes = Array(wire.utf8)
            for cut in 1..<bytes.count {
                let setup = try Setup()
                let reader = setup.ask([bytes[..<cut], bytes[cut...]])
                #expect(reader.content == "hello" && reader.hasEnded)
                #expect(setup.connection.isActive)
            }
        }

        @Test(arguments: [
            "RTSP/1.0 200 OK", "ICE/1.0 200 OK", "\r\nRTSP/1.0 200 OK", "HTTPS/1.1 200 OK",
        ])
        func `fails with an answer of another protocol`(line: String) throws {
            let wire = Array("\(line)\r\ncontent-length: 1\r\n\r\na".utf8)
            for cut in 1..<wire.count {
                let reader = try Setup().ask([wire[..<cut], wire[cut...]])
                #expect(reader.error != nil && reader.status == nil)
            }
        }

        @Test(arguments: answers.prefix(2))
        func `is not used again when something comes that nobody asked for`(
            answer: Answer
        ) throws {
            let setup = try Setup()
            #expect(setup.ask([Array(answer.wire.utf8)[...]]).hasEnded)
            setup.channel.pipeline.fireChannelRead(ByteBuffer(string: answer.wire))
            #expect(!setup.connection.isActive)
        }

        @Test func `fails with an answer that is cut short`() throws {
            let bytes = Array(Self.answers[0].wire.utf8)
            for cut in 0..<bytes.count {
                let setup = try Setup()
                let reader = setup.ask(cut == 0 ? [] : [bytes[..<cut]])
                setup.channel.close(promise: nil)
                #expect(!reader.hasEnded)
                #expect(reader.error != nil)
            }
        }

        @Test(arguments: [
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\nhello",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhello\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\nabc",
            "HTTP/2 200\r\n\r\n",
            // What could become a second response in what the client gets.
            "HTTP/1.1 200 OK\r\nx: a\r\r\nset-cookie: b\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nx: a\rset-cookie: b\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nx: a\0\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nx y: a\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\na",
            // Past the limits of a head.
            "HTTP/1.1 200 OK\r\nx: \(String(repeating: "a", count: 81 << 10))\r\n\r\n",
            "HTTP/1.1 200 OK\r\n" + String(repeating: "x: a\r\n", count: 257) + "\r\n",
        ])
        func `fails with an answer that is malformed, and is closed`(wire: String) throws {
            let setup = try Setup()
            let reader = setup.ask([Array(wire.utf8)[...]])
            #expect(reader.error != nil)
            #expect(!reader.hasEnded)
            #expect(!setup.connection.isActive)
        }

        @Test(arguments: answers.prefix(2))
        func `closes after an answer that says so`(answer: Answer) throws {
            let wire = answer.wire.replacing("OK\r\n", with: "OK\r\nconnection: close\r\n")
            let setup = try Setup()
            let reader = setup.ask([Array(wire.utf8)[...]])
            #expect(reader.content == answer.content)
            #expect(reader.hasEnded)
            #expect(!setup.connection.isActive)
        }
    }
#endif
