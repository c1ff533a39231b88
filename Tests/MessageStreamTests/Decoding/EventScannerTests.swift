import MessageStream
import TestSupport
import Testing

/// The scan of one event's JSON: Tests/Corpus/event-json.md.
@Suite struct EventScannerTests {
    static let cases = (try? Corpus.cases("event-json")) ?? []

    @Test func theCorpusIsRead() throws {
        #expect(try Corpus.cases("event-json").count > 95)
    }

    @Test(arguments: cases, EventScanPath.available)
    func theTraceIsTheSameOnEveryPath(_ testCase: CorpusCase, path: EventScanPath) {
        var scanner = EventScanner(path: path)
        #expect([EventTracer.line(for: testCase.input.span, &scanner)] == testCase.trace)
    }

    /// What a scanner remembers of the event before must never change what it says of this one.
    @Test(arguments: EventScanPath.available)
    func whatCameBeforeDoesNotMatter(_ path: EventScanPath) {
        for before in Self.cases {
            var scanner = EventScanner(path: path)
            for testCase in Self.cases {
                _ = EventTracer.line(for: before.input.span, &scanner)
                let line = EventTracer.line(for: testCase.input.span, &scanner)
                #expect([line] == testCase.trace, "\(testCase) after \(before)")
            }
        }
    }

    @Test(arguments: cases, GuardedBytes.Side.allCases)
    func nothingIsReadOutsideTheData(_ testCase: CorpusCase, side: GuardedBytes.Side) {
        let input = testCase.input
        for path in EventScanPath.available {
            var scanner = EventScanner(path: path)
            for count in 0...input.count {
                let guarded = GuardedBytes(input[..<count], flush: side)
                let line = EventTracer.line(for: guarded.span, &scanner)
                if count == input.count { #expect([line] == testCase.trace) }
            }
        }
    }

    /// No beginning of an event is taken for the event: what is cut is an error at its end.
    @Test(arguments: cases.filter { !$0.trace[0].hasPrefix("error") })
    func everyBeginningOfAnObjectEndsTooEarly(_ testCase: CorpusCase) throws {
        let input = testCase.input
        let last = try #require(
            input.lastIndex { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") })
        for path in EventScanPath.available {
            var scanner = EventScanner(path: path)
            _ = EventTracer.line(for: input.span, &scanner)
            for count in 0...last {
                let line = EventTracer.line(for: input.span.extracting(0..<count), &scanner)
                let isCutSequence = line.hasPrefix("error badUTF8 at ")
                #expect(line == "error unexpectedEnd at \(count)" || isCutSequence)
            }
        }
    }

    @Test(arguments: EventScanPath.available)
    func everyByteAloneIsADigitOrAnError(_ path: EventScanPath) {
        var scanner = EventScanner(path: path)
        for byte in UInt8.min...UInt8.max {
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            let line = EventTracer.line(for: [byte].span, &scanner)
            #expect(line.hasPrefix("error") == !isDigit, "byte \(byte): \(line)")
        }
    }

    @Test(arguments: EventScanPath.available)
    func depthIsBoundedAndNeedsNoMemory(_ path: EventScanPath) {
        var scanner = EventScanner(path: path)
        func nested(_ depth: Int) -> [UInt8] {
            Array(#"{"type":"ping","a":"#.utf8) + Array(repeating: UInt8(ascii: "["), count: depth)
                + Array(repeating: UInt8(ascii: "]"), count: depth) + [UInt8(ascii: "}")]
        }
        #expect(EventTracer.line(for: nested(511).span, &scanner) == "ping")
        #expect(EventTracer.line(for: nested(512).span, &scanner) == "error tooDeep at 530")
        #expect(EventTracer.line(for: nested(1_000_000).span, &scanner) == "error tooDeep at 530")
        let objects = Array(String(repeating: #"{"a":"#, count: 1_000_000).utf8)
        #expect(EventTracer.line(for: objects.span, &scanner) == "error tooDeep at 2560")
    }

    /// Payloads of every length, so that a quote falls on every place of a block and of a tail.
    @Test(arguments: EventScanPath.available)
    func payloadsOfEveryLengthAreFound(_ path: EventScanPath) {
        var scanner = EventScanner(path: path)
        for count in 0..<200 {
            for filler in ["a", "é", "中", "😀", "\u{1}"] {
                let text = String(repeating: filler, count: count)
                let escaped = text.replacing("\u{1}", with: #"\u0001"#)
                let event =
                    #"{"type":"content_block_delta","index":0,"#
                    + #""delta":{"type":"text_delta","text":"\#(escaped)"}}"#
                let isEscaped = filler == "\u{1}" && count > 0 ? " escaped" : ""
                let expected = "contentBlockDelta 0 text \(Corpus.quoted(text))\(isEscaped)"
                #expect(EventTracer.line(for: Array(event.utf8).span, &scanner) == expected)
            }
        }
    }
}
