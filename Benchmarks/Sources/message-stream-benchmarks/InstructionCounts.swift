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
        guard Instructions.areCounted else {
            throw UsageError(reason: "--instructions needs valgrind --tool=callgrind")
        }
        var corpora = Corpora(directory: options.directory)
        // The main thread waits for the end, so that nothing can run on it.
        for task in try options.wantedTasks()
        where task.name != BenchmarkTask.iterateMainActor.name {
            for corpus in options.corpora(of: task)
            where corpus != longCorpus && !corpora.isAbsent(corpus) {
                for chunking in options.chunkings(of: task, corpus: corpus)
                where chunkings.contains(chunking) {
                    let input = try corpora.input(corpus).prefix(bytes(of: corpus))
                    let delivery = Delivery(input, by: chunking)
                    for contender in task.contenders
                    where !contender.isSlow && options.contenders.contains(contender.name) {
                        let run = try contender.prepare(delivery)
                        // What happens once, such as looking the processor up, is not counted.
                        _ = try await run()
                        let name = key(task.name, corpus, "\(chunking)", contender.name)
                        let events = delivery.input.events.count
                        _ = try await Instructions.count(as: "\(name) \(events)", run)
                    }
                }
            }
        }
    }

    /// Reads the files `prefix.1`, `prefix.2` … into the figures of `report`.
    static func read(_ prefix: String, into report: inout Report) throws {
        var counts: [String: Double] = [:]
        var number = 1
        while let file = try? String(contentsOfFile: "\(prefix).\(number)", encoding: .utf8) {
            number += 1
            guard let name = value(of: "desc: Trigger: Client Request: ", in: file),
                let total = value(of: "totals: ", in: file).flatMap(Double.init)
            else { continue }
            let words = name.split(separator: " ")
            guard words.count == 2, let events = Double(words[1]) else { continue }
            counts[String(words[0])] = total / events
        }
        guard !counts.isEmpty else {
            throw UsageError(reason: "no counts in \(prefix).1 and after")
        }
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
