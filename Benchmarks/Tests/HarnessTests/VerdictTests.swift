import Foundation
import Testing

@testable import Harness

/// A check fails when a number is beyond its limit and its tolerance, and only then.
@Suite struct VerdictTests {
    private static let thresholds = """
        {
          "tolerance": {"time": 0.5, "count": 0.1},
          "cases": [{
            "task": "t", "corpus": "c", "chunk": "event",
            "ratioToWalk": {"limit": 2, "target": 1},
            "fasterThanTuned": {"limit": 3},
            "allocationsPerEvent": {"limit": 0},
            "instructionsPerEvent": {"limit": 100}
          }],
          "slopes": {"line/t": {"instructions": {"limit": 10}, "growth": {"limit": 1.1}}},
          "memory": {"idle": {"limit": 100}}
        }
        """

    private func thresholds() throws -> Thresholds {
        let file = FileManager.default.temporaryDirectory
            .appending(component: "thresholds-\(UUID()).json")
        try Data(Self.thresholds.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try Thresholds(contentsOf: file)
    }

    private func standings(
        ratio: Double, tuned: Double, allocations: Double, hasInstructions: Bool = false
    ) throws -> [Verdict.Standing] {
        let thresholds = try thresholds()
        func figure(_ time: Double, _ allocations: Double?) -> Report.Figure {
            Report.Figure(
                nanosecondsPerEvent: time, fastest: time, gigabytesPerSecond: 1,
                ratioToWalk: ratio, ratioToProduct: time, allocationsPerEvent: allocations)
        }
        let row = Report.Case(
            task: "t", corpus: "c", chunk: "event", walk: 1,
            figures: ["product": figure(1, allocations), "tuned": figure(tuned, nil)])
        return Verdict(
            thresholds.cases[0], row, thresholds.tolerance, hasInstructions: hasInstructions
        ).lines.map(\.standing)
    }

    @Test func numbersWithinTheirLimitsPass() throws {
        #expect(
            try standings(ratio: 1, tuned: 3, allocations: 0) == [.reached, .reached, .reached])
        #expect(
            try standings(ratio: 3, tuned: 2, allocations: 0.005) == [.ahead, .reached, .reached])
    }

    @Test func numbersBeyondTheirLimitsMiss() throws {
        #expect(
            try standings(ratio: 3.1, tuned: 3, allocations: 0) == [.missed, .reached, .reached])
        #expect(try standings(ratio: 1, tuned: 1.9, allocations: 0)[1] == .missed)
        #expect(try standings(ratio: 1, tuned: 3, allocations: 0.02)[2] == .missed)
    }

    @Test func whatWasToBeCountedAndWasNotIsAMiss() throws {
        #expect(
            try standings(ratio: 1, tuned: 3, allocations: 0, hasInstructions: true).last == .missed
        )
        #expect(try standings(ratio: .nan, tuned: 3, allocations: 0)[0] == .missed)
    }

    @Test func slopesAreCompared() throws {
        let thresholds = try thresholds()
        func standings(_ slopes: [String: (Double, Double)?]) -> [Verdict.Standing] {
            Verdict(thresholds, slopes: slopes).lines.map(\.standing)
        }
        #expect(standings(["line/t": (10, 1)]) == [.reached, .reached])
        #expect(standings(["line/t": (12, 1)]) == [.missed, .reached])
        #expect(standings(["line/t": (10, 1.3)]) == [.reached, .missed])
        #expect(standings(["line/t": nil]) == [.missed, .missed])
        #expect(standings([:]) == [.missed, .missed])
        #expect(
            standings(["line/t": (10, 1), "other/t": (1, 1)]).filter { $0 == .missed }.count == 2)
    }

    @Test func memoryIsCompared() throws {
        let thresholds = try thresholds()
        #expect(!Verdict(thresholds, memory: ["idle": 109]).hasMisses)
        #expect(Verdict(thresholds, memory: ["idle": 112]).hasMisses)
        #expect(Verdict(thresholds, memory: [:]).lines.isEmpty)
    }

    @Test func theThresholdsOfTheRepositoryAreRead() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../thresholds.json").standardizedFileURL
        let thresholds = try Thresholds(contentsOf: file)
        #expect(thresholds.cases.count > 15)
        #expect(thresholds.memory.count > 3)
    }
}
