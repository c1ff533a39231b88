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
        /// How many times as long the tuned baseline takes: not below.
        public var fasterThanTuned: Bound?
        /// Times of a drop-in as multiples of this library's own sequence: not above, with no
        /// tolerance.
        public var ratioToNative: Bound?
        /// Not above.
        public var allocationsPerEvent: Bound?
        /// Not above; looked at where callgrind has counted.
        public var instructionsPerEvent: Bound?
    }

    /// The bounds of one slope: what grows is linear if every further byte costs the same.
    public struct Slope: Codable, Sendable {
        /// What a further byte or piece costs where the size is small: not above.
        public var instructions: Bound
        /// How many times as much it costs where the size is a hundred times as large: not above.
        public var growth: Bound
    }

    /// How far numbers may be off.
    public var tolerance: Tolerance
    /// The cases that are looked at.
    public var cases: [Case]
    /// How costs grow, by what grows and the task; looked at where callgrind has counted.
    public var slopes: [String: Slope]
    /// Bytes of an open stream, by its state: not above.
    public var memory: [String: Bound]

    /// Reads the thresholds.
    public init(contentsOf file: URL) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }
}
