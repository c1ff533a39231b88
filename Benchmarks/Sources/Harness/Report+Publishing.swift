/// When numbers may be published: from a machine that was quiet, measured often enough.
extension Report {
    /// The least rounds in which everyone has to have run.
    public static let leastRounds = 5
    /// How far the median of the walk may lie above its fastest round, as a part of that.
    public static let unsteadiness = 0.1

    /// Why these numbers are not to be published, a line each; empty where they may be.
    public var reasonsNotToPublish: [String] {
        guard !cases.isEmpty else { return ["nothing was measured"] }
        return cases.flatMap(\.reasonsNotToPublish)
    }
}

extension Report.Case {
    /// Whether the machine was quiet while this was measured: the walk took about as long in the
    /// middle as in its fastest round.
    public var isSteady: Bool {
        guard let walk = self[.walk] else { return false }
        return walk.nanosecondsPerEvent <= walk.fastest * (1 + Report.unsteadiness)
    }

    /// Why this row is not to be published, a line each.
    var reasonsNotToPublish: [String] {
        let name = "\(task) \(corpus)/\(chunk)"
        var reasons: [String] = []
        if let walk = self[.walk] {
            if !isSteady {
                let share = walk.nanosecondsPerEvent / walk.fastest
                reasons.append(
                    "\(name): the walk's median is \((share * 100).rounded() / 100) times its "
                        + "fastest round")
            }
        } else {
            reasons.append("\(name): no walk was measured")
        }
        let rounds = figures.values.map { $0.rounds ?? 0 }.min() ?? 0
        if rounds < Report.leastRounds {
            reasons.append("\(name): \(rounds) rounds, of \(Report.leastRounds)")
        }
        return reasons
    }
}
