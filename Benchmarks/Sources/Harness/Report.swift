/// Everything that was measured, as it is written to `results.json`.
public struct Report: Codable, Sendable {
    /// The machine, the processor, the system and the compiler.
    public var machine: Machine
    /// The cases, in the order of the tasks.
    public var cases: [Case] = []
    /// What an open stream holds, in bytes.
    public var memory: [String: Double] = [:]
    /// The inputs that were not there, so that no row has them.
    public var absentInputs: [String]?
    /// The lines of the linearity charts.
    public var linearity: [LinearityLine] = []

    /// A report of nothing.
    public init(machine: Machine) {
        self.machine = machine
    }

    /// One task with one input, cut in one way.
    public struct Case: Codable, Sendable {
        /// The name of the task.
        public var task: String
        /// The name of the input.
        public var corpus: String
        /// How it was cut.
        public var chunk: String
        /// Nanoseconds an event of the walk over the same bytes.
        public var walk: Double
        /// Nanoseconds an event of the mask walk over the same bytes; nil in reports without.
        public var maskWalk: Double?
        /// What everyone took.
        public var figures: [String: Figure]
        /// The median of the ratios to this library's own sequence in the same round; nil where the
        /// product is not in the place of one.
        public var ratioToNative: Double?

        /// What someone took.
        public subscript(name: ContenderName) -> Figure? { figures[name.rawValue] }

        /// How many times as long `name` took as the product, in the same rounds and over the same
        /// bytes; nil when either did not run.
        public func speedup(over name: ContenderName) -> Double? { self[name]?.ratioToProduct }
    }

    /// What one contender took for a case.
    public struct Figure: Codable, Sendable {
        /// The median.
        public var nanosecondsPerEvent: Double
        /// The fastest round.
        public var fastest: Double
        /// 10^9 bytes a second, at the median.
        public var gigabytesPerSecond: Double
        /// The median of the ratios to the walk in the same round.
        public var ratioToWalk: Double
        /// The median of the ratios to the mask walk in the same round; nil in reports without.
        public var ratioToMaskWalk: Double?
        /// The median of the ratios to the product in the same round over the same bytes; nil in reports
        /// without.
        public var ratioToProduct: Double?
        /// The rounds in which it ran; nil in reports without.
        public var rounds: Int?
        /// Blocks of memory that were allocated; nil where nothing counts.
        public var allocationsPerEvent: Double?
        /// The most bytes that were held at once; nil where nothing counts.
        public var peakBytes: Int?
        /// By how many bytes the program grew while it ran; nil where the kernel does not tell.
        public var peakResidentBytes: Int?
        /// Instructions, of a short stream; nil without callgrind.
        public var instructionsPerEvent: Double?
    }
}

/// A line of a chart: what a byte or an event costs at every size.
public struct LinearityLine: Codable, Sendable {
    /// What grows, such as `bytes of input`.
    public var axis: String
    /// What is measured.
    public var name: String
    /// The sizes.
    public private(set) var sizes: [Double] = []
    /// Nanoseconds a byte at each size: of the stream, or of the tool input on the axis.
    public private(set) var nanosecondsPerByte: [Double] = []

    /// A line without points.
    public init(axis: String, name: String) {
        self.axis = axis
        self.name = name
    }

    /// Adds a point.
    public mutating func add(size: Double, nanosecondsPerByte cost: Double) {
        sizes.append(size)
        nanosecondsPerByte.append(cost)
    }
}

extension Report.Case {
    /// The figures of a measurement.
    public init(
        _ measurement: Measurement, task: String, input: StreamInput, chunking: Chunking
    ) {
        self.task = task
        corpus = input.name
        chunk = "\(chunking)"
        let walkSamples = measurement.samples[.walk]
        walk = (walkSamples?.median ?? .nan) * input.bytesPerEvent
        let maskSamples = measurement.samples[.maskWalk]
        maskWalk = maskSamples.map { $0.median * input.bytesPerEvent }
        figures = [:]
        ratioToNative = measurement.ratio(of: .product, to: .native)
        for (name, samples) in measurement.samples {
            figures[name.rawValue] = Report.Figure(
                nanosecondsPerEvent: samples.median * samples.bytesPerEvent,
                fastest: (samples.perByte.min() ?? .nan) * samples.bytesPerEvent,
                gigabytesPerSecond: 1 / samples.median,
                ratioToWalk: measurement.ratio(of: name, to: .walk) ?? .nan,
                ratioToMaskWalk: measurement.ratio(of: name, to: .maskWalk),
                ratioToProduct: measurement.ratio(of: name, to: .product),
                rounds: samples.perByte.count,
                allocationsPerEvent: measurement.allocations[name],
                peakBytes: measurement.peakBytes[name],
                peakResidentBytes: measurement.peakResidentBytes[name])
        }
    }
}
