import Foundation
import PartialJSON
import TestSupport
import Testing

/// What the public suites say of a text: whether it is JSON, and which value it has.
@Suite(.enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)))
struct VerdictTests {
    /// A line of `json/*.jsonl`, as the data's README describes it.
    struct Case: Decodable {
        enum Verdict: String, Decodable {
            case accept, reject, either
        }

        var name: String
        var text: FixtureValue
        var verdict: Verdict
        var value: String?
        var bits: String?

        enum CodingKeys: String, CodingKey {
            case name, verdict
            case text = "json_base64"
            case value = "value_json"
            case bits = "f64_bits"
        }
    }

    static let files = [
        "jsontestsuite", "jsonchecker", "derived", "jsontestsuite-transform", "numbers",
    ]

    static func cases(_ file: String) throws -> [Case] {
        try Conformance.jsonLines("json/\(file).jsonl", as: Case.self)
    }

    @Test func theDataIsThere() throws {
        #expect(try Self.files.map { try Self.cases($0).count }.reduce(0, +) > 600)
    }

    @Test(arguments: files)
    func fragmentsOfEverySizeGetTheVerdictAndTheValue(_ file: String) throws {
        for testCase in try Self.cases(file) {
            let text = try #require(testCase.text.base64)
            let outcomes = (1...31).map { Outcome(of: Chunking.fixed($0).chunks(of: text)) }
            let whole = Outcome(of: [text[...]])
            for (size, outcome) in zip(1..., outcomes) where outcome != whole {
                Issue.record("\(testCase.name), \(size) bytes at a time: \(outcome), not \(whole)")
                break
            }
            switch testCase.verdict {
            case .accept: #expect(whole.error == nil, "\(testCase.name)")
            case .reject: #expect(whole.error != nil, "\(testCase.name)")
            case .either: break
            }
            // Foundation has one member for two keys that are equal canonically; the corpus has this.
            guard testCase.name != "JSONTestSuite-transform/object_key_nfc_nfd.json" else {
                continue
            }
            if let expected = testCase.value, let value = whole.value, whole.error == nil {
                let fixture = try JSONDecoder().decode(FixtureValue.self, from: Data(expected.utf8))
                #expect(value.agrees(with: fixture), "\(testCase.name): \(value)")
            }
        }
    }

    @Test(arguments: files)
    func theOneShotParserAgrees(_ file: String) throws {
        for testCase in try Self.cases(file) {
            let text = try #require(testCase.text.base64)
            let whole = Outcome(of: [text[...]])
            do {
                let value = try JSONValue(parsing: text)
                #expect(whole == Outcome(value: value, error: nil), "\(testCase.name)")
                let again = try JSONValue(parsing: value.jsonText)
                #expect(again == value, "\(testCase.name)")
            } catch {
                #expect(whole.error == error, "\(testCase.name)")
            }
        }
    }

    @Test func doublesHaveEveryBit() throws {
        let cases = try Self.cases("numbers").filter { $0.bits != nil }
        #expect(cases.count > 300)
        for testCase in cases {
            let text = try #require(testCase.text.base64)
            let double = try #require(try JSONValue(parsing: text).double)
            #expect(String(double.bitPattern, radix: 16).leftPadded(to: 16) == testCase.bits)
        }
    }
}

extension String {
    fileprivate func leftPadded(to count: Int) -> String {
        String(repeating: "0", count: max(0, count - self.count)) + self
    }
}
