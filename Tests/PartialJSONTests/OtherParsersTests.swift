import PartialJSON
import TestSupport
import Testing

/// What the parser that the official Python SDK uses, jiter, shows of the same fragments.
@Suite struct OtherParsersTests {
    /// A line of `json/partial-*.jsonl`, as the data's README describes it.
    struct Case: Decodable {
        var name: String
        var mode: String
        var fragments: [FixtureValue]
        var partial: [FixtureValue]
        var partialByMode: [String: [FixtureValue]]?
        var errors: [String: [Int]]?
        var error: [Bool]?
        var final: FixtureValue?
        var complete: Bool?

        enum CodingKeys: String, CodingKey {
            case name, mode, partial, errors, error, final, complete
            case fragments = "fragments_base64"
            case partialByMode = "partial_by_mode"
        }

        /// What the mode shows after each fragment; nil where it raises an error.
        func values(of mode: String) -> [FixtureValue?]? {
            let values = mode == self.mode ? partial : partialByMode?[mode]
            let failed = errors?[mode] ?? []
            return values?.enumerated().map { index, value in
                failed.contains(index) || error?[index] == true ? nil : value
            }
        }
    }

    /// jiter's name of a mode, and ours.
    static let modes: [(String, PartialJSONValue.OpenStrings)] = [
        ("jiter-on", .omitted), ("jiter-trailing-strings", .included),
    ]

    @Test(
        .enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)),
        arguments: ["partial-assertions", "partial-prefixes", "partial-captured"])
    func everyFragmentShowsWhatJiterShows(_ file: String) throws {
        var compared = 0
        for testCase in try Conformance.jsonLines("json/\(file).jsonl", as: Case.self) {
            for (mode, openStrings) in Self.modes {
                guard let values = testCase.values(of: mode) else { continue }
                var parser = PartialJSONParser()
                for (fragment, expected) in zip(testCase.fragments, values) {
                    try? parser.append(#require(fragment.base64))
                    let shown =
                        parser.error == nil ? parser.snapshot.value(openStrings: openStrings) : nil
                    let agrees =
                        switch (shown, expected) {
                        case (let shown?, let expected?): shown.agrees(with: expected)
                        case (nil, nil): true
                        // The data writes null for an empty buffer too, with which no mode is called.
                        case (nil, .null?): parser.isEmpty
                        case (nil, _?), (_?, nil): false
                        }
                    #expect(agrees, "\(testCase.name) \(mode): \(parser.snapshot)")
                    compared += 1
                }
                if testCase.complete ?? true, let final = testCase.final {
                    #expect(try parser.finish().value()?.agrees(with: final) == true)
                }
            }
        }
        #expect(compared > 10)
    }

    /// Where we differ on purpose: jiter in its partial mode stops at the end of what it can use,
    /// so that a wrong tool input reaches its user cut short, without an error.
    struct Difference: Sendable {
        var text: String
        var jiter: String
        var code: JSONError.Code
        var reason: String
    }

    static let differences = [
        Difference(
            text: #"{"a": 1} x"#, jiter: #"{"a":1}"#, code: .trailingBytes,
            reason: "what follows the value is not JSON"),
        Difference(
            text: #"{"a": 1}{"#, jiter: #"{"a":1}"#, code: .trailingBytes,
            reason: "a second value is not JSON"),
        Difference(
            text: #"{"a": "foo " bar"}"#, jiter: #"{"a":"foo "}"#, code: .expectedComma,
            reason: "a quote was not escaped: the rest of the string would be lost"),
        Difference(
            text: #"{"a": 1 "b": 2}"#, jiter: #"{"a":1}"#, code: .expectedComma,
            reason: "a comma is missing: the second member would be lost"),
        Difference(
            text: "[1 2]", jiter: "[1]", code: .expectedComma,
            reason: "a comma is missing: the second element would be lost"),
        Difference(
            text: #"{"a": NaN}"#, jiter: "NaN", code: .expectedValue,
            reason: "NaN is Python's, not JSON's"),
        Difference(
            text: #"{"a": Infinity}"#, jiter: "Infinity", code: .expectedValue,
            reason: "Infinity is Python's, not JSON's"),
        Difference(
            text: #"{"a": -Infinity"#, jiter: "-Infinity", code: .badNumber,
            reason: "-Infinity is Python's, not JSON's"),
    ]

    @Test(arguments: differences)
    func whatJiterLetsPassIsAnError(_ difference: Difference) {
        let outcome = Outcome(of: [Array(difference.text.utf8)[...]])
        #expect(outcome.error?.code == difference.code, "\(difference.reason)")
    }

    /// jiter refuses half a surrogate pair once its string is complete, and the message with it;
    /// RFC 8259 leaves it open, and U+FFFD loses one character instead of all.
    @Test func halfAPairIsNoError() throws {
        #expect(try JSONValue(parsing: #"{"a": "x\ud83d"}"#) == ["a": "x\u{FFFD}"])
    }

    /// jiter takes `1e400` for infinity; the number keeps its text, and says so only when asked.
    @Test func aNumberPastDoubleKeepsItsText() throws {
        let number = try #require(try JSONValue(parsing: "1e400").number)
        #expect(number.text == "1e400")
        #expect(number.double == .infinity)
    }
}
