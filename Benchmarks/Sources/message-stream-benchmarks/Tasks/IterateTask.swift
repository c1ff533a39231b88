import Baseline
import Harness
import MessageStream

extension BenchmarkTask {
    /// What a program does that owns its loop: every event with strings of its own.
    static let iterateTypedEvents = BenchmarkTask(
        "iterate-typed-events", "every event typed and owned, synchronously",
        corpora: ["text", "tools", "thinking", "mixed", "chat"] + recorded,
        chunkings: Chunking.all,
        contenders: [
            Contender(.product) { delivery in
                var tally = Tally()
                var decoder = MessageStreamDecoder()
                let bytes = delivery.input.bytes.span
                for chunk in delivery.chunks {
                    var input = bytes.extracting(chunk)
                    while let event = try decoder.next(from: &input) { tally.count(event) }
                }
                return tally
            },
            Contender(.tuned) { delivery in
                var tally = Tally()
                var decoder = TunedDecoder()
                unsafe try delivery.withChunks { (input) throws(BaselineError) in
                    while let event = try unsafe decoder.next(from: &input) { tally.count(event) }
                }
                return tally
            },
            Contender(.competent, isSlow: true) { delivery in
                var tally = Tally()
                try CompetentDecoder.forEachEvent(of: delivery, in: delivery.chunks) {
                    tally.count($0)
                }
                return tally
            },
            Contender(.idiomatic, isSlow: true) { delivery in
                var tally = Tally()
                try IdiomaticDecoder.forEachEvent(of: delivery, in: delivery.chunks) {
                    tally.count($0)
                }
                return tally
            },
        ])
}
