/// What came of comparing numbers with their thresholds.
public struct Verdict: Sendable {
    /// How a number stands to its bound.
    public enum Standing: String, Sendable {
        /// Within its limit, and its target if it has one.
        case reached
        /// Within its limit and beyond its target.
        case ahead
        /// Beyond its limit.
        case missed
    }

    /// A number and its bound.
    public struct Line: Sendable, CustomStringConvertible {
        /// How the number stands.
        public let standing: Standing
        /// What was measured.
        public let name: String
        let number: Double
        let bound: Thresholds.Bound

        /// The number, its limit and its target in a line.
        public var description: String {
            let target = bound.target.map { ", target \($0)" } ?? ""
            let number = (number * 100).rounded() / 100
            return "\(standing.rawValue): \(name) \(number) (limit \(bound.limit)\(target))"
        }
    }

    /// Every number that has a bound and was measured.
    public private(set) var lines: [Line] = []

    /// Whether a number is beyond its limit.
    public var hasMisses: Bool { lines.contains { $0.standing == .missed } }

    /// Compares the case with its thresholds.
    public init(
        _ thresholds: Thresholds.Case, _ row: Report.Case, _ tolerance: Thresholds.Tolerance
    ) {
        let name = "\(row.task) \(row.corpus)/\(row.chunk):"
        let product = row[.product]
        compare(
            "\(name) times the walk", product?.ratioToWalk, thresholds.ratioToWalk,
            tolerance.time, .most)
        compare(
            "\(name) times as fast as the idiomatic baseline", row.speedup(over: .idiomatic),
            thresholds.fasterThanIdiomatic, tolerance.time, .least)
        compare(
            "\(name) times as fast as the tuned baseline", row.speedup(over: .tuned),
            thresholds.fasterThanTuned, tolerance.time, .least)
        // Taken in the same rounds, of the same work: what the tolerance is for does not touch it.
        compare(
            "\(name) times its own sequence", row.ratioToNative, thresholds.ratioToNative, 0, .most)
        compare(
            "\(name) allocations an event", product?.allocationsPerEvent,
            thresholds.allocationsPerEvent, tolerance.count, .most)
        compare(
            "\(name) instructions an event", product?.instructionsPerEvent,
            thresholds.instructionsPerEvent, tolerance.count, .most)
    }

    /// Compares what open streams hold with its thresholds.
    public init(_ thresholds: Thresholds, memory: [String: Double]) {
        for (state, bound) in thresholds.memory.sorted(by: { $0.key < $1.key }) {
            compare(
                "bytes of an open stream, \(state):", memory[state], bound,
                thresholds.tolerance.count, .most)
        }
    }

    private enum Side { case most, least }

    private mutating func compare(
        _ name: String, _ number: Double?, _ bound: Thresholds.Bound?, _ tolerance: Double,
        _ side: Side
    ) {
        guard let bound, let number else { return }
        // A limit of no allocations at all has room for the few of a whole run.
        let slack = 0.01
        let isMissed: Bool
        let isAhead: Bool
        switch side {
        case .most:
            isMissed = number > bound.limit * (1 + tolerance) + slack
            isAhead = bound.target.map { number > $0 + slack } ?? false
        case .least:
            isMissed = number < bound.limit / (1 + tolerance)
            isAhead = bound.target.map { number < $0 } ?? false
        }
        let standing: Standing = isMissed ? .missed : isAhead ? .ahead : .reached
        lines.append(Line(standing: standing, name: name, number: number, bound: bound))
    }
}
