import Foundation
import Harness

@main
struct MessageStreamBenchmarks {
    /// Not on the main actor, which one of the tasks is about.
    @concurrent
    static func main() async {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            guard !options.wantsHelp else { return printHelp() }
            switch options.mode {
            case .table: try await measure(options)
            case .instructions, .memory, .linearity, .check: throw UsageError(reason: "not yet")
            }
        } catch {
            FileHandle.standardError.write(Data("message-stream-benchmarks: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func printHelp() {
        print(Options.help)
        for task in BenchmarkTask.all {
            print(
                "  " + task.name + String(repeating: " ", count: 30 - task.name.count),
                terminator: "")
            print(task.summary)
        }
    }

    private static func measure(_ options: Options) async throws {
        var corpora = Corpora(directory: options.directory)
        var report = Report(machine: .current)
        for task in try options.wantedTasks() {
            for corpus in options.corpora(of: task) {
                for chunking in options.chunkings(of: task, corpus: corpus) {
                    let input = try corpora.input(corpus)
                    let measurement = try await Measurement(
                        of: task, on: input, by: chunking, effort: options.effort,
                        only: options.contenders)
                    report.cases.append(
                        Report.Case(measurement, task: task.name, input: input, chunking: chunking))
                    FileHandle.standardError.write(Data(".".utf8))
                }
            }
        }
        FileHandle.standardError.write(Data("\n".utf8))
        print(report.table)
    }
}
