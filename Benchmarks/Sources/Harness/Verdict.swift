/// What came of comparing numbers with their thresholds.
public struct Verdict: Sendable {
    /// How a number stands to its bound.
    public enum Standing: String, Sendable {
        /// Within its limit, and its target if it has one.
        case reached
        /// Within its limit and beyond its target.
        case ahead
        /// Beyond its limit, or not measured although it has to be.
        case missed
    }

    /// A number and its bound.
    public struct Line: Sendable, CustomStringConvertible {
        /// How the number stands.
        public let standing: Standing
        /// What was measured.
        public let name: String
        /// Whether it is a time, which may be better when it is measured again.
        public let isTime: Bool
        let number: Double?
        let bound: Thresholds.Bound

        /// The number, its limit and its target in a line.
        public var description: String {
            let target = bound.target.map { ", target \($0)" } ?? ""
            let number = number.map { "\(($0 * 100).rounded() / 100)" } ?? "not measured"
            return "\(standing.rawValue): \(name) \(number) (limit \(bound.limit)\(target))"
        }
    }

    /// Every number that has a bound.
    public private(set) var lines: [Line] = []

    /// Whether a number is beyond its limit.
    public var hasMisses: Bool { lines.contains { $0.standing == .missed } }

    /// Whether a time is beyond its limit.
    public var hasMissedTimes: Bool { lines.contains { $0.standing == .missed && $0.isTime } }

    /// Compares the case with its thresholds; those of instructions only where these were counted.
    public init(
        _ thresholds: Thresholds.Case, _ row: Report.Case, _ tolerance: Thresholds.Tolerance,
        hasInstructions: Bool
    ) {
        let name = "\(row.task) \(row.corpus)/\(row.chunk):"
        let product = row[.product]
        compare(
            "\(name) times the walk", product?.ratioToWalk, thresholds.ratioToWalk,
            .most, tolerance.time, isTime: true)
        compare(
            "\(name) times as fast as the tuned baseline", row.speedup(over: .tuned),
            thresholds.fasterThanTuned, .least, tolerance.time, isTime: true)
        // Taken in the same rounds, of the same work: what the tolerance is for does not touch it.
        compare(
            "\(name) times its own sequence", row.ratioToNative, thresholds.ratioToNative,
            .most, 0, isTime: true)
        if product?.allocationsPerEvent != nil {
            compare(
                "\(name) allocations an event", product?.allocationsPerEvent,
                thresholds.allocationsPerEvent, .most, tolerance.count)
        }
        if hasInstructions {
            compare(
                "\(name) instructions an event", product?.instructionsPerEvent,
                thresholds.instructionsPerEvent, .most, tolerance.count)
        }
    }

    /// Compares how costs grow with their thresholds. A slope without a threshold is a miss, too.
    public init(
        _ thresholds: Thresholds, slopes: [String: (instructions: Double, growth: Double)?]
    ) {
        for key in Set(slopes.keys).union(thresholds.slopes.keys).sorted() {
            let figures = slopes[key] ?? nil
            let bounds = thresholds.slopes[key]
            compare(
                "\(key): instructions a byte or piece", figures?.instructions,
                bounds?.instructions ?? Thresholds.Bound(limit: 0), .most,
                thresholds.tolerance.count)
            compare(
                "\(key): dearest by cheapest", figures?.growth,
                bounds?.growth ?? Thresholds.Bound(limit: 0), .most, thresholds.tolerance.count)
        }
    }

    /// Compares what open streams hold with its thresholds.
    public init(_ thresholds: Thresholds, memory: [String: Double]) {
        for (state, bound) in thresholds.memory.sorted(by: { $0.key < $1.key })
        where memory[state] != nil {
            compare(
                "bytes of an open stream, \(state):", memory[state], bound, .most,
                thresholds.tolerance.count)
        }
    }

    private enum Side { case most, least }

    private mutating func compare(
        _ name: String, _ number: Double?, _ bound: Thresholds.Bound?, _ side: Side,
        _ tolerance: Double, isTime: Bool = false
    ) {
        guard let bound else { return }
        // A limit of no allocations at all has room for the few of a whole run.
        let slack = 0.01
        let isMissed: Bool
        let isAhead: Bool
        switch side {
        case .most:
            isMissed = number.map { !($0 <= bound.limit * (1 + tolerance) + slack) } ?? true
            isAhead = bound.target.map { (number ?? 0) > $0 + slack } ?? false
        case .least:
            isMissed = number.map { !($0 >= bound.limit / (1 + tolerance)) } ?? true
            isAhead = bound.target.map { (number ?? 0) < $0 } ?? false
        }
        let standing: Standing = isMissed ? .missed : isAhead ? .ahead : .reached
        lines.append(
            Line(standing: standing, name: name, isTime: isTime, number: number, bound: bound))
    }
}
