import Foundation
import Harness

/// Instructions an event, which are the same in every run, on a busy machine too.
enum InstructionCounts {
    private static let chunkings: [Chunking] = [.bytes(64 << 10), .event]
    /// Enough for long and short messages, and for the few blocks of tens of kilobytes that recorded
    /// streams have.
    private static func bytes(of corpus: String) -> Int {
        BenchmarkTask.recorded.contains(corpus) ? 1 << 20 : 192 << 10
    }

    /// A message that cannot be cut short: callgrind would take minutes for it.
    private static let longCorpus = "big-tool"

    /// Runs every task once, for callgrind, which writes a file for each.
    static func run(_ options: Options) async throws {
        try requireCallgrind()
        var corpora = Corpora(directory: options.directory)
        // The main thread waits for the end, so that nothing can run on it.
        for task in try options.wantedTasks()
        where task.name != BenchmarkTask.iterateMainActor.name {
            for corpus in options.corpora(of: task)
            where corpus != longCorpus && !corpora.isAbsent(corpus) {
                for chunking in options.chunkings(of: task, corpus: corpus)
                where chunkings.contains(chunking) {
                    let input = try corpora.input(corpus)
                    for contender in task.contenders
                    where !contender.isSlow && options.contenders.contains(contender.name) {
                        try await count(contender, of: task, input, chunking)
                    }
                }
            }
        }
    }

    /// Runs what has thresholds of instructions once, for callgrind: cases of tasks, and slopes.
    static func runCheck(_ options: Options) async throws {
        try requireCallgrind()
        let thresholds = try Thresholds(contentsOf: URL(filePath: options.thresholds))
        var corpora = Corpora(directory: options.directory)
        for wanted in thresholds.cases
        where wanted.instructionsPerEvent != nil && !corpora.isAbsent(wanted.corpus) {
            let (task, chunking) = try BenchmarkTask.of(wanted)
            for contender in task.contenders where contender.name == .product {
                try await count(contender, of: task, try corpora.input(wanted.corpus), chunking)
            }
        }
        for slope in Slope.all(text: try corpora.input("text")) {
            for contender in slope.task.contenders where contender.name == .product {
                for size in slope.sizes {
                    let delivery = Delivery(slope.input(size), by: slope.chunking)
                    try await count(contender, delivery, as: slope.key(of: size), pieces: 1)
                }
            }
        }
    }

    private static func requireCallgrind() throws(UsageError) {
        guard Instructions.areCounted else {
            throw UsageError(reason: "instructions need valgrind --tool=callgrind")
        }
    }

    private static func count(
        _ contender: Contender, of task: BenchmarkTask, _ input: StreamInput, _ chunking: Chunking
    ) async throws {
        let delivery = Delivery(input.prefix(bytes(of: input.name)), by: chunking)
        try await count(
            contender, delivery, as: key(task.name, input.name, "\(chunking)", contender.name),
            pieces: delivery.input.events.count)
    }

    private static func count(
        _ contender: Contender, _ delivery: Delivery, as key: String, pieces: Int
    ) async throws {
        let run = try contender.prepare(delivery)
        // What happens once, such as looking the processor up, is not counted.
        _ = try await run()
        _ = try await Instructions.count(as: "\(key) \(pieces)", run)
    }

    /// What is in the files `prefix.1`, `prefix.2` …: instructions a piece, by what was counted.
    static func read(_ prefix: String) throws -> [String: Double] {
        var counts: [String: Double] = [:]
        var number = 1
        while let file = try? String(contentsOfFile: "\(prefix).\(number)", encoding: .utf8) {
            number += 1
            guard let name = value(of: "desc: Trigger: Client Request: ", in: file),
                let total = value(of: "totals: ", in: file).flatMap(Double.init)
            else { continue }
            let words = name.split(separator: " ")
            guard words.count == 2, let pieces = Double(words[1]) else { continue }
            counts[String(words[0])] = total / pieces
        }
        guard !counts.isEmpty else {
            throw UsageError(reason: "no counts in \(prefix).1 and after")
        }
        return counts
    }

    /// Puts counts into the figures of `report`.
    static func put(_ counts: [String: Double], into report: inout Report) {
        for place in report.cases.indices {
            let row = report.cases[place]
            for name in ContenderName.allCases {
                let key = key(row.task, row.corpus, row.chunk, name)
                report.cases[place].figures[name.rawValue]?.instructionsPerEvent = counts[key]
            }
        }
    }

    private static func key(
        _ task: String, _ corpus: String, _ chunk: String, _ contender: ContenderName
    ) -> String {
        "\(task)/\(corpus)/\(chunk)/\(contender.rawValue)"
    }

    private static func value(of field: String, in file: String) -> String? {
        file.split(separator: "\n").first { $0.hasPrefix(field) }
            .map { String($0.dropFirst(field.count)) }
    }
}
