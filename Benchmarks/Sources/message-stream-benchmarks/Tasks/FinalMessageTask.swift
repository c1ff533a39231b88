import Baseline
import Harness
import MessageStream

extension BenchmarkTask {
    /// What a program does that has no use for pieces: the whole message, tool inputs parsed.
    static let collectTheFinalMessage = BenchmarkTask(
        "collect-the-final-message", "the whole message, texts joined and tool inputs parsed",
        corpora: ["text", "tools", "thinking", "big-tool"] + recorded, chunkings: Chunking.all,
        contenders: [
            Contender(.product) { delivery in
                var tally = Tally()
                let bytes = delivery.input.bytes.span
                for chunks in delivery.messages {
                    var decoder = MessageStreamDecoder()
                    var accumulator = MessageAccumulator()
                    for chunk in chunks {
                        var input = bytes.extracting(chunk)
                        while let view = try decoder.nextView(from: &input) {
                            tally.events += 1
                            try accumulator.append(view)
                        }
                    }
                    let message = try accumulator.finalMessage()
                    tally.units += message.text.utf8.count + message.thinking.utf8.count
                    tally.units += message.toolUses.count
                }
                return tally
            },
            Contender(.tuned) { try collect($0, TunedDecoder.forEachEvent) },
            Contender(.competent, isSlow: true) {
                try collect($0, CompetentDecoder.forEachEvent)
            },
            Contender(.idiomatic, isSlow: true) {
                try collect($0, IdiomaticDecoder.forEachEvent)
            },
        ])

    private static func collect(_ delivery: Delivery, _ loop: EventLoop) throws -> Tally {
        var tally = Tally()
        for chunks in delivery.messages {
            var message = BaselineMessage()
            try loop(delivery, chunks) { event in
                tally.events += 1
                message.append(event)
            }
            try tally.count(message)
        }
        return tally
    }

    /// The same through the sequence, which is what most programs write.
    static let awaitTheFinalMessage = BenchmarkTask(
        "await-the-final-message", "the same by messageStreamEvents().finalMessage()",
        corpora: ["text", "tools"] + recorded, chunkings: [.bytes(64 << 10), .event],
        contenders: [
            Contender(.product) { delivery in
                var tally = Tally()
                tally.events = delivery.input.events.count
                for message in delivery.messages.indices {
                    let chunks = delivery.readyChunks(ofMessage: message)
                    let message = try await chunks.messageStreamEvents().finalMessage()
                    tally.units += message.text.utf8.count
                }
                return tally
            }
        ])
}

extension Tally {
    /// Counts a message of the baselines; its tool inputs are parsed here, at the end.
    fileprivate mutating func count(_ message: BaselineMessage) throws {
        for block in message.content {
            units += block.text.utf8.count
            guard block.type == "tool_use" else { continue }
            units += 1
            sink += try block.parsedInput().count
        }
    }
}
