/// HTTP/1.1 as the load's upstream writes it.
enum UpstreamHead {
    /// The head of every answer.
    static let bytes = Array(
        [
            "HTTP/1.1 200 OK",
            "content-type: text/event-stream; charset=utf-8",
            "cache-control: no-cache",
            "transfer-encoding: chunked",
            "\r\n",
        ].joined(separator: "\r\n").utf8)

    /// The last chunk.
    static let end = Array("0\r\n\r\n".utf8)

    /// `content` as a chunk.
    static func chunk(_ content: [UInt8]) -> [UInt8] {
        Array("\(String(content.count, radix: 16))\r\n".utf8) + content + Array("\r\n".utf8)
    }
}
