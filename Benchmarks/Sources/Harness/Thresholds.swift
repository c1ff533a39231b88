public import Foundation

/// What must not get worse, and what is still to be reached: `thresholds.json`.
public struct Thresholds: Codable, Sendable {
    /// How far a number may lie on the wrong side of its limit, as a part of the limit.
    public struct Tolerance: Codable, Sendable {
        /// Of ratios between times, which are not the same in two runs.
        public var time: Double
        /// Of instructions, allocations and bytes, which very nearly are.
        public var count: Double
    }

    /// A number's limit, and its target where that is still ahead.
    public struct Bound: Codable, Sendable {
        /// As it was measured when it was last tightened. A number beyond it is a miss.
        public var limit: Double
        /// What it is meant to be. Beyond it is told, and no miss.
        public var target: Double?
    }

    /// The bounds of one case.
    public struct Case: Codable, Sendable {
        /// The name of the task.
        public var task: String
        /// The name of the input.
        public var corpus: String
        /// How it is cut.
        public var chunk: String
        /// Times of the product as multiples of the walk: not above.
        public var ratioToWalk: Bound?
        /// How many times as long the idiomatic baseline takes: not below.
        public var fasterThanIdiomatic: Bound?
        /// How many times as long the tuned baseline takes: not below.
        public var fasterThanTuned: Bound?
        /// Not above.
        public var allocationsPerEvent: Bound?
        /// Not above; looked at where callgrind has counted.
        public var instructionsPerEvent: Bound?
    }

    /// How far numbers may be off.
    public var tolerance: Tolerance
    /// The cases that are looked at.
    public var cases: [Case]
    /// Bytes of an open stream, by its state: not above.
    public var memory: [String: Bound]

    /// Reads the thresholds.
    public init(contentsOf file: URL) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }
}

/// What came of comparing a report with thresholds.
public struct Verdict: Sendable {
    /// Numbers beyond their limit, a line each.
    public private(set) var misses: [String] = []
    /// Numbers within their limit and beyond their target, a line each.
    public private(set) var ahead: [String] = []
    /// How many numbers were looked at.
    public private(set) var count = 0

    /// Compares the case with its thresholds.
    public init(
        _ thresholds: Thresholds.Case, _ row: Report.Case, _ tolerance: Thresholds.Tolerance
    ) {
        let name = "\(row.task) \(row.corpus)/\(row.chunk)"
        let product = row[.product]
        check(
            product?.ratioToWalk, thresholds.ratioToWalk, tolerance.time, .above,
            "\(name): times the walk")
        check(
            row.speedup(over: .idiomatic), thresholds.fasterThanIdiomatic, tolerance.time, .below,
            "\(name): times as fast as the idiomatic baseline")
        check(
            row.speedup(over: .tuned), thresholds.fasterThanTuned, tolerance.time, .below,
            "\(name): times as fast as the tuned baseline")
        check(
            product?.allocationsPerEvent, thresholds.allocationsPerEvent, tolerance.count, .above,
            "\(name): allocations an event")
        check(
            product?.instructionsPerEvent, thresholds.instructionsPerEvent, tolerance.count, .above,
            "\(name): instructions an event")
    }

    /// Compares what open streams hold with its thresholds.
    public init(_ thresholds: Thresholds, memory: [String: Double]) {
        for (state, bound) in thresholds.memory.sorted(by: { $0.key < $1.key }) {
            check(
                memory[state], bound, thresholds.tolerance.count, .above,
                "open stream, \(state): bytes")
        }
    }

    private enum Side { case above, below }

    private mutating func check(
        _ number: Double?, _ bound: Thresholds.Bound?, _ tolerance: Double, _ wrong: Side,
        _ what: String
    ) {
        guard let bound, let number else { return }
        count += 1
        let shown = "\(what) \((number * 100).rounded() / 100)"
        switch wrong {
        case .above:
            // A limit of no allocations at all still has room for those of a whole run.
            if number > bound.limit * (1 + tolerance) + 0.01 {
                misses.append("\(shown), limit \(bound.limit)")
            } else if let target = bound.target, number > target + 0.01 {
                ahead.append("\(shown), target \(target)")
            }
        case .below:
            if number < bound.limit / (1 + tolerance) {
                misses.append("\(shown), limit \(bound.limit)")
            } else if let target = bound.target, number < target {
                ahead.append("\(shown), target \(target)")
            }
        }
    }
}
