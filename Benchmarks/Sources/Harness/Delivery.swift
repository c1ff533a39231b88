/// How a stream is cut into chunks.
public enum Chunking: Sendable, Hashable, CustomStringConvertible {
    /// Chunks of this many bytes, as a network gives them.
    case bytes(Int)
    /// An event a chunk, as a model sends them.
    case event

    /// The chunkings that every task can be measured with.
    public static let all: [Chunking] = [.bytes(1400), .bytes(16 << 10), .bytes(64 << 10), .event]

    /// What the command line calls it: a number of bytes, or `event`.
    public var description: String {
        switch self {
        case .bytes(let count): "\(count)"
        case .event: "event"
        }
    }

    /// The chunking that `description` names.
    public init?(_ description: String) {
        if description == "event" {
            self = .event
        } else if let count = Int(description), count > 0 {
            self = .bytes(count)
        } else {
            return nil
        }
    }
}

/// A stream as it is delivered: the chunks of the whole, and those of each message.
public struct Delivery: Sendable {
    /// The stream.
    public let input: StreamInput
    /// How it is cut.
    public let chunking: Chunking
    /// The chunks of the whole stream.
    public let chunks: [Range<Int>]
    /// The chunks of each message by itself, each beginning with a chunk of its own.
    public let messages: [[Range<Int>]]

    /// Cuts `input` by `chunking`.
    public init(_ input: StreamInput, by chunking: Chunking) {
        self.input = input
        self.chunking = chunking
        chunks = Self.cut(0..<input.events.count, of: input, by: chunking)
        messages = input.messages.map { Self.cut($0, of: input, by: chunking) }
    }

    private static func cut(
        _ events: Range<Int>, of input: StreamInput, by chunking: Chunking
    ) -> [Range<Int>] {
        guard !events.isEmpty else { return [] }
        switch chunking {
        case .event: return Array(input.events[events])
        case .bytes(let size):
            let start = input.events[events.lowerBound].lowerBound
            let end = input.events[events.upperBound - 1].upperBound
            return stride(from: start, to: end, by: size).map { $0..<min($0 + size, end) }
        }
    }

    /// The chunks of message `number` as an asynchronous sequence that never has to wait.
    public func readyChunks(ofMessage number: Int) -> ReadyChunks {
        ReadyChunks(bytes: input.bytes, chunks: messages[number])
    }
}

extension Delivery {
    /// A message, byte by byte; reads without a suspension.
    public func readyBytes(ofMessage number: Int) -> ReadyBytes {
        let range = messages[number]
        let start = range.first?.lowerBound ?? 0
        return ReadyBytes(bytes: input.bytes, start: start, end: range.last?.upperBound ?? start)
    }
}

/// Bytes that are there already, so that nothing but the reading and the decoding is measured.
public struct ReadyBytes: AsyncSequence, AsyncIteratorProtocol, Sendable {
    @usableFromInline let bytes: [UInt8]
    @usableFromInline let end: Int
    @usableFromInline var position: Int

    init(bytes: [UInt8], start: Int, end: Int) {
        self.bytes = bytes
        self.end = end
        position = start
    }

    /// An iterator at the first byte.
    public func makeAsyncIterator() -> Self { self }

    /// The next byte, without a suspension.
    @inlinable
    public mutating func next(
        isolation actor: isolated (any Actor)?
    ) async throws(Never) -> UInt8? {
        guard position < end else { return nil }
        position += 1
        return bytes[position - 1]
    }
}

/// Chunks that are there already, so that nothing but the decoding is measured.
public struct ReadyChunks: AsyncSequence, Sendable {
    let bytes: [UInt8]
    let chunks: [Range<Int>]

    /// An iterator at the first chunk.
    public func makeAsyncIterator() -> Iterator {
        Iterator(bytes: bytes, chunks: chunks)
    }

    /// Hands out slices of the whole; copies nothing.
    public struct Iterator: AsyncIteratorProtocol {
        let bytes: [UInt8]
        let chunks: [Range<Int>]
        var position = 0

        /// The next chunk, without a suspension.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(Never) -> ArraySlice<UInt8>? {
            guard position < chunks.count else { return nil }
            position += 1
            return bytes[chunks[position - 1]]
        }
    }
}
