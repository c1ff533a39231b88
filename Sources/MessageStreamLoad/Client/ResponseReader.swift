/// Takes HTTP/1.1 off a response as it comes, and shows what is body.
///
/// No I/O, and nothing is copied but lines. It is as strict as a client may be, and knows no more of
/// HTTP than a proxy that streams can send.
struct ResponseReader {
    /// What the front of the input is.
    enum Step: Equatable {
        /// So many bytes that are no body.
        case framing(Int)
        /// So many bytes of the body.
        case body(Int)
    }

    /// The most that a head, or the trailers, may have.
    static let maximumHeadBytes = 64 << 10
    /// The longest line that says how long a chunk is.
    static let maximumChunkLineBytes = 4 << 10

    private enum State: Equatable {
        case statusLine, headerLine
        case sizedBody(Int), bodyUntilClose
        case chunkLine, chunk(Int), chunkEnd, trailerLine
        case over
    }

    private var state = State.statusLine
    private var line: [UInt8] = []
    private var headBytes = 0
    private var isChunked = false
    private var length: Int?

    /// The status of the response; 0 until it is known.
    private(set) var status = 0
    /// Whether the connection can be used again when the response is over.
    private(set) var keepsConnection = true

    /// Whether all of the response has come.
    var isOver: Bool { state == .over }

    /// Whether the end of the connection may be the end of the response.
    var mayEndWithConnection: Bool { state == .bodyUntilClose }

    /// What the front of `input` is, which must not be empty.
    mutating func next(_ input: Span<UInt8>) throws(StreamFailure) -> Step {
        switch state {
        case .sizedBody(let rest): return take(input, of: rest) { .sizedBody($0) }
        case .chunk(let rest): return take(input, of: rest) { .chunk($0) }
        case .bodyUntilClose: return .body(input.count)
        case .over: throw StreamFailure(.notHTTP)
        case .statusLine, .headerLine, .chunkLine, .chunkEnd, .trailerLine: break
        }
        for index in input.indices {
            guard input[index] == 0x0A else {
                try append(input[index])
                continue
            }
            if line.last == 0x0D { line.removeLast() }
            try takeLine()
            line.removeAll(keepingCapacity: true)
            return .framing(index + 1)
        }
        return .framing(input.count)
    }

    private mutating func take(
        _ input: Span<UInt8>, of rest: Int, _ next: (Int) -> State
    ) -> Step {
        let count = min(rest, input.count)
        if count < rest {
            state = next(rest - count)
        } else {
            state = isChunked ? .chunkEnd : .over
        }
        return .body(count)
    }

    private mutating func append(_ byte: UInt8) throws(StreamFailure) {
        headBytes += 1
        let limit =
            switch state {
            case .chunkLine, .chunkEnd: Self.maximumChunkLineBytes
            case .statusLine, .headerLine, .trailerLine, .sizedBody, .bodyUntilClose, .chunk,
                .over:
                Self.maximumHeadBytes
            }
        guard headBytes <= limit else { throw StreamFailure(.notHTTP) }
        line.append(byte)
    }

    private mutating func takeLine() throws(StreamFailure) {
        switch state {
        case .statusLine: try takeStatusLine()
        case .headerLine: try line.isEmpty ? takeEndOfHead() : takeHeader()
        case .chunkLine: try takeChunkLine()
        case .chunkEnd:
            guard line.isEmpty else { throw StreamFailure(.notHTTP) }
            headBytes = 0
            state = .chunkLine
        case .trailerLine: if line.isEmpty { state = .over }
        case .sizedBody, .bodyUntilClose, .chunk, .over: preconditionFailure("no line is due")
        }
    }

    private mutating func takeStatusLine() throws(StreamFailure) {
        let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard parts.count >= 2, parts[0] == "HTTP/1.1" || parts[0] == "HTTP/1.0",
            let code = Int(parts[1]), 100...599 ~= code
        else { throw StreamFailure(.notHTTP) }
        keepsConnection = parts[0] == "HTTP/1.1"
        status = code
        state = .headerLine
    }

    private mutating func takeHeader() throws(StreamFailure) {
        let text = String(decoding: line, as: UTF8.self).lowercased()
        guard let colon = text.firstIndex(of: ":") else { throw StreamFailure(.notHTTP) }
        let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        switch text[..<colon] {
        case "transfer-encoding": isChunked = value.hasSuffix("chunked")
        case "content-length":
            guard let number = Int(value), number >= 0 else { throw StreamFailure(.notHTTP) }
            length = number
        case "connection": if value.contains("close") { keepsConnection = false }
        default: break
        }
    }

    private mutating func takeEndOfHead() {
        headBytes = 0
        if status < 200 {
            state = .statusLine
        } else if status == 204 || status == 304 {
            state = .over
        } else if isChunked {
            state = .chunkLine
        } else if let length {
            state = length == 0 ? .over : .sizedBody(length)
        } else {
            keepsConnection = false
            state = .bodyUntilClose
        }
    }

    private mutating func takeChunkLine() throws(StreamFailure) {
        var size = 0
        var digits = 0
        for byte in line {
            guard digits < 16, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                break
            }
            size = size << 4 | digit
            digits += 1
        }
        guard 1...15 ~= digits else { throw StreamFailure(.notHTTP) }
        headBytes = 0
        state = size == 0 ? .trailerLine : .chunk(size)
    }
}
