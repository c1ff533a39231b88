import PartialJSON
import TestSupport
import Testing

/// Fragments that still stand escaped in the JSON string of their event.
@Suite struct EscapedFragmentTests {
    static let text =
        #"{"path": "a\\b/\"é\"\t\u00e9\ud83d\ude00", "text": "\#(String(repeating: "line\\n\\\" ", count: 90))", "n": [1.5, true]}"#

    /// What stands between the quotes of `text` as a JSON string.
    static func escaped(_ text: String) -> [UInt8] {
        Array(JSONValue.string(text).jsonText.utf8.dropFirst().dropLast())
    }

    @Test(arguments: [1, 2, 3, 5, 7, 8, 9, 12, 15, 16, 64, 509, 2000], GuardedBytes.Side.allCases)
    func fragmentsOfEverySizeGiveTheValueOfTheText(_ size: Int, side: GuardedBytes.Side) throws {
        var parser = PartialJSONParser(keepsRawText: size % 2 == 0)
        let scalars = Array(Self.text.unicodeScalars)
        for start in stride(from: 0, to: scalars.count, by: size) {
            var fragment = String.UnicodeScalarView()
            fragment.append(contentsOf: scalars[start..<min(start + size, scalars.count)])
            let guarded = GuardedBytes(Self.escaped(String(fragment)), flush: side)
            try parser.append(escaped: guarded.span)
        }
        #expect(parser.bytesConsumed == Self.text.utf8.count)
        #expect(parser.rawText == (size % 2 == 0 ? Self.text : nil))
        #expect(try parser.finish().value() == JSONValue(parsing: Self.text))
    }

    @Test(arguments: [
        (#"\u007b\"a\"\u003a\"\\ud83d\ud83d\ude00\"}"#, #"{"a": "\#u{fffd}😀"}"#),
        (#"{\"a\":\"\ud83d\"}"#, #"{"a": "\#u{fffd}"}"#),
        (#"{\"a\":\"\ude00\ud83dx\"}"#, #"{"a": "\#u{fffd}\#u{fffd}x"}"#),
        (#"[\"\/\b\"]"#, nil), (#"[\"\q\"]"#, nil), (#"[\"\u12"#, nil), (#"[\"\"#, nil),
    ])
    func escapesMeanWhatTheyDoInTheEvent(_ raw: String, _ expected: String?) throws {
        var parser = PartialJSONParser()
        do {
            try parser.append(escaped: Array(raw.utf8).span)
            let value = try parser.finish().value()
            #expect(try value == expected.map { try JSONValue(parsing: $0) })
        } catch {
            #expect(expected == nil)
        }
    }

    @Test func halvesOfAPairInTwoFragmentsAreReplaced() throws {
        var parser = PartialJSONParser()
        for fragment in [#"[\"\ud83d"#, #"\ude00\"]"#] {
            try parser.append(escaped: Array(fragment.utf8).span)
        }
        #expect(try parser.finish()[0]?.string == "\u{fffd}\u{fffd}")
    }

    @Test func errorsCountUnescapedBytesAndStay() {
        var parser = PartialJSONParser()
        let error = #expect(throws: JSONError.self) {
            try parser.append(escaped: Array(#"{\"a\": \n \"b\" x"#.utf8).span)
        }
        #expect(error == JSONError(.expectedComma, byteOffset: 12))
        let again = #expect(throws: JSONError.self) { try parser.append(escaped: [0x31].span) }
        #expect(again == error)
    }

    @Test func limitsCountUnescapedBytes() throws {
        var parser = PartialJSONParser(limits: .init(maximumBytes: 4))
        try parser.append(escaped: Array(#"\"\"\n\n"#.utf8).span)
        #expect(throws: JSONError.self) {
            try parser.append(escaped: Array(#"\n"#.utf8).span)
        }
    }
}
