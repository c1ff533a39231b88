/// What the upstream has sent of an answer so far: what its reader must find, neither more nor less.
struct SentAnswer: Equatable {
    /// How many deltas.
    private(set) var deltas = 0
    /// Whether the end has been sent.
    var isEnded = false
    /// How often the upstream was asked.
    var requests = 0
    /// A sum of the times that the deltas carry, in their order.
    private(set) var times = TimeSum()

    /// Notes the next delta, and returns what it says.
    mutating func stamp(at time: UInt64) -> Stamp {
        defer { deltas += 1 }
        times.add(time)
        return Stamp(number: deltas, time: time)
    }
}

/// A sum over times that depends on their order.
struct TimeSum: Equatable {
    private var sum: UInt64 = 14_695_981_039_346_656_037

    /// Adds the next time, by the step of the hash FNV-1a.
    mutating func add(_ time: UInt64) {
        sum = (sum ^ time) &* 1_099_511_628_211
    }
}
