import MessageStream
import PartialJSON
import TestSupport
import Testing

/// Public JSON suites, and the scan against another parser.
@Suite struct EventScannerConformanceTests {
    struct Case: Decodable {
        var name: String
        var json: FixtureValue
        var verdict: String

        enum CodingKeys: String, CodingKey {
            case name, verdict
            case json = "json_base64"
        }
    }

    static let files = [
        "jsontestsuite", "jsonchecker", "derived", "jsontestsuite-transform", "numbers",
    ]

    @Test(
        .enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)),
        arguments: files, EventScanPath.available)
    func verdictsOfTheSuitesAsDataAndAsAMember(_ file: String, path: EventScanPath) throws {
        var scanner = EventScanner(path: path)
        let cases = try Conformance.jsonLines("json/\(file).jsonl", as: Case.self)
        #expect(!cases.isEmpty)
        for testCase in cases where testCase.verdict != "either" {
            let json = try #require(testCase.json.base64)
            let alone = EventTracer.line(for: json.span, &scanner)
            #expect(
                alone.hasPrefix("error") == (testCase.verdict == "reject"),
                "\(testCase.name): \(alone)")
            let member = Array(#"{"type":"ping","a":"#.utf8) + json + [UInt8(ascii: "}")]
            let inside = EventTracer.line(for: member.span, &scanner)
            #expect(
                inside.hasPrefix("error") == (testCase.verdict == "reject"),
                "\(testCase.name) as a member: \(inside)")
        }
    }

    /// Two parsers that share no code must agree on what is JSON, and on what it says.
    @Test(arguments: EventScanPath.available)
    func theScanAgreesWithTheOtherParserOnDamagedEvents(_ path: EventScanPath) throws {
        var random = SplitMix(seed: 20_261_121)
        var scanner = EventScanner(path: path)
        var verdicts = [0, 0]
        for testCase in EventScannerTests.cases {
            for _ in 0..<300 {
                var data = testCase.input
                for _ in 0..<random.below(3) { damage(&data, &random) }
                let reference = reference(for: data)
                let line: String?
                do throws(JSONError) {
                    line = EventTracer.commonLine(for: try scanner.view(of: data.span))
                } catch {
                    line = nil
                }
                verdicts[line == nil ? 1 : 0] += 1
                #expect(
                    line == reference, "\(Corpus.quoted(String(decoding: data, as: UTF8.self)))")
            }
        }
        #expect(verdicts.allSatisfy { $0 > 5000 })
    }

    /// The line that a trace would have, made from a whole parse; nil when the data is not JSON.
    private func reference(for data: [UInt8]) -> String? {
        guard let value = try? JSONValue(parsing: data) else { return nil }
        return ReferenceTracer.line(for: value)
    }

    private func damage(_ data: inout [UInt8], _ random: inout SplitMix) {
        let interesting =
            Array(#"{}[],:"\u0eE.-+ tfn/"#.utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xC3, 0xFF]
        guard !data.isEmpty else { return }
        let place = random.below(data.count)
        switch random.below(4) {
        case 0: data[place] = interesting[random.below(interesting.count)]
        case 1: data.insert(interesting[random.below(interesting.count)], at: place)
        case 2: data.remove(at: place)
        default: data.swapAt(place, random.below(data.count))
        }
    }
}
