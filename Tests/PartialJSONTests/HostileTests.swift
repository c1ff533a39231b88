import PartialJSON
import TestSupport
import Testing

/// Input that nobody means well: bounded, typed errors, and never a crash.
@Suite struct HostileTests {
    @Test(arguments: ["[", "{\"a\":", "[{\"a\":[", "[[],"])
    func aMillionBracketsStopAtTheDepthLimit(_ unit: String) {
        let text = Array(String(repeating: unit, count: 1_000_000).utf8)
        for size in [text.count, 1000, 13] {
            let outcome = Outcome(of: Chunking.fixed(size).chunks(of: text))
            #expect(outcome.error?.code == .tooDeep)
        }
    }

    @Test func theDepthLimitItselfIsFine() throws {
        for depth in [1, 127, 128, 129, 255, 512, 1024] {
            let limits = PartialJSONParser.Limits(maximumDepth: depth)
            let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            #expect(throws: Never.self) { try JSONValue(parsing: text, limits: limits) }
            #expect(throws: JSONError.self) { try JSONValue(parsing: "[\(text)]", limits: limits) }
        }
    }

    @Test func nobodyCanAskForMoreDepthThanTheCeiling() {
        #expect(PartialJSONParser.Limits(maximumDepth: .max).maximumDepth == 1024)
        #expect(PartialJSONParser.Limits(maximumDepth: -1).maximumDepth == 1)
    }

    @Test func everyByteAloneAndEveryPairHasAnAnswer() {
        for first in UInt8.min...UInt8.max {
            let alone = Outcome(of: [[first][...]])
            #expect((alone.error == nil) == (first >= 0x30 && first <= 0x39), "\(first)")
            for second in UInt8.min...UInt8.max {
                for text in [[first, second], [0x22, first, second, 0x22]] {
                    let whole = Outcome(of: [text[...]])
                    #expect(whole == Outcome(of: Chunking.everyByte.chunks(of: text)))
                }
            }
        }
    }

    /// The strict verdict on UTF-8 is Swift's own.
    @Test func stringsAreWhatSwiftTakesForUTF8() {
        let leads: [UInt8] = [
            0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
            0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        let others: [UInt8] = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        for lead in leads {
            for second in others {
                for third in others {
                    for fourth in others {
                        for count in 1...4 {
                            let bytes = Array([lead, second, third, fourth].prefix(count))
                            let text = [0x22] + bytes + [0x22]
                            let expected = String(validating: bytes, as: UTF8.self)
                            let whole = Outcome(of: [text[...]])
                            #expect(whole.value?.string == expected || whole.error != nil)
                            #expect((whole.error == nil) == (expected != nil), "\(bytes)")
                            #expect(whole == Outcome(of: Chunking.everyByte.chunks(of: text)))
                        }
                    }
                }
            }
        }
    }

    @Test func anErrorStays() throws {
        var parser = PartialJSONParser()
        #expect(throws: JSONError.self) { try parser.append("[1 2]") }
        let error = parser.error
        let first = try #require(error)
        #expect(throws: first) { try parser.append("]") }
        #expect(throws: first) { _ = try parser.finish() }
        let value = parser.snapshot
        #expect(value.jsonText == "[1]")
        let consumed = parser.bytesConsumed
        #expect(consumed == 3)
    }

    @Test func whatCameBeforeTheErrorIsTheSameForAnyFragments() {
        let texts = [
            #"{"a": [1, tru], "b"}"#, #"["abc\u00e9\q"]"#, "[1.5, 2.e]", "[12 \u{B}]",
            #"{"a": "b" c"#,
        ]
        for text in texts.map({ Array($0.utf8) }) {
            let whole = Outcome(of: [text[...]])
            #expect(whole.error != nil)
            for chunking in Chunking.all(for: text) {
                #expect(Outcome(of: chunking.chunks(of: text)) == whole, "\(chunking)")
            }
        }
    }

    @Test func rawTextKeepsWrongBytesToo() {
        var parser = PartialJSONParser(limits: .init(maximumBytes: 12), keepsRawText: true)
        try? parser.append("[1 2")
        try? parser.append(" 3 4]")
        #expect(parser.rawText == "[1 2 3 4]")
        try? parser.append("abcdefgh")
        #expect(parser.rawText == "[1 2 3 4]abc")
    }
}
