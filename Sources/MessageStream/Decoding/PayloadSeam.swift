internal import PartialJSON

/// What a delta shares with its neighbours: a surrogate pair that is cut between two of them.
///
/// Half a pair at a payload's end is no text yet; it waits for the next delta of its block that adds
/// to the same member. So the texts of events can be joined without anything in between.
///
/// All of it in 25 bits, which a view keeps beside the event's number: as fields of their own they cost
/// every view 45 instructions, for Swift copied it in registers no longer.
@usableFromInline
struct PayloadSeam: Sendable {
    @usableFromInline static let bitCount: UInt64 = 25
    private static let bitsOfHalf: UInt32 = 11

    @usableFromInline private(set) var bits: UInt32

    @inlinable
    init(bits: UInt32 = 0) {
        self.bits = bits
    }

    /// The first half with which the last payload ended, or 0.
    var leading: UInt16 {
        get { half(at: 0) }
        set { set(newValue, at: 0) }
    }

    /// The first half with which this payload ends, or 0.
    var trailing: UInt16 {
        get { half(at: Self.bitsOfHalf) }
        set { set(newValue, at: Self.bitsOfHalf) }
    }

    /// Of a stop: the members whose half nothing can complete any more.
    var overdue: BlockDeltas {
        get { BlockDeltas(rawValue: UInt8(truncatingIfNeeded: bits >> (2 * Self.bitsOfHalf))) }
        set {
            bits =
                bits & (1 << (2 * Self.bitsOfHalf) - 1)
                | UInt32(newValue.rawValue) << (2 * Self.bitsOfHalf)
        }
    }

    /// Whether there is any half on either side.
    @inline(__always)
    var isOpen: Bool { bits & (1 << (2 * Self.bitsOfHalf) - 1) != 0 }

    /// A first half is U+D800 and 10 bits; the eleventh bit says that there is one.
    private func half(at place: UInt32) -> UInt16 {
        let half = UInt16(truncatingIfNeeded: bits >> place) & 0x7FF
        return half == 0 ? 0 : 0xD800 | half & 0x3FF
    }

    private mutating func set(_ half: UInt16, at place: UInt32) {
        let field: UInt32 = half == 0 ? 0 : 0x400 | UInt32(half & 0x3FF)
        bits = bits & ~(0x7FF << place) | field << place
    }
}

extension MessageStreamEventView {
    /// The delta that the payload is, where texts are joined.
    var payloadDelta: BlockDeltas? {
        guard hasPayload else { return nil }
        return switch deltaKind {
        case .text: .text
        case .inputJSON: .inputJSON
        case .thinking: .thinking
        case .signature, .citation, .compaction, .unknown, nil: nil
        }
    }

    /// Calls `body` with the bytes that the payload adds to its member, in one or two pieces.
    func withJoinedBytes(_ body: (Span<UInt8>) -> Void) {
        var raw = payload
        if seam.leading != 0 {
            let scalar = raw.scalar(completing: seam.leading)
            if scalar != nil { raw = raw.extracting(droppingFirst: Span.bytesOfUnicodeEscape) }
            let text = String(Character(scalar ?? Self.replacement))
            body(text.utf8.span)
        }
        if seam.trailing != 0 { raw = raw.extracting(droppingLast: Span.bytesOfUnicodeEscape) }
        raw.withUnescapedBytes(body)
    }

    /// Whether the payload begins or ends in the middle of a surrogate pair.
    @inline(__always)
    package var isCutInPair: Bool { seam.isOpen }

    /// The text that the payload adds to its member.
    package var joinedText: String {
        guard seam.isOpen else { return payloadText() }
        var text = ""
        withJoinedBytes { text += String(validated: $0) }
        return text
    }

    /// The deltas that are due before this event, the stop of a block: U+FFFD in place of each half
    /// that nothing can complete any more.
    package var overdueEvents: [MessageStreamEvent] {
        guard !seam.overdue.isEmpty, let index else { return [] }
        let text = String(Character(Self.replacement))
        var deltas: [ContentBlockDelta] = []
        if seam.overdue.contains(.text) { deltas.append(.text(text)) }
        if seam.overdue.contains(.thinking) { deltas.append(.thinking(text, estimatedTokens: nil)) }
        if seam.overdue.contains(.inputJSON) { deltas.append(.inputJSON(text)) }
        return deltas.map { .contentBlockDelta(index: index, delta: $0) }
    }

    private static var replacement: Unicode.Scalar { "\u{FFFD}" }
}
