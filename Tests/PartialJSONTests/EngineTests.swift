import PartialJSON
import TestSupport
import Testing

/// What the engine is given of a text, be it yajl or our own. Known faults of yajl need a long token, an
/// escape or half a surrogate pair: it never sees one (Documentation/Dependencies.md).
@Suite struct EngineTests {
    /// The number of bytes that the engine got of `text` in all, and the value.
    private static func feed(
        _ text: [UInt8], _ chunking: Chunking
    ) throws -> (bytes: Int, value: JSONValue?) {
        var parser = PartialJSONParser()
        for chunk in chunking.chunks(of: text) { try parser.append(chunk.span) }
        let value = try parser.finish()
        return (parser.bytesToEngine, value.value())
    }

    @Test(arguments: [
        (#"\n"#, "\n"), (#"a\"b"#, "a\"b"), (#"\\"#, "\\"), (#"\u0041"#, "A"), (#"\u0000"#, "\0"),
        (#"\ud83d\ude00"#, "😀"), (#"\ud800"#, "\u{FFFD}"), (#"\udc00x"#, "\u{FFFD}x"),
        (#"\ud800\u0041"#, "\u{FFFD}A"), (#"\ud800\\u"#, "\u{FFFD}\\u"),
        (#"\ud800\n\ud800"#, "\u{FFFD}\n\u{FFFD}"),
    ])
    func anEscapeNeverReachesTheEngine(_ escaped: String, _ content: String) throws {
        let text = Array("[\"\(escaped)\"]".utf8)
        for chunking in Chunking.all(for: text) {
            let (bytes, value) = try Self.feed(text, chunking)
            #expect(bytes == 4, "brackets and quotes only: \(chunking)")
            #expect(value?[0]?.string == content)
        }
    }

    /// CVE-2017-16516: yajl looked for the second half of a pair behind the end of the string.
    @Test(arguments: [
        #""\ud800"#, #""\ud800\"#, #""\ud800\u"#, #""\ud800\uD"#, #""\ud800\ude0"#, #"["\ud800"#,
    ])
    func aPairThatBreaksOffIsAnErrorAndNothingIsReadPastIt(_ text: String) {
        for side in GuardedBytes.Side.allCases {
            let bytes = GuardedBytes(Array(text.utf8), flush: side)
            var parser = PartialJSONParser()
            #expect(throws: Never.self) { try parser.append(bytes.span) }
            #expect(throws: JSONError.self) { _ = try parser.finish() }
            let fed = parser.bytesToEngine
            #expect(fed <= 2)
        }
    }

    @Test(arguments: [1, 63, 64, 65, 66, 2047, 2048, 2049, 5000])
    func noTokenOfMoreThan64BytesReachesTheEngine(_ count: Int) throws {
        let string = String(repeating: "x", count: count)
        let number = String(repeating: "7", count: min(count, 4096))
        for (text, brackets, standIn) in [
            ("[\"\(string)\"]", 4, 0), ("{\"\(string)\":1}", 6, 0), ("[\(number)]", 2, 1),
        ] {
            let (bytes, _) = try Self.feed(Array(text.utf8), .whole)
            let token = text.utf8.count - brackets
            #expect(bytes == brackets + (token <= 64 ? token : standIn), "\(count)")
        }
    }
}
