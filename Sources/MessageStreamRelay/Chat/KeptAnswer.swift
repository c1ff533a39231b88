#if Relay
    internal import NIOCore

    /// The events of one answer, in pieces of whole events, the oldest of which can be dropped.
    ///
    /// Events are copied in: a buffer of the pipeline, kept for minutes because of the hundred bytes
    /// that were written into it, would hold all of its room.
    struct KeptAnswer {
        /// The size from which on a piece is not added to, in bytes.
        static let pieceBytes = 16 << 10

        /// Some events that follow each other.
        private struct Piece {
            var bytes: ByteBuffer
            /// The number of its last event.
            var lastNumber: Int
        }

        let owner: String
        /// Whether nothing is appended any more.
        private(set) var hasEnded = false
        /// The number of the last event, kept or not.
        private(set) var lastNumber = 0
        /// The number of the last event that was dropped; 0 while all are kept.
        private(set) var lastDropped = 0
        /// The room that the events take, in bytes.
        private(set) var byteCount = 0
        private var pieces: ArraySlice<Piece> = []

        init(owner: String) {
            self.owner = owner
        }

        /// Whether there is nothing that could be dropped.
        var isEmpty: Bool { pieces.isEmpty }

        /// Adds events; of those at least that are in the last piece none is dropped.
        mutating func append(_ events: ByteBuffer, lastNumber number: Int) {
            let needed = events.readableBytes
            if let last = pieces.indices.last,
                pieces[last].bytes.readableBytes + needed <= Self.pieceBytes
            {
                byteCount -= pieces[last].bytes.storageCapacity
                pieces[last].bytes.writeImmutableBuffer(events)
                pieces[last].lastNumber = number
                byteCount += pieces[last].bytes.storageCapacity
            } else {
                var bytes = ByteBufferAllocator().buffer(capacity: needed)
                bytes.writeImmutableBuffer(events)
                byteCount += bytes.storageCapacity
                pieces.append(Piece(bytes: bytes, lastNumber: number))
            }
            lastNumber = number
        }

        /// Drops the oldest events, a piece of them.
        mutating func dropOldest() {
            guard let piece = pieces.popFirst() else { return }
            byteCount -= piece.bytes.storageCapacity
            lastDropped = piece.lastNumber
        }

        mutating func end() {
            hasEnded = true
        }

        /// What a reader gets that has everything up to `number`.
        enum Reading {
            /// The next events, and the number of the last of them.
            case events(ByteBuffer, upTo: Int)
            /// There are none yet.
            case none
            /// There are none, and there will be none.
            case ended
            /// They have been dropped.
            case dropped
        }

        /// The next events behind `number`.
        func events(after number: Int) -> Reading {
            guard number < lastNumber else { return hasEnded ? .ended : .none }
            guard number >= lastDropped else { return .dropped }
            // Most readers have nearly everything.
            let had = pieces.lastIndex { $0.lastNumber <= number }
            let place = had.map { $0 + 1 } ?? pieces.startIndex
            let first = (had.map { pieces[$0].lastNumber } ?? lastDropped) + 1
            let rest = pieces[place].bytes.droppingEvents(number + 1 - first)
            // The last piece is written on: shared with a reader, each time it would be copied.
            let isLast = place == pieces.index(before: pieces.endIndex)
            let bytes = isLast ? ByteBuffer(bytes: rest.readableBytesView) : rest
            return .events(bytes, upTo: pieces[place].lastNumber)
        }
    }

    extension ByteBuffer {
        /// What is left behind the first `count` events. An event ends where a line feed follows one.
        fileprivate func droppingEvents(_ count: Int) -> ByteBuffer {
            guard count > 0 else { return self }
            let bytes = readableBytesUInt8Span
            var left = count
            var place = 1
            while place < bytes.count {
                if bytes[place] == UInt8(ascii: "\n"), bytes[place - 1] == UInt8(ascii: "\n") {
                    left -= 1
                    if left == 0 { break }
                }
                place += 1
            }
            var rest = self
            rest.moveReaderIndex(forwardBy: min(place + 1, readableBytes))
            return rest
        }
    }
#endif
