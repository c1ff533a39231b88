/// An answer as its bytes say, taken apart as RFC 9112 says.
package struct RawResponse {
    /// Such as `HTTP/1.1 200 OK`.
    package var statusLine = ""
    /// The headers, their names in lower case.
    package var headers: [String: String] = [:]
    /// The chunks of a chunked body, in their order; otherwise one with the whole body.
    package var chunks: [[UInt8]] = []
    /// Whether the body ended as HTTP wants it.
    package var isWhole = false

    /// The status.
    package var status: Int { Int(statusLine.split(separator: " ").dropFirst().first ?? "") ?? 0 }
    /// The body.
    package var body: [UInt8] { chunks.flatMap(\.self) }
    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// What `bytes` hold of an answer; nil while its headers are not whole.
    package init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        guard let statusLine = Self.line(&rest) else { return nil }
        self.statusLine = statusLine
        while true {
            guard let line = Self.line(&rest) else { return nil }
            if line.isEmpty { break }
            let name = line.prefix { $0 != ":" }
            headers[name.lowercased()] = String(line.dropFirst(name.count + 1).drop { $0 == " " })
        }
        if status == 204 {
            isWhole = true
        } else if let length = headers["content-length"].flatMap({ Int($0) }) {
            chunks = [Array(rest.prefix(length))]
            isWhole = rest.count >= length
        } else {
            while let size = Self.line(&rest).flatMap({ Int($0, radix: 16) }), rest.count >= size {
                if size == 0 {
                    isWhole = true
                    break
                }
                chunks.append(Array(rest.prefix(size)))
                rest = rest.dropFirst(size + 2)
            }
        }
    }

    /// Takes a line off the front; nil when it is not whole.
    private static func line(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard let end = rest.firstIndex(of: 0x0A) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return String(decoding: rest[..<end].dropLast(), as: UTF8.self)
    }
}

extension RawConnection {
    /// Asks for a message.
    package func ask(_ headers: [String: String] = [:], body: String = #"{"stream":true}"#) throws {
        try send(
            "POST /v1/messages HTTP/1.1\r\nhost: replay\r\ncontent-length: \(body.utf8.count)\r\n"
                + headers.map { "\($0.key): \($0.value)\r\n" }.sorted().joined() + "\r\n" + body)
    }

    /// Reads an answer until it is whole, or the connection ends; tells how it ended, if it did.
    package func response() async throws -> (RawResponse, end: Read?) {
        let (bytes, end) = try await bytes { bytes in
            // A long body is taken apart only when it may be whole, not again for each of its reads.
            if bytes.count > 1 << 16, !bytes.suffix(5).elementsEqual("0\r\n\r\n".utf8),
                RawResponse(Array(bytes.prefix(1 << 12)))?.headers["transfer-encoding"] != nil
            {
                return false
            }
            return RawResponse(bytes)?.isWhole == true
        }
        guard let response = RawResponse(bytes) else { throw NoResponse(end: end) }
        return (response, end)
    }

    /// Reads until `isEnough`, or until the connection ends.
    package func bytes(until isEnough: ([UInt8]) -> Bool) async throws -> ([UInt8], end: Read?) {
        var bytes: [UInt8] = []
        while !isEnough(bytes) {
            switch try await read() {
            case .bytes(let more): bytes += more
            case .end: return (bytes, .end)
            case .reset: return (bytes, .reset)
            }
        }
        return (bytes, nil)
    }

    /// The connection ended before an answer's headers were whole.
    package struct NoResponse: Error {
        package var end: Read?
    }
}
