/// Holds the stamps of an answer, in their order, to those that were sent.
struct StampCheck {
    private var count = 0
    private var times = TimeSum()

    /// How many there were.
    var deltas: Int { count }

    /// Takes the bytes of the next stamp, which lie at `byteOffset` of the body.
    mutating func take(
        _ bytes: Span<UInt8>, byteOffset: Int, sent: SentAnswer, at now: UInt64,
        into arrivals: inout Arrivals
    ) throws(StreamFailure) {
        guard let stamp = Stamp(bytes) else {
            throw StreamFailure(.differs, byteOffset: byteOffset)
        }
        guard stamp.number == count, count < sent.deltas else {
            throw StreamFailure(.wrongEvent, byteOffset: byteOffset)
        }
        // A time to come was not sent: a byte of it was changed.
        guard stamp.time <= now else { throw StreamFailure(.wrongTimes, byteOffset: byteOffset) }
        count += 1
        times.add(stamp.time)
        arrivals.latency.add(now - stamp.time)
    }

    /// Says that no more stamps come.
    func finish(sent: SentAnswer, byteOffset: Int) throws(StreamFailure) {
        guard sent.requests == 1 else { throw StreamFailure(.askedAgain) }
        guard sent.isEnded, count == sent.deltas else {
            throw StreamFailure(.incomplete, byteOffset: byteOffset)
        }
        guard times == sent.times else { throw StreamFailure(.wrongTimes) }
    }
}
