internal import PartialJSON
internal import ServerSentEvents

/// The halves that wait for their other half, in any block.
@usableFromInline
struct WaitingHalves: Sendable {
    private struct Half {
        let index: Int
        let delta: BlockDeltas
        let unit: UInt16
    }

    /// The most that wait at a time. No stream has so many open blocks; past it the oldest is lost.
    private static let limit = 64

    private var list: [Half] = []
    /// Whether there are any: asked for at every event.
    @usableFromInline private(set) var isWaiting = false

    /// The seam of the event that comes next; nearly none has one.
    mutating func seam(
        of findings: EventScanner.Findings, data: Span<UInt8>, framing: ServerSentEventView
    ) -> PayloadSeam {
        guard isWaiting || findings.mayEndInHalf else { return PayloadSeam() }
        return seam(
            of: MessageStreamEventView(findings, data: data, framing: framing, number: 0))
    }

    private mutating func seam(of view: borrowing MessageStreamEventView) -> PayloadSeam {
        var seam = PayloadSeam()
        switch view.kind {
        case .contentBlockDelta:
            // An empty delta is nothing in between.
            guard let index = view.index, let delta = view.payloadDelta, !view.payload.isEmpty
            else { break }
            seam.leading = take(delta, ofBlock: index)
            guard view.payloadHasEscapes, let unit = view.payload.trailingHalf else { break }
            seam.trailing = unit
            if list.count == Self.limit { list.removeFirst() }
            list.append(Half(index: index, delta: delta, unit: unit))
        case .contentBlockStop:
            guard let index = view.index else { break }
            for delta in [BlockDeltas.text, .thinking, .inputJSON]
            where take(delta, ofBlock: index) != 0 {
                seam.overdue.insert(delta)
            }
        case .contentBlockStart:
            let index = view.index
            list.removeAll { $0.index == index }
        case .messageStop: list = []
        case .messageStart, .messageDelta, .ping, .error, .unknown: break
        }
        isWaiting = !list.isEmpty
        return seam
    }

    private mutating func take(_ delta: BlockDeltas, ofBlock index: Int) -> UInt16 {
        guard let place = list.firstIndex(where: { $0.index == index && $0.delta == delta })
        else { return 0 }
        return list.remove(at: place).unit
    }
}
