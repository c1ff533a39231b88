import Dispatch
import Foundation
import Harness

@main
struct MessageStreamBenchmarks {
    /// Everything runs off the main thread, which is left to the task that is about the main actor.
    static func main() {
        Task.detached { exit(await status()) }
        // valgrind 3.19 crashes when dispatchMain() ends the main thread.
        if Instructions.areCounted { while true { pause() } }
        dispatchMain()
    }

    private static func status() async -> Int32 {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            guard !options.wantsHelp else {
                printHelp()
                return 0
            }
            return try await run(options) ? 0 : 1
        } catch {
            FileHandle.standardError.write(Data("message-stream-benchmarks: \(error)\n".utf8))
            return 1
        }
    }

    private static func printHelp() {
        print(Options.help)
        let width = BenchmarkTask.all.map(\.name.count).max() ?? 0
        for task in BenchmarkTask.all {
            let gap = String(repeating: " ", count: width - task.name.count)
            print("  \(task.name)\(gap)  \(task.summary)")
        }
    }

    /// Does what is asked for; false when a threshold was missed.
    private static func run(_ options: Options) async throws -> Bool {
        switch options.mode {
        case .instructions:
            try await InstructionCounts.run(options)
            return true
        case .instructionsOfCheck:
            try await InstructionCounts.runCheck(options)
            return true
        case .check:
            return try await Check.run(options)
        case .drawing:
            let report = try Report(json: Data(contentsOf: URL(filePath: options.measured)))
            try report.write(to: URL(filePath: options.results ?? "."))
            return true
        case .table, .memory, .linearity, .everything:
            return try await report(options)
        }
    }

    /// Measures, and writes what may be published; false when something may not be.
    private static func report(_ options: Options) async throws -> Bool {
        var corpora = Corpora(directory: options.directory)
        var report = Report(machine: .current)
        if options.wants(.table) {
            try await measure(options, &corpora, &report)
            print(report.table)
        }
        if options.wants(.memory) {
            report.memory = try await OpenStreamMemory.measure(
                text: try corpora.input("text"), bigTool: try corpora.input("big-tool"))
            for (state, bytes) in report.memory.sorted(by: { $0.key < $1.key }) {
                print("\(Int(bytes.rounded())) bytes: \(state)")
            }
        }
        if options.wants(.linearity) {
            report.linearity = try await Linearity.measure(
                text: try corpora.input("text"), effort: options.effort)
            for line in report.linearity {
                let points = zip(line.sizes, line.nanosecondsPerByte)
                    .map { "\(Int($0)): \(($1 * 100).rounded() / 100)" }
                print("\(line.name), ns a byte by \(line.axis): \(points.joined(separator: ", "))")
            }
        }
        if let file = options.json { try report.json().write(to: URL(filePath: file)) }
        guard let results = options.results else { return true }
        let reasons = report.reasonsNotToPublish
        guard reasons.isEmpty else {
            print("Not written to \(results), for these numbers are not to be published:")
            for reason in reasons { print("  \(reason)") }
            return false
        }
        try report.write(to: URL(filePath: results))
        return true
    }

    /// How often a case is measured that is to be published, until the machine is quiet.
    private static let attempts = 3

    private static func measure(
        _ options: Options, _ corpora: inout Corpora, _ report: inout Report
    ) async throws {
        for task in try options.wantedTasks() {
            for corpus in options.corpora(of: task) {
                if corpora.isAbsent(corpus) {
                    report.absentInputs = [corpus]
                    continue
                }
                for chunking in options.chunkings(of: task, corpus: corpus) {
                    let input = try corpora.input(corpus)
                    for attempt in 1...attempts {
                        let measurement = try await Measurement(
                            of: task, on: input, by: chunking, effort: options.effort,
                            only: options.contenders)
                        let row = Report.Case(
                            measurement, task: task.name, input: input, chunking: chunking)
                        if row.isSteady || options.results == nil || attempt == attempts {
                            report.cases.append(row)
                            break
                        }
                    }
                    FileHandle.standardError.write(Data(".".utf8))
                }
            }
        }
        guard !report.cases.isEmpty else {
            throw UsageError(reason: "no task has that input cut that way")
        }
        FileHandle.standardError.write(Data("\n".utf8))
        if let prefix = options.instructions {
            InstructionCounts.put(try InstructionCounts.read(prefix), into: &report)
        }
    }
}
