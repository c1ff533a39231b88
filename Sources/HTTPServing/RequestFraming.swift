#if Relay
    internal import NIOCore
    internal import NIOHTTP1

    /// Where a request ends and the next one begins (RFC 9112, sections 2.1, 6 and 7.1).
    ///
    /// The parser judges what it reads; this counts along, so that the parser is fed pieces that end
    /// where a request ends. It also looks at the one thing that the parser does not tell: whose
    /// protocol the request line names. RTSP and ICE share HTTP's form, and are not spoken here.
    struct RequestFraming {
        private enum Position {
            case requestLine
            case fields
            /// Within a body of a length that was told; so many bytes are to come.
            case counted(UInt64)
            case chunkSize(UInt64, isRead: Bool)
            /// Within a chunk; so many bytes are to come with the line end behind it.
            case chunk(UInt64)
            case trailers
        }

        private var position = Position.requestLine
        /// The end of the request line, as far as it has come: no protocol has a longer name.
        private var lineEnd: [UInt8] = []
        private static let protocolLength = "HTTP/1.1".utf8.count

        /// Whether what comes next belongs to a head.
        var isInHead: Bool {
            switch position {
            case .requestLine, .fields: true
            default: false
            }
        }

        /// How many of the bytes, at least one, are sure to be of the same request. They count as
        /// read.
        ///
        /// - Throws: `HTTPParserError.invalidVersion` if the request line ends in another protocol.
        mutating func take(from bytes: ByteBufferView) throws(HTTPParserError) -> Int {
            switch position {
            case .requestLine:
                let (line, isWhole) = Self.line(of: bytes)
                for byte in line.suffix(2 * Self.protocolLength) where !byte.endsLine {
                    lineEnd.append(byte)
                }
                lineEnd = lineEnd.suffix(Self.protocolLength)
                // Empty lines before a request are passed over.
                if isWhole, !lineEnd.isEmpty {
                    guard lineEnd.starts(with: "HTTP/".utf8) else { throw .invalidVersion }
                    lineEnd = []
                    position = .fields
                }
                return line.count
            case .fields, .trailers:
                return Self.line(of: bytes).bytes.count
            case .counted(let left):
                return take(left, from: bytes) { left in left > 0 ? .counted(left) : .requestLine }
            case .chunk(let left):
                return take(left, from: bytes) { left in
                    left > 0 ? .chunk(left) : .chunkSize(0, isRead: false)
                }
            case .chunkSize(var size, var isRead):
                let (line, isWhole) = Self.line(of: bytes)
                for byte in line where !isRead {
                    if let digit = Character(Unicode.Scalar(byte)).hexDigitValue {
                        // The parser refuses what 64 bits do not hold.
                        size = size &<< 4 | UInt64(digit)
                    } else {
                        isRead = true
                    }
                }
                position =
                    if !isWhole {
                        .chunkSize(size, isRead: isRead)
                    } else if size == 0 {
                        .trailers
                    } else {
                        .chunk(size &+ 2)
                    }
                return line.count
            }
        }

        /// The parser has read a head: its body is next.
        mutating func headEnded(_ head: HTTPRequestHead) {
            position =
                if head.headers.contains(name: "transfer-encoding") {
                    .chunkSize(0, isRead: false)
                } else {
                    // Without a length there is no body, and the parser is at its end.
                    .counted(head.headers.trimmed("content-length").first.flatMap(UInt64.init) ?? 0)
                }
        }

        /// The parser has read a request to its end.
        mutating func requestEnded() {
            position = .requestLine
        }

        private mutating func take(
            _ left: UInt64, from bytes: ByteBufferView, next: (UInt64) -> Position
        ) -> Int {
            let count = min(left, UInt64(bytes.count))
            position = next(left - count)
            return Int(count)
        }

        /// What is there of the next line, with its end, and whether it is the whole.
        private static func line(
            of bytes: ByteBufferView
        ) -> (bytes: ByteBufferView, isWhole: Bool) {
            guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
                return (bytes, false)
            }
            return (bytes[bytes.startIndex...end], true)
        }
    }

    extension UInt8 {
        fileprivate var endsLine: Bool { self == UInt8(ascii: "\r") || self == UInt8(ascii: "\n") }
    }
#endif
