/// The times of one contender, a sample a round.
public struct Samples: Sendable {
    /// Nanoseconds a byte of its stream, round by round.
    public private(set) var perByte: [Double] = []

    mutating func add(nanoseconds: Double, bytes: Int) {
        perByte.append(nanoseconds / Double(bytes))
    }

    /// The median.
    public var median: Double { perByte.median }

    /// The median of the ratios to `other`, each of two times that were taken in the same round.
    public func ratio(to other: Samples) -> Double {
        zip(perByte, other.perByte).map { $0 / $1 }.median
    }
}

extension [Double] {
    /// The middle one, or the mean of the two in the middle; NaN of none.
    var median: Double {
        guard !isEmpty else { return .nan }
        let sorted = sorted()
        let middle = count / 2
        return count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}

/// How long to measure.
public struct Effort: Sendable {
    /// The rounds, in each of which every contender runs.
    public var rounds: Int
    /// The least time of one sample; a contender that is faster runs again.
    public var sampleNanoseconds: Double
    /// The rounds in which slow contenders run too.
    public var slowRounds: Int
    /// The bytes of the stream that slow contenders get.
    public var slowBytes: Int

    /// For numbers that are published.
    public static let full = Effort(
        rounds: 15, sampleNanoseconds: 8e6, slowRounds: 5, slowBytes: 256 << 10)
    /// For `bench-check` and for a look while tuning.
    public static let quick = Effort(
        rounds: 7, sampleNanoseconds: 3e6, slowRounds: 3, slowBytes: 128 << 10)
}

/// A case of a task: what everyone took for it.
public struct Measurement: Sendable {
    /// Times of everyone, the walk among them.
    public private(set) var samples: [ContenderName: Samples] = [:]
    /// Allocations an event of everyone, where they are counted.
    public private(set) var allocations: [ContenderName: Double] = [:]
    /// The most bytes that everyone held at once, where they are counted.
    public private(set) var peakBytes: [ContenderName: Int] = [:]
    /// By how many bytes everyone made the program grow, where the kernel tells.
    public private(set) var peakResidentBytes: [ContenderName: Int] = [:]

    /// Measures `task` with `input` cut by `chunking`.
    ///
    /// Everyone runs in every round, in turn there and back, so that what else the machine does hits
    /// all of them, and ratios are those of one round. First everyone runs once unmeasured; there
    /// they have to agree about the short stream.
    ///
    /// - Throws: ``Disagreement``, or what a contender throws.
    public init(
        of task: BenchmarkTask, on input: StreamInput, by chunking: Chunking, effort: Effort,
        only wanted: Set<ContenderName> = Set(ContenderName.allCases)
    ) async throws {
        let whole = Delivery(input, by: chunking)
        let short = Delivery(input.prefix(effort.slowBytes), by: chunking)
        let contenders = (Self.walks + task.contenders).filter { wanted.contains($0.name) }
        var entrants: [Entrant] = []
        var tallies: [(ContenderName, Tally)] = []
        for contender in contenders {
            let delivery = contender.isSlow ? short : whole
            var entrant = Entrant(contender, try contender.prepare(delivery), delivery)
            if !contender.name.isYardstick {
                tallies.append((contender.name, try await contender.prepare(short)()))
            }
            let (tally, heap) = try await HeapUse.of(entrant.run)
            if let heap {
                let events = Double(max(1, tally.events))
                allocations[contender.name] = Double(heap.allocations) / events
                peakBytes[contender.name] = heap.peakBytes
            }
            peakResidentBytes[contender.name] = try await ResidentMemory.peakGrowth {
                _ = try await entrant.run()
            }
            let once = try await processorTime { _ = try await entrant.run() }
            entrant.repetitions = max(1, Int((effort.sampleNanoseconds / max(once, 1)).rounded()))
            entrants.append(entrant)
        }
        if let first = tallies.first, !tallies.allSatisfy({ $0.1.agrees(with: first.1) }) {
            throw Disagreement(
                task: task.name, input: "\(input.name)/\(chunking)", tallies: tallies)
        }
        for round in 0..<effort.rounds {
            for entrant in round.isMultiple(of: 2) ? entrants : entrants.reversed()
            where !entrant.isSlow || round < effort.slowRounds {
                let time = try await processorTime {
                    for _ in 0..<entrant.repetitions { _ = try await entrant.run() }
                }
                samples[entrant.name, default: Samples()].add(
                    nanoseconds: time, bytes: entrant.bytes * entrant.repetitions)
            }
        }
    }

    private struct Entrant {
        let name: ContenderName
        let run: Contender.Run
        let bytes: Int
        let isSlow: Bool
        var repetitions = 1

        init(_ contender: Contender, _ run: @escaping Contender.Run, _ delivery: Delivery) {
            name = contender.name
            self.run = run
            bytes = delivery.input.bytes.count
            isSlow = contender.isSlow
        }
    }

    private static let walks = [
        Contender(.walk) { delivery in
            var tally = Tally()
            tally.events = delivery.input.events.count
            tally.sink = walkLines(delivery.input.bytes.span)
            return tally
        },
        Contender(.maskWalk) { delivery in
            var tally = Tally()
            tally.events = delivery.input.events.count
            tally.sink = maskWalk(delivery.input.bytes.span).sum
            return tally
        },
    ]
}
