import PartialJSON
import TestSupport
import Testing

/// Texts that are there as a whole take a way of their own, which shares little with the parser of
/// fragments: both must say the same.
@Suite struct WholeTextTests {
    static let texts = [
        #" {"id": "msg_1", "usage": {"input_tokens": 12, "cache": {"a b": null}}, "content": []} "#,
        #"[-0, 0.5, 1e9, -1.5E-3, 1e+2, 12345678901234567890, true, false, null, "", {}]"#,
        #"{"a": 1, "b": 2, "a": {"c": 3, "c": 4, "": 5, "": 6}, "aaaaaaaab": 1, "aaaaaaaac": 2}"#,
        #"["é😀\ud83d\ude00\ud83d\u0041\ude00\"\\\/\b\f\n\r\t", "\u0000", "long enough to span words"]"#,
        "{" + (0..<20).map { "\"key \($0 % 18)\": \($0)" }.joined(separator: ", ") + "}",
        #"[[[[[[[["deep"]]]]]]]]"#, "1", "\"x\"", "null", "1 2", "[1,]", "{\"a\":1,}", "[}", "01",
        "\"\u{1}\"", "nulL", "", " ", "{\"a\" 1}", "[1]]", "-", "1.", "1e", "\"\\x\"",
        "\"\\u12g4\"",
    ]

    static func whole(_ bytes: [UInt8], _ limits: PartialJSONParser.Limits) -> Outcome {
        do {
            return Outcome(value: try JSONValue(parsing: bytes, limits: limits), error: nil)
        } catch {
            return Outcome(value: nil, error: error)
        }
    }

    static func check(
        _ bytes: [UInt8], limits: PartialJSONParser.Limits = .default,
        at location: SourceLocation = #_sourceLocation
    ) {
        let whole = whole(bytes, limits)
        let parts = Outcome(of: Chunking.fixed(3).chunks(of: bytes), limits: limits)
        #expect(whole.error == parts.error, sourceLocation: location)
        if parts.error == nil {
            #expect(whole.value?.jsonText == parts.value?.jsonText, sourceLocation: location)
        }
    }

    @Test(arguments: texts) func bothWaysSayTheSame(_ text: String) {
        Self.check(Array(text.utf8))
    }

    @Test(arguments: texts) func ofEveryBeginningToo(_ text: String) {
        let bytes = Array(text.utf8)
        for count in bytes.indices { Self.check(Array(bytes[..<count])) }
    }

    @Test(arguments: texts) func andWithAnyByteDamaged(_ text: String) {
        let bytes = Array(text.utf8)
        for place in bytes.indices {
            for byte: UInt8 in [0, 0x0A, 0x22, 0x30, 0x5C, 0x7D, 0x80, 0xC0, 0xED, 0xF4, 0xFF] {
                var damaged = bytes
                damaged[place] = byte
                Self.check(damaged)
            }
        }
    }

    @Test(arguments: texts)
    func limitsAreTheSame(_ text: String) {
        let bytes = Array(text.utf8)
        for limit in [1, 2, 3, 8] {
            Self.check(bytes, limits: .init(maximumDepth: limit))
            Self.check(bytes, limits: .init(maximumNumberBytes: limit))
        }
        Self.check(bytes, limits: .init(maximumBytes: max(bytes.count - 1, 1)))
        Self.check(bytes, limits: .init(maximumBytes: max(bytes.count, 1)))
    }

    @Test(arguments: texts, GuardedBytes.Side.allCases)
    func nothingIsReadOutsideTheText(_ text: String, side: GuardedBytes.Side) {
        let bytes = Array(text.utf8)
        for count in 0...bytes.count {
            let guarded = GuardedBytes(bytes[..<count], flush: side)
            let value = try? JSONValue(parsing: guarded.span)
            #expect(value?.jsonText == Self.whole(Array(bytes[..<count]), .default).value?.jsonText)
        }
    }
}
