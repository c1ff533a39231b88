import Baseline
import Harness
import MessageStream

extension BenchmarkTask {
    static let streamCount = 10_000

    /// What a busy proxy does: 10,000 open streams on one thread, an event each in turn.
    ///
    /// The events lie one behind the other, as a socket would have just delivered them; what is cold
    /// is the state of the stream. The streams stay open from run to run: opening is not measured.
    static let tenThousandStreams = BenchmarkTask(
        "ten-thousand-streams", "10,000 decoders, one event each in turn, as typed views",
        corpora: ["text"], chunkings: [.event],
        contenders: [
            Contender(
                .product,
                preparing: { delivery in
                    let streams = OpenStreams { MessageStreamDecoder() }
                    return {
                        var tally = Tally()
                        let bytes = delivery.input.bytes.span
                        for (number, chunk) in delivery.chunks.enumerated() {
                            var input = bytes.extracting(chunk)
                            try streams.withStream(number % streamCount) {
                                (decoder) throws(MessageStreamError) in
                                while let view = try decoder.nextView(from: &input) {
                                    tally.count(view)
                                }
                            }
                        }
                        return tally
                    }
                }),
            Contender(
                .tuned,
                preparing: { delivery in
                    let streams = OpenStreams { TunedDecoder() }
                    return {
                        var tally = Tally()
                        var number = 0
                        unsafe try delivery.withChunks { (input) throws(BaselineError) in
                            try streams.withStream(number % streamCount) {
                                (decoder) throws(BaselineError) in
                                while let view = try unsafe decoder.nextView(from: &input) {
                                    tally.count(view)
                                }
                            }
                            number += 1
                        }
                        return tally
                    }
                }),
        ])
}

/// Decoders that cannot be copied, in one block of memory.
///
/// Sendable because a benchmark uses it from one task at a time.
@safe
private final class OpenStreams<Decoder: ~Copyable>: @unchecked Sendable {
    private let streams: UnsafeMutableBufferPointer<Decoder>

    init(_ make: () -> Decoder) {
        unsafe streams = .allocate(capacity: BenchmarkTask.streamCount)
        for place in unsafe streams.indices {
            unsafe streams.initializeElement(at: place, to: make())
        }
    }

    func withStream<Failure: Error>(
        _ number: Int, _ body: (inout Decoder) throws(Failure) -> Void
    ) throws(Failure) {
        try unsafe body(&streams[number])
    }

    deinit {
        for place in unsafe streams.indices { unsafe streams.deinitializeElement(at: place) }
        unsafe streams.deallocate()
    }
}
