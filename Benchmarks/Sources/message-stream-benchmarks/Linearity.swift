import Harness

/// How the cost of a byte changes with the sizes of things: not at all, if the cost is linear.
enum Linearity {
    /// The lines of the charts: by length of the message, of the tool input, of its fragments, and
    /// by size of the chunks.
    static func measure(text: StreamInput, effort: Effort) async throws -> [LinearityLine] {
        var lines: [LinearityLine] = []
        let lengths = [100, 1000, 10_000, 100_000]
        for task in [BenchmarkTask.countTokens, .iterateTypedEvents, .collectTheFinalMessage] {
            lines.append(
                try await line(
                    "bytes of one message", task, lengths.map { text.oneMessage(deltas: $0) },
                    by: .bytes(64 << 10), effort: effort, size: { Double($0.bytes.count) }))
        }
        for task in [BenchmarkTask.followAToolInput, .followWithAParser] {
            lines.append(
                try await line(
                    "bytes of one tool input, in fragments of 24",
                    task,
                    [1 << 10, 1 << 13, 1 << 16, 1 << 19, 1 << 22].map { .toolUse($0, by: 24) },
                    by: .event, effort: effort, size: { Double($0.events.count - 3) * 24 },
                    counting: { Double($0.events.count - 3) * 24 }))
            lines.append(
                try await line(
                    "bytes of a fragment, of a tool input of 1 MiB",
                    task, [4, 16, 64, 256, 1024, 4096].map { .toolUse(1 << 20, by: $0) },
                    by: .event, effort: effort,
                    size: { (Double(1 << 20) / Double($0.events.count - 3)).rounded() },
                    counting: { _ in Double(1 << 20) }))
        }
        let chunks = [1, 2, 4, 16, 64, 256, 1400, 16 << 10, 64 << 10]
        for task in [BenchmarkTask.frameAStream, .countTokens] {
            var line = LinearityLine(axis: "bytes of a chunk", name: task.name)
            for size in chunks {
                let input = text.prefix(1 << 20)
                let cost = try await cost(of: task, input, by: .bytes(size), effort: effort)
                line.add(size: Double(size), nanosecondsPerByte: cost)
            }
            lines.append(line)
        }
        return lines
    }

    private static func line(
        _ axis: String, _ task: BenchmarkTask, _ inputs: [StreamInput], by chunking: Chunking,
        effort: Effort, size: (StreamInput) -> Double,
        counting bytes: (StreamInput) -> Double = { Double($0.bytes.count) }
    ) async throws -> LinearityLine {
        var line = LinearityLine(axis: axis, name: task.name)
        for input in inputs {
            let cost = try await cost(of: task, input, by: chunking, effort: effort)
            let share = Double(input.bytes.count) / bytes(input)
            line.add(size: size(input), nanosecondsPerByte: cost * share)
        }
        return line
    }

    private static func cost(
        of task: BenchmarkTask, _ input: StreamInput, by chunking: Chunking, effort: Effort
    ) async throws -> Double {
        let measurement = try await Measurement(
            of: task, on: input, by: chunking, effort: effort, only: [.product])
        return measurement.samples[.product]?.median ?? .nan
    }
}
