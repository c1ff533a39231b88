/// Holds a relayed answer to the ``KnownAnswer``, byte for byte.
///
/// Nothing of it is kept: what does not depend on time is compared with what it must be, and of the
/// times, which do, there are sums on both sides.
final class KnownAnswerCheck: AnswerCheck {
    private enum Part {
        case beginning, deltas, ending, over
    }

    private var part = Part.beginning
    private var stamps = StampCheck()
    private var byteOffset = 0
    /// What is being compared, unless it is a delta, and how much of it has come.
    private var expected = KnownAnswer.beginning
    private var expectedOffset = 0
    private var pieces = Pieces()

    func take(
        _ bytes: Span<UInt8>, sent: SentAnswer, at now: UInt64, into arrivals: inout Arrivals
    ) throws(StreamFailure) -> Int {
        let deltasBefore = stamps.deltas
        var rest = bytes
        while !rest.isEmpty {
            switch part {
            case .beginning:
                guard try compare(&rest) else { break }
                arrivals.events += KnownAnswer.beginningEvents
                part = .deltas
            case .deltas:
                if sent.isEnded, stamps.deltas == sent.deltas, pieces.carriedBytes == 0 {
                    part = .ending
                    expected = KnownAnswer.ending(behind: sent.deltas)
                    expectedOffset = 0
                } else {
                    try takeDelta(&rest, sent: sent, at: now, into: &arrivals)
                }
            case .ending:
                guard try compare(&rest) else { break }
                arrivals.events += KnownAnswer.endingEvents
                part = .over
            case .over:
                throw StreamFailure(.excess, byteOffset: byteOffset)
            }
        }
        arrivals.bytes += bytes.count
        return stamps.deltas - deltasBefore
    }

    func finish(sent: SentAnswer) throws(StreamFailure) {
        try stamps.finish(sent: sent, byteOffset: byteOffset)
        switch part {
        case .over: break
        case .beginning, .deltas, .ending:
            throw StreamFailure(.incomplete, byteOffset: byteOffset)
        }
    }

    /// Compares as much of what is expected as has come; returns whether that was all of it.
    private func compare(_ rest: inout Span<UInt8>) throws(StreamFailure) -> Bool {
        let count = min(rest.count, expected.count - expectedOffset)
        let expected = expected
        let wanted = expected.span.extracting(expectedOffset..<(expectedOffset + count))
        if let place = rest.extracting(first: count).firstDifference(from: wanted) {
            throw StreamFailure(.differs, byteOffset: byteOffset + place)
        }
        rest = rest.extracting(droppingFirst: count)
        expectedOffset += count
        byteOffset += count
        return expectedOffset == expected.count
    }

    private func takeDelta(
        _ rest: inout Span<UInt8>, sent: SentAnswer, at now: UInt64, into arrivals: inout Arrivals
    ) throws(StreamFailure) {
        let start = byteOffset
        let form = KnownAnswer.form(of: stamps.deltas)
        let isWhole: Void? = try pieces.next(form.event.count, from: &rest) {
            piece throws(StreamFailure) in
            let template = form.event
            let stamp = form.stampOffset..<(form.stampOffset + Stamp.byteCount)
            func compare(_ range: Range<Int>) throws(StreamFailure) {
                let wanted = template.span.extracting(range)
                if let place = piece.extracting(range).firstDifference(from: wanted) {
                    throw StreamFailure(.differs, byteOffset: start + range.lowerBound + place)
                }
            }
            try compare(0..<stamp.lowerBound)
            try stamps.take(
                piece.extracting(stamp), byteOffset: start, sent: sent, at: now, into: &arrivals)
            try compare(stamp.upperBound..<template.count)
        }
        guard isWhole != nil else { return }
        byteOffset += form.event.count
        arrivals.events += 1
    }
}

extension Span<UInt8> {
    /// Where the first byte is that differs from the one of `other`, which is as long; nil if none.
    func firstDifference(from other: Span<UInt8>) -> Int? {
        // Without a way out in between the compiler compares many bytes at a time.
        var difference: UInt8 = 0
        for index in indices { difference |= self[index] ^ other[index] }
        if difference == 0 { return nil }
        return indices.first { self[$0] != other[$0] }
    }

    /// Whether these are the bytes of `text`.
    func equals(_ text: StaticString) -> Bool {
        let wanted = text.description.utf8
        guard wanted.count == count else { return false }
        return zip(indices, wanted).allSatisfy { self[$0] == $1 }
    }
}
