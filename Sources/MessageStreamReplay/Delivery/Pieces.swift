/// The bytes of a delivery, cut into writes, one at a time: no matter how many there are.
struct Pieces: Sequence, IteratorProtocol {
    /// What is written at a time.
    struct Piece: Equatable {
        var bytes: ArraySlice<UInt8>
        /// The index of the event of its last byte: until it is time for that one, it must wait.
        var event: Int
    }

    private let events: [[UInt8]]
    private let chunking: ReplayBehaviour.Chunking
    private var event = 0
    private var offset = 0

    init(_ events: [[UInt8]], chunking: ReplayBehaviour.Chunking) {
        self.events = events
        self.chunking = chunking
    }

    mutating func next() -> Piece? {
        skipEmptyRest()
        guard event < events.count else { return nil }
        let rest = events[event][offset...]
        switch chunking {
        case .events: return take(rest.count)
        case .whole: return take(.max)
        case .bytes(let count): return take(Swift.max(1, count))
        case .splitUTF8:
            let border = rest.dropFirst().firstIndex(where: \.isContinuation)
            return take((border ?? rest.endIndex) - offset)
        }
    }

    /// So many bytes, of as many events as have to do with it.
    private mutating func take(_ count: Int) -> Piece {
        var piece = Piece(bytes: events[event][offset...].prefix(count), event: event)
        offset += piece.bytes.count
        skipEmptyRest()
        while piece.bytes.count < count, event < events.count {
            let more = events[event][offset...].prefix(count - piece.bytes.count)
            piece.bytes += more
            piece.event = event
            offset += more.count
            skipEmptyRest()
        }
        return piece
    }

    private mutating func skipEmptyRest() {
        while event < events.count, offset == events[event].count {
            event += 1
            offset = 0
        }
    }
}

extension UInt8 {
    /// Whether it is not the first byte of a character in UTF-8.
    fileprivate var isContinuation: Bool { self & 0xC0 == 0x80 }
}
