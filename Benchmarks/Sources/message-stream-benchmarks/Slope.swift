import Harness

/// How the cost of a task grows with one size, in instructions: the same for every further byte, if the
/// cost is linear. What else may not grow, namely reading while a value grows, `Scripts/check-linear`
/// counts.
struct Slope {
    /// What grows and how it is delivered, such as `line-in-chunks-of-1400`.
    let name: String
    let task: BenchmarkTask
    let chunking: Chunking
    /// Three sizes, ascending, in bytes or pieces.
    let sizes: [Int]
    let input: (Int) -> StreamInput

    /// The slope's name in `thresholds.json`.
    var key: String { "\(name)/\(task.name)" }

    /// What the count of one size is called.
    func key(of size: Int) -> String { "slope/\(key)/\(size)" }

    /// What a further byte or piece costs between the first sizes, and how many times as much between
    /// the last ones; nil where that was not counted.
    func figures(
        _ counts: [String: Double]
    ) -> (instructions: Double, growth: Double)? {
        let totals = sizes.compactMap { counts[key(of: $0)] }
        guard totals.count == sizes.count else { return nil }
        let further = zip(zip(totals, sizes), zip(totals, sizes).dropFirst()).map { from, to in
            (to.0 - from.0) / Double(to.1 - from.1)
        }
        return (further[0], further[further.count - 1] / further[0])
    }

    /// All that are counted: over the size of a line, of an event, of a message and of a tool input, in
    /// small and in large pieces.
    static func all(text: StreamInput) -> [Slope] {
        var slopes: [Slope] = []
        for task in [
            BenchmarkTask.frameAStream, .countTokens, .iterateTypedEvents, .iterateNonisolated,
        ] {
            slopes += [
                Slope(
                    name: "line-in-chunks-of-1", task: task, chunking: .bytes(1),
                    sizes: [900, 9000, 90_000], input: StreamInput.oneLine),
                Slope(
                    name: "line-in-chunks-of-1400", task: task, chunking: .bytes(1400),
                    sizes: [9000, 90_000, 900_000], input: StreamInput.oneLine),
            ]
        }
        slopes.append(
            Slope(
                name: "lines-of-an-event-in-chunks-of-1400", task: .frameAStream,
                chunking: .bytes(1400), sizes: [100, 1000, 10_000], input: StreamInput.manyLines))
        for task in [BenchmarkTask.countTokens, .iterateTypedEvents, .collectTheFinalMessage] {
            slopes.append(
                Slope(
                    name: "deltas-of-a-message-in-chunks-of-1400", task: task,
                    chunking: .bytes(1400), sizes: [100, 1000, 10_000],
                    input: text.oneMessage))
        }
        for size in [8, 1024] {
            slopes.append(
                Slope(
                    name: "tool-input-in-fragments-of-\(size)", task: .followAToolInput,
                    chunking: .event, sizes: [4 << 10, 32 << 10, 256 << 10],
                    input: { .toolUse($0, by: size) }))
        }
        return slopes
    }
}
