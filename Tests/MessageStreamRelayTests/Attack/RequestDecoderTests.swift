#if Relay
    import HTTPServing
    import NIOCore
    import NIOEmbedded
    import NIOHTTP1
    import Testing

    @Suite("Reading requests")
    struct RequestDecoderTests {
        /// One of each way in which a request ends.
        static let requests = [
            "GET /0 HTTP/1.1\r\nhost: a\r\n\r\n",
            "\r\n\nPOST /1 HTTP/1.1\r\nhost: a\r\ncontent-length: 14\r\n\r\nGET / RTSP/1.0",
            "POST /2 HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n",
            "POST /3 HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n"
                + "00010;a=b\r\nGET / RTSP/1.0\r\n\r\n1\r\n0\r\n0\r\n\r\n",
            "POST /4 HTTP/1.0\r\ntransfer-encoding: chunked\r\nconnection: keep-alive\r\n\r\n"
                + "A\r\n0123456789\r\n0;x\r\nchecksum: 0\r\nother: ICE/1.0\r\n\r\n",
            "GET /5 HTTP/1.1\r\nhost: a\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n",
            "POST /6 HTTP/1.1\r\nconnection: \"upgrade\"\r\nupgrade: RTSP/1.0\r\n"
                + "content-length: 2\r\n\r\n{}",
            "POST /7 HTTP/1.1\r\nupgrade: h2c\r\nconnection:\tupgrade\t, x\r\n"
                + "transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            "GET /8 HTTP/1.1\r\nupgrade:\r\nconnection: upgrade\r\n\r\n",
            "POST /9 HTTP/1.1\r\nhost: a\r\ncontent-length:\t14 \r\n\r\nx HTTP/1.1\nGET",
            "POST /10 HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked \r\n\r\n1\r\na\r\n0\r\n\r\n",
        ]
        private static let expected = [
            "GET /0:", "POST /1:GET / RTSP/1.0", "POST /2:", "POST /3:GET / RTSP/1.0\r\n0",
            "POST /4:0123456789", "GET /5:", "POST /6:{}", "POST /7:{}", "GET /8:",
            "POST /9:x HTTP/1.1\nGET", "POST /10:a",
        ]

        /// What of the pieces is read as whole requests, and what was found wrong with the rest.
        private static func read(
            _ pieces: [[UInt8]]
        ) throws -> (requests: [String], error: HTTPParserError?) {
            let channel = EmbeddedChannel()
            try channel.pipeline.syncOperations.addHandlers(RequestDecoder().handlers)
            var error: HTTPParserError?
            var whole: [String] = []
            var last = ""
            for piece in pieces where error == nil {
                do {
                    try channel.writeInbound(ByteBuffer(bytes: piece))
                } catch let found as HTTPParserError {
                    error = found
                }
                while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
                    switch part {
                    case .head(let head): last = "\(head.method) \(head.uri):"
                    case .body(let bytes): last += String(buffer: bytes)
                    case .end: whole.append(last)
                    }
                }
            }
            _ = try channel.finish(acceptAlreadyClosed: true)
            return (whole, error)
        }

        private static func ways(of bytes: [UInt8]) -> [[[UInt8]]] {
            [[bytes], bytes.map { [$0] }]
                + (1..<bytes.count).map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
        }

        @Test func `requests are the same however they come`() throws {
            let bytes = Array(Self.requests.joined().utf8)
            for pieces in Self.ways(of: bytes) {
                let read = try Self.read(pieces)
                #expect(read.error == nil)
                #expect(read.requests == Self.expected)
            }
        }

        @Test(
            arguments: requests.indices,
            [
                "GET / RTSP/1.0", "POST /v1/messages RTSP/1.1", "SOURCE / ICE/1.0",
                "OPTIONS * RTSP/1.0",
            ])
        func `RTSP and ICE are refused behind any request`(index: Int, line: String) throws {
            let request = Self.requests[index] + "\(line)\r\nhost: HTTP/1.1\r\n\r\n"
            for pieces in Self.ways(of: Array(request.utf8)) {
                let read = try Self.read(pieces)
                #expect(read.error == .invalidVersion)
                #expect(read.requests == [Self.expected[index]])
            }
        }
    }
#endif
