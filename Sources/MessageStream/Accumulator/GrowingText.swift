internal import PartialJSON
internal import ServerSentEvents
internal import Synchronization

/// Text that arrives in pieces, of which a string is made only when somebody reads it.
///
/// A piece costs a copy of its bytes: a sixth of what adding to a `String` costs. The string that a
/// reader was given is kept and added to by the next reader, so that reading after every piece costs
/// time linear in the text, too.
struct GrowingText: Sendable {
    /// What has been made a string so far. Several may read at once, hence the lock; nobody adds to
    /// the text meanwhile, since that takes a mutable accumulator.
    private final class Settled: Sendable {
        let state: Mutex<State>

        init(_ text: String) {
            state = Mutex(State(text: GrowingString(text)))
        }
    }

    private struct State {
        var text: GrowingString
        /// How many of the pieces' bytes are in `text`.
        var byteCount = 0

        mutating func settle(_ bytes: Span<UInt8>) {
            guard byteCount < bytes.count else { return }
            let fresh = String(validated: bytes.extracting(droppingFirst: byteCount))
            byteCount = bytes.count
            // The first reader gets a string of just the length: most texts are read once, whole.
            if text.text.isEmpty { text = GrowingString(fresh) } else { text.append(fresh) }
        }
    }

    private var bytes: [UInt8] = []
    private let settled: Settled

    init(_ start: String) {
        settled = Settled(start)
    }

    /// Adds `piece`, which is valid UTF-8.
    @inline(__always)
    mutating func append(validated piece: Span<UInt8>) {
        if piece.count > bytes.capacity - bytes.count { dropSettledBytes() }
        bytes.append(copying: piece)
    }

    /// Adds `piece`, and returns the text with it.
    mutating func append(_ piece: String) -> String {
        let (bytes, settled) = (bytes.span, settled)
        return settled.state.withLock { state in
            state.settle(bytes)
            state.text.append(piece)
            return state.text.text
        }
    }

    /// The text so far. Costs a copy of what came since it was read last.
    var text: String {
        let bytes = bytes.span
        return settled.state.withLock { state in
            state.settle(bytes)
            return state.text.text
        }
    }

    /// Makes room, where a reader has seen some of the bytes, before the array takes more of it.
    private mutating func dropSettledBytes() {
        let count = settled.state.withLock { state in
            defer { state.byteCount = 0 }
            return state.byteCount
        }
        if count > 0 { bytes.removeFirst(count) }
    }
}
