import Baseline
import Harness
import MessageStream

extension BenchmarkTask {
    /// What a metering proxy does: the kind of every event, and the length of every delta.
    static let countTokens = BenchmarkTask(
        "count-tokens", "every event as a borrowed typed view, all of its JSON and UTF-8 validated",
        corpora: [
            "text", "tools", "thinking", "mixed", "chat", "big-tool",
            "text-crlf", "text-key-order", "text-white-space",
        ] + recorded,
        chunkings: Chunking.all,
        contenders: [
            Contender(.product) { delivery in
                var tally = Tally()
                var decoder = MessageStreamDecoder()
                let bytes = delivery.input.bytes.span
                for chunk in delivery.chunks {
                    var input = bytes.extracting(chunk)
                    while let view = try decoder.nextView(from: &input) { tally.count(view) }
                }
                return tally
            },
            Contender(.tuned) { delivery in
                var tally = Tally()
                var decoder = TunedDecoder()
                unsafe try delivery.withChunks { (input) throws(BaselineError) in
                    while let view = try unsafe decoder.nextView(from: &input) { tally.count(view) }
                }
                return tally
            },
            Contender(.competent, isSlow: true) {
                try countDeltas($0, CompetentDecoder.forEachEvent)
            },
            Contender(.idiomatic, isSlow: true) {
                try countDeltas($0, IdiomaticDecoder.forEachEvent)
            },
        ])

    private static func countDeltas(_ delivery: Delivery, _ loop: EventLoop) throws -> Tally {
        var tally = Tally()
        try loop(delivery, delivery.chunks) { event in
            tally.events += 1
            guard case .contentBlockDelta(_, let delta) = event else { return }
            switch delta {
            case .text(let text), .thinking(let text), .inputJSON(let text):
                tally.units += 1
                tally.sink += text.utf8.count
            case .signature, .citation, .unknown: break
            }
        }
        return tally
    }
}

extension Tally {
    mutating func count(_ view: borrowing MessageStreamEventView) {
        events += 1
        switch view.deltaKind {
        case .text, .thinking, .inputJSON:
            units += 1
            sink += view.payload.count
        case .signature, .citation, .compaction, .unknown, nil: break
        @unknown default: break
        }
    }

    mutating func count(_ view: TunedView) {
        events += 1
        switch view.delta {
        case .text, .thinking, .inputJSON:
            units += 1
            sink += unsafe view.payload.count
        case .signature, .citation, .unknown, .none: break
        }
    }
}
