#if Relay
    internal import NIOCore

    /// The body of an answer in chunks, read as it comes (RFC 9112, section 7.1).
    ///
    /// Extensions of chunks and the trailer are read over, as the RFC lets everybody who does not know
    /// them. Whatever else is not in the grammar is an error, bare line feeds included: what two
    /// programs read differently is how answers are smuggled.
    struct ChunkedBody {
        /// Why bytes are no body in chunks.
        enum Malformation: Error, Equatable {
            case size
            case lineEnding
            case extensionTooLong
            case trailerTooLong
        }

        /// The most digits of a size: a chunk has less than 2^60 bytes.
        static let maximumDigits = 15
        /// The most bytes behind the size of a chunk, in its line.
        static let maximumExtensionBytes = 1 << 10
        static let maximumTrailerBytes = 16 << 10

        private enum Place {
            case size(Int, digits: Int)
            case chunkExtension(length: Int)
            case sizeLineFeed
            case data
            case dataCarriageReturn
            case dataLineFeed
            /// In a line of the trailer.
            case trailer(lineLength: Int)
            case trailerLineFeed(lineLength: Int)
            case end
        }

        private var place = Place.size(0, digits: 0)
        /// The bytes of the present chunk that are still to come.
        private var remaining = 0
        private var trailerBytes = 0

        /// Whether the body is whole.
        var isOver: Bool {
            if case .end = place { true } else { false }
        }

        /// Appends to `content` what is in the chunks of `bytes`.
        ///
        /// - Returns: How many bytes belong to the body; fewer than there are only if it is over.
        mutating func read(
            _ bytes: Span<UInt8>, into content: inout ByteBuffer
        ) throws(Malformation) -> Int {
            var index = 0
            while index < bytes.count {
                if case .data = place {
                    let count = min(remaining, bytes.count - index)
                    content.write(bytes.extracting(index..<(index + count)))
                    index += count
                    remaining -= count
                    if remaining == 0 { place = .dataCarriageReturn }
                    continue
                }
                if case .end = place { break }
                try read(bytes[index])
                index += 1
            }
            return index
        }

        /// Reads a byte that is not content.
        private mutating func read(_ byte: UInt8) throws(Malformation) {
            switch place {
            case .size(let size, let digits):
                place = try Self.place(after: byte, size, digits: digits)
                if case .size(let size, _) = place { remaining = size }
            case .chunkExtension(let length):
                if byte == .carriageReturn {
                    place = .sizeLineFeed
                } else {
                    guard length < Self.maximumExtensionBytes else { throw .extensionTooLong }
                    guard byte != .lineFeed else { throw .lineEnding }
                    place = .chunkExtension(length: length + 1)
                }
            case .sizeLineFeed:
                guard byte == .lineFeed else { throw .lineEnding }
                place = remaining > 0 ? .data : .trailer(lineLength: 0)
            case .dataCarriageReturn:
                guard byte == .carriageReturn else { throw .lineEnding }
                place = .dataLineFeed
            case .dataLineFeed:
                guard byte == .lineFeed else { throw .lineEnding }
                place = .size(0, digits: 0)
            case .trailer, .trailerLineFeed:
                try readTrailer(byte)
            case .data, .end:
                break
            }
        }

        private static func place(
            after byte: UInt8, _ size: Int, digits: Int
        ) throws(Malformation) -> Place {
            if let value = byte.hexadecimalValue {
                guard digits < maximumDigits else { throw .size }
                return .size(size << 4 | Int(value), digits: digits + 1)
            }
            guard digits > 0 else { throw .size }
            switch byte {
            case .carriageReturn: return .sizeLineFeed
            // White space before an extension is bad, and common at a size's end.
            case UInt8(ascii: ";"), UInt8(ascii: " "), UInt8(ascii: "\t"):
                return .chunkExtension(length: 1)
            default: throw .size
            }
        }

        private mutating func readTrailer(_ byte: UInt8) throws(Malformation) {
            trailerBytes += 1
            guard trailerBytes <= Self.maximumTrailerBytes else { throw .trailerTooLong }
            switch (place, byte) {
            case (.trailer(let length), .carriageReturn):
                place = .trailerLineFeed(lineLength: length)
            case (.trailer, .lineFeed):
                throw .lineEnding
            case (.trailer(let length), _):
                place = .trailer(lineLength: length + 1)
            case (.trailerLineFeed(let length), .lineFeed):
                place = length == 0 ? .end : .trailer(lineLength: 0)
            default:
                throw .lineEnding
            }
        }
    }

    extension UInt8 {
        fileprivate static let carriageReturn = UInt8(ascii: "\r")
        fileprivate static let lineFeed = UInt8(ascii: "\n")
    }
#endif
