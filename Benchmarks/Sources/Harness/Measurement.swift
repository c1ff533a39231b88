/// The times of one contender, a sample a round, all of the same stream.
public struct Samples: Sendable {
    /// Nanoseconds a byte of the stream, round by round.
    public private(set) var perByte: [Double] = []
    /// The mean length of an event of the stream.
    public let bytesPerEvent: Double

    /// No samples yet, of a stream with events of that length.
    init(bytesPerEvent: Double) {
        self.bytesPerEvent = bytesPerEvent
    }

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
    /// The bytes of the beginning of the stream that slow contenders get.
    public var slowBytes: Int

    /// For numbers that are published.
    public static let full = Effort(
        rounds: 15, sampleNanoseconds: 8e6, slowRounds: 5, slowBytes: 1 << 20)
    /// For `bench-check` and for a look while tuning.
    public static let quick = Effort(
        rounds: 7, sampleNanoseconds: 3e6, slowRounds: 3, slowBytes: 256 << 10)
}

/// A case of a task: what everyone took for it.
public struct Measurement: Sendable {
    /// Times of everyone, the walks among them: of the stream, or of its beginning if they are slow.
    public private(set) var samples: [ContenderName: Samples] = [:]
    /// Times of the product and of the walks for the beginning that slow contenders get, in the rounds
    /// in which these run; empty where nobody is slow.
    public private(set) var samplesOfBeginning: [ContenderName: Samples] = [:]
    /// Who got the beginning of the stream only.
    public private(set) var slow: Set<ContenderName> = []
    /// Allocations an event of everyone, where they are counted.
    public private(set) var allocations: [ContenderName: Double] = [:]
    /// The most bytes that everyone held at once, where they are counted.
    public private(set) var peakBytes: [ContenderName: Int] = [:]
    /// By how many bytes everyone made the program grow, where the kernel tells.
    public private(set) var peakResidentBytes: [ContenderName: Int] = [:]

    /// Measures `task` with `input` cut by `chunking`.
    ///
    /// Everyone runs in every round, in turn there and back, so that what else the machine does hits
    /// all of them, and ratios are those of one round. Slow contenders run in the first rounds only,
    /// over the first messages of the stream; the product and the walks then run over these as well.
    /// First everyone runs once unmeasured; there they have to agree about the beginning.
    ///
    /// - Throws: ``Disagreement``, or what a contender throws.
    public init(
        of task: BenchmarkTask, on input: StreamInput, by chunking: Chunking, effort: Effort,
        only wanted: Set<ContenderName> = Set(ContenderName.allCases)
    ) async throws {
        let whole = Delivery(input, by: chunking)
        let beginning = Delivery(input.prefix(effort.slowBytes), by: chunking)
        let contenders = (Self.walks + task.contenders).filter { wanted.contains($0.name) }
        slow = Set(contenders.lazy.filter(\.isSlow).map(\.name))
        var entrants: [Entrant] = []
        var tallies: [(ContenderName, Tally)] = []
        for contender in contenders {
            if !contender.name.isYardstick {
                tallies.append((contender.name, try await contender.prepare(beginning)()))
            }
            var entrant = try Entrant(contender, contender.isSlow ? beginning : whole)
            let (tally, heap) = try await HeapUse.of(entrant.run)
            if let heap {
                let events = Double(max(1, tally.events))
                allocations[contender.name] = Double(heap.allocations) / events
                peakBytes[contender.name] = heap.peakBytes
            }
            peakResidentBytes[contender.name] = try await ResidentMemory.peakGrowth {
                _ = try await entrant.run()
            }
            try await entrant.settle(effort)
            entrants.append(entrant)
        }
        if let first = tallies.first, !tallies.allSatisfy({ $0.1.agrees(with: first.1) }) {
            throw Disagreement(
                task: task.name, input: "\(input.name)/\(chunking)", tallies: tallies)
        }
        for contender in contenders where !slow.isEmpty && contender.name.isComparedWith {
            var entrant = try Entrant(contender, beginning)
            entrant.isReference = true
            try await entrant.settle(effort)
            entrants.append(entrant)
        }
        for round in 0..<effort.rounds {
            for entrant in round.isMultiple(of: 2) ? entrants : entrants.reversed()
            where !entrant.isOfBeginning || round < effort.slowRounds {
                try await run(entrant)
            }
        }
    }

    /// The median of the ratios of times of `name` to those of `other`, of the same rounds and the same
    /// bytes; nil when either did not run.
    public func ratio(of name: ContenderName, to other: ContenderName) -> Double? {
        guard let times = samples[name],
            let others = slow.contains(name) == slow.contains(other)
                ? samples[other] : samplesOfBeginning[other]
        else { return nil }
        return times.ratio(to: others)
    }

    private mutating func run(_ entrant: Entrant) async throws {
        let time = try await processorTime {
            for _ in 0..<entrant.repetitions { _ = try await entrant.run() }
        }
        let none = Samples(bytesPerEvent: entrant.input.bytesPerEvent)
        let bytes = entrant.input.bytes.count * entrant.repetitions
        if entrant.isReference {
            samplesOfBeginning[entrant.name, default: none].add(nanoseconds: time, bytes: bytes)
        } else {
            samples[entrant.name, default: none].add(nanoseconds: time, bytes: bytes)
        }
    }

    private struct Entrant {
        let name: ContenderName
        let run: Contender.Run
        let input: StreamInput
        let isSlow: Bool
        /// Whether it runs so that slow contenders can be compared with it.
        var isReference = false
        var repetitions = 1

        var isOfBeginning: Bool { isSlow || isReference }

        init(_ contender: Contender, _ delivery: Delivery) throws {
            name = contender.name
            run = try contender.prepare(delivery)
            input = delivery.input
            isSlow = contender.isSlow
        }

        /// Finds out how often it has to run for one sample.
        mutating func settle(_ effort: Effort) async throws {
            let once = try await processorTime { _ = try await run() }
            repetitions = max(1, Int((effort.sampleNanoseconds / max(once, 1)).rounded()))
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
