import Baseline
import Harness
import ServerSentEvents

extension BenchmarkTask {
    /// What a proxy does that passes events on and looks at nothing but their borders.
    static let frameAStream = BenchmarkTask(
        "frame-a-stream", "every event as borrowed bytes: type and data",
        corpora: ["text", "tools", "thinking", "mixed", "chat", "big-tool"] + recorded,
        chunkings: Chunking.all,
        contenders: [
            Contender(.product) { delivery in
                var tally = Tally()
                var decoder = ServerSentEventDecoder()
                let bytes = delivery.input.bytes.span
                for chunk in delivery.chunks {
                    var input = bytes.extracting(chunk)
                    while let view = try decoder.nextView(from: &input) {
                        tally.events += 1
                        tally.units += view.data.count
                        tally.sink += view.type.count
                    }
                }
                return tally
            },
            Contender(.tuned) { delivery in
                var tally = Tally()
                var decoder = TunedFraming()
                unsafe delivery.withChunks { input in
                    while let frame = unsafe decoder.next(from: &input) {
                        tally.events += 1
                        tally.units += unsafe frame.data.count
                        tally.sink += unsafe frame.type.count
                    }
                }
                return tally
            },
            Contender(.idiomatic, isSlow: true) { delivery in
                var tally = Tally()
                var decoder = IdiomaticFraming()
                for chunk in delivery.chunks {
                    for frame in decoder.append(delivery.input.bytes[chunk]) {
                        tally.events += 1
                        tally.units += frame.data.utf8.count
                        tally.sink += frame.type.utf8.count
                    }
                }
                return tally
            },
        ])
}
