import Foundation
import Harness

/// The short form: the cases that have thresholds, how costs grow, and what an open stream holds.
enum Check {
    /// A time beyond its limit is measured again when all others have been: on a busy machine a miss has
    /// to be one each time.
    private static let attempts = 5

    /// Prints every number, those beyond their limit last; whether there is none of those.
    static func run(_ options: Options) async throws -> Bool {
        let thresholds = try Thresholds(contentsOf: URL(filePath: options.thresholds))
        let counts = try options.instructions.map(InstructionCounts.read)
        var corpora = Corpora(directory: options.directory)
        var verdicts: [Verdict] = []
        var toMeasure: [(place: Int, wanted: Thresholds.Case)] = []
        for wanted in thresholds.cases {
            if corpora.isAbsent(wanted.corpus) {
                print("skipped: \(wanted.task) \(wanted.corpus)/\(wanted.chunk): it is not here")
            } else {
                toMeasure.append((toMeasure.count, wanted))
            }
        }
        for attempt in 1...attempts {
            for (place, wanted) in toMeasure {
                let input = try corpora.input(wanted.corpus)
                let verdict = try await verdict(on: input, wanted, thresholds.tolerance, counts)
                if attempt == 1 { verdicts.append(verdict) } else { verdicts[place] = verdict }
            }
            toMeasure.removeAll { !verdicts[$0.place].hasMissedTimes }
        }
        if let counts {
            let slopes = Slope.all(text: try corpora.input("text")).map {
                ($0.key, $0.figures(counts))
            }
            verdicts.append(
                Verdict(thresholds, slopes: Dictionary(uniqueKeysWithValues: slopes)))
        }
        let memory = try await OpenStreamMemory.measure(
            text: try corpora.input("text"), bigTool: try corpora.input("big-tool"))
        verdicts.append(Verdict(thresholds, memory: memory))

        let lines = verdicts.flatMap(\.lines)
        for standing in [Verdict.Standing.reached, .ahead, .missed] {
            for line in lines where line.standing == standing { print(line) }
        }
        let misses = lines.count { $0.standing == .missed }
        print("bench-check: \(lines.count) numbers, \(misses) missed")
        return misses == 0 && !lines.isEmpty
    }

    private static func verdict(
        on input: StreamInput, _ wanted: Thresholds.Case, _ tolerance: Thresholds.Tolerance,
        _ counts: [String: Double]?
    ) async throws -> Verdict {
        let (task, chunking) = try BenchmarkTask.of(wanted)
        let measurement = try await Measurement(
            of: task, on: input, by: chunking, effort: .quick,
            only: [.walk, .product, .native, .tuned])
        var report = Report(machine: .current)
        report.cases = [
            Report.Case(measurement, task: task.name, input: input, chunking: chunking)
        ]
        InstructionCounts.put(counts ?? [:], into: &report)
        return Verdict(wanted, report.cases[0], tolerance, hasInstructions: counts != nil)
    }
}

extension BenchmarkTask {
    /// The task and the chunking that a threshold is about.
    static func of(_ wanted: Thresholds.Case) throws(UsageError) -> (BenchmarkTask, Chunking) {
        guard let task = all.first(where: { $0.name == wanted.task }),
            let chunking = Chunking(wanted.chunk)
        else { throw UsageError(reason: "no task \(wanted.task) by \(wanted.chunk)") }
        return (task, chunking)
    }
}
