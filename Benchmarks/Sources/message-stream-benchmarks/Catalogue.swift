import Foundation
import Harness

extension BenchmarkTask {
    /// Every task, in the order of the table.
    static let all = [
        frameAStream, frameToStrings, countTokens, iterateTypedEvents, iterateNonisolated,
        iterateActor,
        iterateMainActor, iterateBatches, collectTheFinalMessage, awaitTheFinalMessage,
        followAToolInput, followWithAParser, decodeTheToolInput, reWrapTextDeltas,
        tenThousandStreams, openAPIDropIn, eventSourceDropIn, parserDropIn,
        parserOfBytesDropIn, linesDropIn, linesOfBytesDropIn,
    ]

    /// Messages with the statistics of recorded ones, and the recorded ones themselves.
    static let recorded = ["recorded", Corpora.recordings]
}

/// The inputs of a folder that `make-corpus` has written, read when they are first asked for.
struct Corpora {
    /// The recorded streams, which `make-corpus` writes where it finds them.
    static let recordings = "recordings"

    let directory: URL
    private var inputs: [String: StreamInput] = [:]

    init(directory: String) {
        self.directory = URL(filePath: directory, directoryHint: .isDirectory)
    }

    mutating func input(_ name: String) throws -> StreamInput {
        if let input = inputs[name] { return input }
        let input = try make(name)
        inputs[name] = input
        return input
    }

    /// Whether that input is one that is not here.
    func isAbsent(_ name: String) -> Bool {
        name == Self.recordings && !FileManager.default.fileExists(atPath: file(name).path)
    }

    private func file(_ name: String) -> URL { directory.appending(component: "\(name).sse") }

    private mutating func make(_ name: String) throws -> StreamInput {
        switch name {
        case "text-crlf": try input("text").withCRLF
        case "text-key-order": try input("text").withOtherKeyOrder
        case "text-white-space": try input("text").withWhiteSpace
        default: try StreamInput(contentsOf: file(name))
        }
    }
}

extension Options {
    /// The tasks that are asked for.
    func wantedTasks() throws(UsageError) -> [BenchmarkTask] {
        for name in tasks where !BenchmarkTask.all.contains(where: { $0.name == name }) {
            throw UsageError(reason: "'\(name)' is no task")
        }
        return BenchmarkTask.all.filter { tasks.isEmpty || tasks.contains($0.name) }
    }

    /// The inputs with which `task` is to be measured, of those that make sense for it.
    func corpora(of task: BenchmarkTask) -> [String] {
        task.corpora.filter { corpora.isEmpty || corpora.contains($0) }
    }

    /// How the input is to be cut, of the ways that make sense for the task. Inputs written in other
    /// ways are measured at 64 KiB only.
    func chunkings(of task: BenchmarkTask, corpus: String) -> [Chunking] {
        let usual = corpus.hasPrefix("text-") ? [.bytes(64 << 10)] : task.chunkings
        return chunkings.isEmpty ? usual : task.chunkings.filter { chunkings.contains($0) }
    }
}
