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
            Contender(.competent) { delivery in
                var tally = Tally()
                var framing = CompetentFraming()
                unsafe delivery.withChunks { input in
                    unsafe framing.forEachFrame(of: input) { frame in
                        tally.events += 1
                        tally.units += unsafe frame.data.count
                        tally.sink += unsafe frame.type.count
                    }
                }
                return tally
            },
        ])

    /// The same for a program that keeps the events.
    static let frameToStrings = BenchmarkTask(
        "frame-to-strings", "every event with strings of its own: type and data",
        corpora: ["text"] + recorded, chunkings: Chunking.all,
        contenders: [
            Contender(.product) { delivery in
                var tally = Tally()
                var decoder = ServerSentEventDecoder()
                let bytes = delivery.input.bytes.span
                for chunk in delivery.chunks {
                    var input = bytes.extracting(chunk)
                    while let event = try decoder.next(from: &input) {
                        tally.events += 1
                        tally.units += event.data.utf8.count
                        tally.sink += event.type.utf8.count
                    }
                }
                return tally
            },
            Contender(.competent) { delivery in
                var tally = Tally()
                var framing = CompetentFraming()
                unsafe delivery.withChunks { input in
                    unsafe framing.forEachFrame(of: input) { tally.count($0.owned) }
                }
                return tally
            },
            Contender(.idiomatic, isSlow: true) { delivery in
                var tally = Tally()
                var framing = IdiomaticFraming()
                for chunk in delivery.chunks {
                    for frame in framing.append(delivery.input.bytes[chunk]) { tally.count(frame) }
                }
                return tally
            },
        ])
}

extension Tally {
    fileprivate mutating func count(_ frame: BaselineFrame) {
        events += 1
        units += frame.data.utf8.count
        sink += frame.type.utf8.count
    }
}
