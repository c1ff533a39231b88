import Baseline
import TestSupport
import Testing

/// The baselines make the product's events of the data in Tests/Corpus/event-json.md.
@Suite struct EventTests {
    static let cases = (try? Corpus.cases("event-json")) ?? []

    @Test func theCorpusIsRead() {
        #expect(Self.cases.count > 95)
    }

    @Test(arguments: cases)
    func theTunedBaselineMakesTheSameEvent(_ testCase: CorpusCase) {
        let stream = Self.stream(of: testCase.input)
        #expect(Readings.tuned([stream[...]]) == Readings.product([stream[...]]))
    }

    @Test(arguments: cases)
    func theIdiomaticBaselineMakesTheSameEvent(_ testCase: CorpusCase) {
        let stream = Self.stream(of: testCase.input)
        let isSame = Readings.idiomatic([stream[...]]) == Readings.product([stream[...]])
        #expect(isSame != IdiomaticDifferences.all.contains(testCase.name))
    }

    @Test(arguments: cases)
    func theCompetentBaselineMakesTheSameEvent(_ testCase: CorpusCase) {
        let stream = Self.stream(of: testCase.input)
        let isSame = Readings.competent([stream[...]]) == Readings.product([stream[...]])
        #expect(isSame != CompetentDifferences.all.contains(testCase.name))
    }

    /// What the tuned baseline remembers of the event before must not change what it says of this.
    @Test func whatCameBeforeDoesNotMatter() {
        for before in Self.cases {
            for testCase in Self.cases {
                let stream = Self.stream(of: before.input) + Self.stream(of: testCase.input)
                #expect(
                    Readings.tuned([stream[...]]) == Readings.product([stream[...]]),
                    "\(testCase) after \(before)")
            }
        }
    }

    /// The data as an event of a stream: a `data` line for every line of it.
    private static func stream(of data: [UInt8]) -> [UInt8] {
        let lines = data.split(omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        }
        return lines.flatMap { Array("data:".utf8) + $0 + [UInt8(ascii: "\n")] }
            + [UInt8(ascii: "\n")]
    }
}
