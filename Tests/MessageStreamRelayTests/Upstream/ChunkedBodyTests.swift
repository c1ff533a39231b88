#if Relay
    import NIOCore
    import Testing

    @testable import MessageStreamRelay

    @Suite("The body of an answer in chunks")
    struct ChunkedBodyTests {
        struct Body: Sendable, CustomTestStringConvertible {
            var wire: String
            var content: String
            var testDescription: String { wire.debugDescription }
        }

        private static let bodies: [Body] = [
            Body(wire: "0\r\n\r\n", content: ""),
            Body(wire: "5\r\nhello\r\n0\r\n\r\n", content: "hello"),
            Body(wire: "1\r\na\r\n2\r\nbc\r\n00\r\n\r\n", content: "abc"),
            Body(wire: "0000a\r\n0123456789\r\n0\r\n\r\n", content: "0123456789"),
            Body(wire: "A\r\n\r\n0\r\n\r\n0\r\n\r\n0\r\n\r\n", content: "\r\n0\r\n\r\n0\r\n"),
            Body(
                wire: "b;name=\"v\"\r\ndata: 1\r\n\r\n\r\n0 ; x\r\n\r\n", content: "data: 1\r\n\r\n"
            ),
            Body(wire: "1\r\na\r\n0\r\nx-trailer: 1\r\ny: 2\r\n\r\n", content: "a"),
            Body(
                wire: "1f\r\n\(String(repeating: "x", count: 31))\r\n0\r\n\r\n",
                content: String(repeating: "x", count: 31)),
        ]

        @Test(arguments: bodies)
        func `gives its content wherever it is cut, and leaves what follows`(body: Body) throws {
            let bytes = Array(body.wire.utf8)
            let following = Array("HTTP/1.1 200 OK\r\n".utf8)
            for first in 0...bytes.count {
                for second in first...bytes.count {
                    var chunked = ChunkedBody()
                    var content = ByteBuffer()
                    let parts = [
                        bytes[..<first], bytes[first..<second], bytes[second...] + following,
                    ]
                    let counts = try parts.map { try chunked.read(Array($0).span, into: &content) }
                    #expect(counts.reduce(0, +) == bytes.count)
                    #expect(chunked.isOver)
                    #expect(String(buffer: content) == body.content)
                }
            }
        }

        @Test(arguments: bodies)
        func `is not over before its last byte`(body: Body) throws {
            let bytes = Array(body.wire.utf8.dropLast())
            var chunked = ChunkedBody()
            var content = ByteBuffer()
            _ = try chunked.read(bytes.span, into: &content)
            #expect(!chunked.isOver)
        }

        struct Malformed: Sendable, CustomTestStringConvertible {
            var wire: String
            var error: ChunkedBody.Malformation
            var testDescription: String { wire.prefix(40).debugDescription }
        }

        private static let malformed: [Malformed] = [
            Malformed(wire: "\r\n", error: .size),
            Malformed(wire: " 1\r\na\r\n", error: .size),
            Malformed(wire: "-1\r\n", error: .size),
            Malformed(wire: "0x5\r\n", error: .size),
            Malformed(wire: "+5\r\n", error: .size),
            Malformed(wire: "g\r\n", error: .size),
            Malformed(wire: "ffffffffffffffff\r\n", error: .size),
            Malformed(wire: "5\nhello", error: .size),
            Malformed(wire: "5;x\nhello", error: .lineEnding),
            Malformed(wire: "5\rhello", error: .lineEnding),
            Malformed(wire: "5\r\nhello!\r\n", error: .lineEnding),
            Malformed(wire: "5\r\nhello\n0\r\n\r\n", error: .lineEnding),
            Malformed(wire: "5\r\nhello\r0\r\n\r\n", error: .lineEnding),
            Malformed(wire: "0\r\n\n", error: .lineEnding),
            Malformed(wire: "0\r\na: 1\n\r\n", error: .lineEnding),
            Malformed(wire: "0\r\na\rb", error: .lineEnding),
            Malformed(
                wire: "1;" + String(repeating: "x", count: ChunkedBody.maximumExtensionBytes),
                error: .extensionTooLong),
            Malformed(
                wire: "0\r\n" + String(repeating: "x", count: ChunkedBody.maximumTrailerBytes + 1),
                error: .trailerTooLong),
            Malformed(
                wire: "0\r\n"
                    + String(repeating: "x\r\n", count: ChunkedBody.maximumTrailerBytes / 3 + 1),
                error: .trailerTooLong),
        ]

        @Test(arguments: malformed)
        func `fails where it is none, at once and byte by byte`(body: Malformed) {
            let bytes = Array(body.wire.utf8)
            for step in [bytes.count, 1] {
                #expect(throws: body.error) {
                    var chunked = ChunkedBody()
                    var content = ByteBuffer()
                    for start in stride(from: 0, to: bytes.count, by: step) {
                        let part = Array(bytes[start..<min(start + step, bytes.count)])
                        _ = try chunked.read(part.span, into: &content)
                    }
                }
            }
        }
    }
#endif
