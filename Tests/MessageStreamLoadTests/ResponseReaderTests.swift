import Testing

@testable import MessageStreamLoad

struct ResponseReaderTests {
    private static func read(
        _ response: String, piece: Int
    ) throws(StreamFailure) -> (body: String, reader: ResponseReader) {
        var reader = ResponseReader()
        var body: [UInt8] = []
        let bytes = Array(response.utf8)
        var start = 0
        while start < bytes.count, !reader.isOver {
            let end = min(start + piece, bytes.count)
            switch try reader.next(bytes.span.extracting(start..<end)) {
            case .framing(let count): start += count
            case .body(let count):
                body += bytes[start..<(start + count)]
                start += count
            }
        }
        return (String(decoding: body, as: UTF8.self), reader)
    }

    private static let responses = [
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n005\r\nabcde\r\n0\r\nt: 1\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200\r\nContent-Length: 5\r\n\r\nabcde",
        "HTTP/1.1 200 OK\nconnection: close\n\nabcde",
    ]

    @Test(arguments: responses, [1, 2, 3, 1000])
    func `the body is found, however it is cut`(response: String, piece: Int) throws {
        let (body, reader) = try Self.read(response, piece: piece)
        #expect(body == "abcde")
        #expect(reader.status == 200)
        #expect(reader.isOver != reader.mayEndWithConnection)
        #expect(reader.keepsConnection == !reader.mayEndWithConnection)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\n",
    ])
    func `what is cut is not over`(response: String) throws {
        let (_, reader) = try Self.read(response, piece: 1000)
        #expect(!reader.isOver)
        #expect(!reader.mayEndWithConnection)
    }

    @Test(arguments: [
        "SSH-2.0\r\n", "HTTP/1.1 2\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nx\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nabc\r\n",
        "HTTP/1.1 200 OK\r\nx: " + String(repeating: "x", count: 1 << 17),
    ])
    func `what is no HTTP is refused`(response: String) {
        #expect(throws: StreamFailure(.notHTTP)) { try Self.read(response, piece: 1000) }
    }
}
