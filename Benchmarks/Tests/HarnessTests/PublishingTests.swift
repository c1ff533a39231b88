import Testing

@testable import Harness

/// Numbers of a machine that was busy, or of too few rounds, are not published.
@Suite struct PublishingTests {
    private func reasons(median: Double = 20, rounds: Int? = 15, slow: Int? = 5) -> [String] {
        func figure(_ time: Double, _ rounds: Int?) -> Report.Figure {
            Report.Figure(
                nanosecondsPerEvent: time, fastest: 20, gigabytesPerSecond: 1, ratioToWalk: 1,
                rounds: rounds)
        }
        var report = Report(machine: .current)
        report.cases = [
            Report.Case(
                task: "t", corpus: "c", chunk: "event", walk: median,
                figures: [
                    "walk": figure(median, rounds), "product": figure(30, rounds),
                    "idiomatic": figure(8000, slow),
                ])
        ]
        return report.reasonsNotToPublish
    }

    @Test func aQuietMachineAndFiveRoundsWillDo() {
        #expect(reasons() == [])
        #expect(reasons(median: 22) == [])
    }

    @Test func aWalkThatWasDisturbedIsAReason() {
        #expect(
            reasons(median: 33) == ["t c/event: the walk's median is 1.65 times its fastest round"])
    }

    @Test func fewerRoundsAreAReason() {
        #expect(reasons(slow: 3) == ["t c/event: 3 rounds, of 5"])
        #expect(reasons(rounds: nil) == ["t c/event: 0 rounds, of 5"])
    }

    @Test func nothingIsNotPublished() {
        #expect(Report(machine: .current).reasonsNotToPublish == ["nothing was measured"])
    }
}
