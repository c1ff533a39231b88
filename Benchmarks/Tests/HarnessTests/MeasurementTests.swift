import Testing

@testable import Harness

/// Times are medians of paired runs, and contenders have to agree.
///
/// One test at a time: the counts of the heap are those of the whole program.
@Suite(.serialized) struct MeasurementTests {
    private static let input = StreamInput(
        name: "pings", bytes: Array(String(repeating: "data: 1\n\n", count: 100).utf8))
    private static let effort = Effort(
        rounds: 4, sampleNanoseconds: 1, slowRounds: 2, slowBytes: 90)

    private static func task(_ contenders: [Contender]) -> BenchmarkTask {
        BenchmarkTask("t", "", corpora: [], chunkings: [], contenders: contenders)
    }

    private static func counting(
        _ name: ContenderName, isSlow: Bool = false, units: Int = 0
    ) -> Contender {
        Contender(name, isSlow: isSlow) { delivery in
            var tally = Tally()
            tally.events = delivery.input.events.count
            tally.units = units
            return tally
        }
    }

    @Test func theMedianIsTheMiddle() {
        #expect([3, 1, 2].median == 2)
        #expect([4, 1, 2, 3].median == 2.5)
        #expect([Double]().median.isNaN)
    }

    @Test func ratiosAreThoseOfTheSameRound() {
        var ours = Samples(bytesPerEvent: 1)
        var theirs = Samples(bytesPerEvent: 1)
        for (mine, other) in [(1.0, 2.0), (10, 20), (3, 6)] {
            ours.add(nanoseconds: mine, bytes: 1)
            theirs.add(nanoseconds: other, bytes: 1)
        }
        #expect(theirs.ratio(to: ours) == 2)
    }

    @Test func everyoneRunsInEveryRoundAndSlowOnesInTheFirst() async throws {
        let measurement = try await Measurement(
            of: Self.task([Self.counting(.product), Self.counting(.idiomatic, isSlow: true)]),
            on: Self.input, by: .event, effort: Self.effort)
        #expect(measurement.samples[.walk]?.perByte.count == 4)
        #expect(measurement.samples[.product]?.perByte.count == 4)
        #expect(measurement.samples[.idiomatic]?.perByte.count == 2)
        #expect(measurement.samples[.tuned] == nil)
    }

    /// A stream whose events get longer: what its beginning costs an event says nothing of the rest.
    @Test func slowContendersAreComparedWithTheProductOverTheSameBytes() async throws {
        let long = String(repeating: "x", count: 900)
        let input = StreamInput(
            name: "growing",
            bytes: Array(
                (0..<20).map { "event: message_start\ndata: \($0 < 2 ? "" : long)\n\n" }
                    .joined().utf8))
        let runs = Runs()
        func counting(_ name: ContenderName, isSlow: Bool = false) -> Contender {
            Contender(name, isSlow: isSlow) { delivery in
                runs.add(name, delivery.input.events.count)
                var tally = Tally()
                tally.events = delivery.input.events.count
                return tally
            }
        }
        let measurement = try await Measurement(
            of: Self.task([counting(.product), counting(.idiomatic, isSlow: true)]),
            on: input, by: .event,
            effort: Effort(rounds: 4, sampleNanoseconds: 1, slowRounds: 2, slowBytes: 30))
        #expect(measurement.slow == [.idiomatic])
        #expect(measurement.samplesOfBeginning[.product]?.perByte.count == 2)
        #expect(measurement.samplesOfBeginning[.walk]?.perByte.count == 2)
        #expect(measurement.samplesOfBeginning[.idiomatic] == nil)
        let slow = try #require(measurement.samples[.idiomatic])
        let beginning = try #require(measurement.samplesOfBeginning[.product])
        #expect(slow.bytesPerEvent == beginning.bytesPerEvent)
        #expect(slow.bytesPerEvent < input.bytesPerEvent)
        #expect(measurement.ratio(of: .idiomatic, to: .product) == slow.ratio(to: beginning))
        // In the first rounds the product has the whole and the beginning, then the whole.
        let counts = runs.of(.product).suffix(6)
        #expect(counts.filter { $0 == 20 }.count == 4)
        #expect(Set(runs.of(.idiomatic)) == [2])
    }

    private final class Runs: @unchecked Sendable {
        private var counts: [(ContenderName, Int)] = []
        func add(_ name: ContenderName, _ events: Int) { counts.append((name, events)) }
        func of(_ name: ContenderName) -> [Int] { counts.filter { $0.0 == name }.map(\.1) }
    }

    @Test func contendersThatCountDifferentlyAreRefused() async {
        await #expect(throws: Disagreement.self) {
            try await Measurement(
                of: Self.task([Self.counting(.product), Self.counting(.tuned, units: 1)]),
                on: Self.input, by: .event, effort: Self.effort)
        }
    }

    @Test(.enabled(if: HeapUse.isCounted, "allocations are not counted in this build"))
    func allocationsAreCounted() async throws {
        // The tests that run at the same time allocate and free too: only what is large can be told,
        // and that to the half.
        let size = 256 << 20
        let (held, holding) = await HeapUse.of { [UInt8](repeating: 1, count: size) }
        #expect(try #require(holding).liveBytes > held.count / 2)
        let (sum, dropping) = await HeapUse.of { [UInt8](repeating: 1, count: size).count }
        #expect(try #require(dropping).peakBytes > sum / 2)
        #expect(try #require(dropping).liveBytes < sum / 2)
        let (boxes, many) = await HeapUse.of { (0..<1000).map { _ in Box() } }
        #expect(try #require(many).allocations >= boxes.count)
    }

    @Test func pagesThatWereTouchedAreResident() async throws {
        let size = 256 << 20
        let growth = await ResidentMemory.peakGrowth {
            #expect([UInt8](repeating: 1, count: size).count == size)
        }
        #if os(Linux)
            // The tests that run at the same time may give memory back meanwhile.
            #expect(try #require(growth) > size / 2)
        #else
            #expect(growth == nil)
        #endif
    }

    @Test func theWalkFindsEveryLine() {
        for (bytes, lines) in [(Self.input.bytes, 200), ([], 0), (Array("a\nb".utf8), 1)] {
            let found = walkLines(bytes.span)
            #expect(found == lines)
            #expect(maskWalk(bytes.span).count == lines)
        }
    }

    @Test func theMaskWalkFindsWhereEveryLineEnds() {
        // Every length around a block of 64 bytes, and neighbours that differ from a feed in one bit.
        for length in 0..<200 {
            let bytes = (0..<length).map {
                UInt8([10, 11, 8, 10, 0x8A, 32, 10][($0 * 5 + length) % 7])
            }
            let feeds = bytes.indices.filter { bytes[$0] == 10 }
            let ends = maskWalk(bytes.span)
            #expect(ends.count == feeds.count)
            #expect(ends.sum == feeds.reduce(0, +))
        }
    }

    private final class Box {}
}
