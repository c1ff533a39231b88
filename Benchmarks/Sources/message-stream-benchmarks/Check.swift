import Foundation
import Harness

/// The short form: the cases that have thresholds, and what an open stream holds.
enum Check {
    /// A time beyond its limit is measured again: on a busy machine a miss has to be one each time.
    private static let attempts = 3

    /// Prints every number, those beyond their limit last; whether there is none of those.
    static func run(_ options: Options) async throws -> Bool {
        let thresholds = try Thresholds(contentsOf: URL(filePath: options.thresholds))
        var corpora = Corpora(directory: options.directory)
        var verdicts: [Verdict] = []
        for wanted in thresholds.cases {
            guard let task = BenchmarkTask.all.first(where: { $0.name == wanted.task }),
                let chunking = Chunking(wanted.chunk)
            else { throw UsageError(reason: "no task \(wanted.task) by \(wanted.chunk)") }
            if corpora.isAbsent(wanted.corpus) {
                print("skipped: \(wanted.task) \(wanted.corpus)/\(wanted.chunk): it is not here")
                continue
            }
            let input = try corpora.input(wanted.corpus)
            verdicts.append(
                try await verdict(task, input, chunking, wanted, thresholds, options))
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
        _ task: BenchmarkTask, _ input: StreamInput, _ chunking: Chunking,
        _ wanted: Thresholds.Case, _ thresholds: Thresholds, _ options: Options
    ) async throws -> Verdict {
        var attempt = 1
        while true {
            let measurement = try await Measurement(
                of: task, on: input, by: chunking, effort: .quick)
            var report = Report(machine: .current)
            report.cases = [
                Report.Case(measurement, task: task.name, input: input, chunking: chunking)
            ]
            if let prefix = options.instructions {
                try InstructionCounts.read(prefix, into: &report)
            }
            let verdict = Verdict(wanted, report.cases[0], thresholds.tolerance)
            if !verdict.hasMisses || attempt == attempts { return verdict }
            attempt += 1
        }
    }
}
