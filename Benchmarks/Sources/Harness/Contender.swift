/// Who does the work that is measured.
public enum ContenderName: String, Sendable, Codable, CaseIterable {
    /// One `memchr` a line over the same bytes: what the C library has for it.
    case walk
    /// One pass over masks of the same bytes that yields all line ends: next to the least.
    case maskWalk = "mask-walk"
    /// This library.
    case product
    /// This library's own sequence, where the product is a drop-in in its place.
    case native
    /// Pure Swift, as well as it was written.
    case tuned
    /// Swift as a good engineer would write it today, with what Foundation has.
    case competent
    /// Swift as most programs are written today.
    case idiomatic

    /// Whether it decodes nothing, and is there to be compared with.
    public var isYardstick: Bool { self == .walk || self == .maskWalk }

    /// Whether others are measured against it.
    var isComparedWith: Bool { self == .product || isYardstick }
}

/// What a contender found, so that nobody is fast by doing less, and nothing is optimised away.
public struct Tally: Sendable {
    /// The events that were decoded.
    public var events = 0
    /// What the task counts, the same number for all who do it right.
    public var units = 0
    /// Anything that must be computed and that contenders may count in different ways.
    public var sink = 0

    /// A tally of nothing.
    public init() {}

    /// Whether both counted the same.
    public func agrees(with other: Tally) -> Bool {
        events == other.events && units == other.units
    }
}

/// One way to do a task.
public struct Contender: Sendable {
    /// What is measured: all of the task, prepared and ready.
    public typealias Run = @Sendable () async throws -> Tally

    /// Who it is.
    public let name: ContenderName
    /// Whether it is so slow that a short stream has to do.
    public let isSlow: Bool
    /// Prepares what is not measured, and returns what is.
    public let prepare: @Sendable (Delivery) throws -> Run

    /// A contender that has something to prepare.
    public init(
        _ name: ContenderName, isSlow: Bool = false,
        preparing prepare: @escaping @Sendable (Delivery) throws -> Run
    ) {
        self.name = name
        self.isSlow = isSlow
        self.prepare = prepare
    }

    /// A contender that starts from nothing at every run.
    public init(
        _ name: ContenderName, isSlow: Bool = false,
        run: @escaping @Sendable (Delivery) async throws -> Tally
    ) {
        self.init(name, isSlow: isSlow) { delivery in { try await run(delivery) } }
    }
}

/// Something that users do, and those who can do it.
public struct BenchmarkTask: Sendable {
    /// The task's name on the command line.
    public let name: String
    /// One sentence: what is done with every event.
    public let summary: String
    /// The inputs with which the task is measured.
    public let corpora: [String]
    /// The chunkings with which the task is measured.
    public let chunkings: [Chunking]
    /// The product and the baselines; the walks come by themselves.
    public let contenders: [Contender]

    /// A task.
    public init(
        _ name: String, _ summary: String, corpora: [String], chunkings: [Chunking],
        contenders: [Contender]
    ) {
        self.name = name
        self.summary = summary
        self.corpora = corpora
        self.chunkings = chunkings
        self.contenders = contenders
    }
}

/// The contenders counted differently: one of them is wrong, and no time of theirs means anything.
public struct Disagreement: Error, CustomStringConvertible {
    let task: String
    let input: String
    let tallies: [(ContenderName, Tally)]

    /// Who counted what.
    public var description: String {
        let counts = tallies.map { "\($0.rawValue) \($1.events) events, \($1.units) units" }
        return "\(task) on \(input): \(counts.joined(separator: "; "))"
    }
}
