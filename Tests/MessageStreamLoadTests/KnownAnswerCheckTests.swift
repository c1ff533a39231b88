import Testing

@testable import MessageStreamLoad

/// The running comparison, on answers made here.
struct KnownAnswerCheckTests {
    /// An answer of so many deltas, and what was noted when it was sent.
    private static func answer(_ deltas: Int) -> (bytes: [UInt8], sent: SentAnswer) {
        var sent = SentAnswer()
        sent.requests = 1
        var bytes = KnownAnswer.beginning
        for index in 0..<deltas {
            let start = bytes.count
            let form = KnownAnswer.form(of: index)
            bytes += form.event
            sent.stamp(at: UInt64(1000 + index)).write(to: &bytes, at: start + form.stampOffset)
        }
        bytes += KnownAnswer.ending(behind: deltas)
        sent.isEnded = true
        return (bytes, sent)
    }

    private static func check(
        _ bytes: [UInt8], _ sent: SentAnswer, piece: Int
    ) throws(StreamFailure) -> Arrivals {
        let check = KnownAnswerCheck()
        var arrivals = Arrivals()
        var rest = bytes.span
        while !rest.isEmpty {
            let count = min(piece, rest.count)
            _ = try check.take(
                rest.extracting(first: count), sent: sent, at: 5000, into: &arrivals)
            rest = rest.extracting(droppingFirst: count)
        }
        try check.finish(sent: sent)
        return arrivals
    }

    @Test(arguments: [1, 2, 7, 139, 140, 141, 1000, 1 << 20])
    func `the whole answer passes, however it is cut`(piece: Int) throws {
        let (bytes, sent) = Self.answer(20)
        let arrivals = try Self.check(bytes, sent, piece: piece)
        #expect(arrivals.events == 25)
        #expect(arrivals.bytes == bytes.count)
        #expect(arrivals.latency.count == 20)
    }

    @Test(arguments: [1, 1 << 20])
    func `every byte that differs is noticed`(piece: Int) {
        let (bytes, sent) = Self.answer(3)
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 1
            #expect(throws: StreamFailure.self, "byte \(index)") {
                try Self.check(damaged, sent, piece: piece)
            }
        }
    }

    @Test func `every event that is lost, doubled or exchanged is noticed`() {
        let (bytes, sent) = Self.answer(4)
        for index in 0..<4 {
            let size = KnownAnswer.form(of: index).event.count
            let start = Self.answer(index).bytes.count - KnownAnswer.ending(behind: index).count
            let event = bytes[start..<(start + size)]
            var lost = bytes
            lost.removeSubrange(start..<(start + size))
            var doubled = bytes
            doubled.insert(contentsOf: event, at: start)
            for damaged in [lost, doubled] {
                #expect(throws: StreamFailure.self) {
                    try Self.check(damaged, sent, piece: 100)
                }
            }
        }
    }

    @Test func `an answer that ends early or late is noticed`() {
        let (bytes, sent) = Self.answer(2)
        for count in 0..<bytes.count {
            #expect(throws: StreamFailure.self) {
                try Self.check(Array(bytes.prefix(count)), sent, piece: 64)
            }
        }
        #expect(throws: StreamFailure(.excess, byteOffset: bytes.count)) {
            try Self.check(bytes + [10], sent, piece: 64)
        }
    }

    @Test func `the place of a difference is told`() {
        let (bytes, sent) = Self.answer(3)
        let place = KnownAnswer.beginning.count + KnownAnswer.form(of: 0).event.count + 3
        var damaged = bytes
        damaged[place] = 0
        #expect(throws: StreamFailure(.differs, byteOffset: place)) {
            try Self.check(damaged, sent, piece: 33)
        }
    }

    @Test func `an upstream that was asked twice is noticed`() {
        let answer = Self.answer(1)
        var sent = answer.sent
        sent.requests = 2
        #expect(throws: StreamFailure(.askedAgain)) {
            try Self.check(answer.bytes, sent, piece: 1000)
        }
    }
}
