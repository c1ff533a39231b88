import ServerSentEvents
import ServerSentEventsDropIn
import TestSupport
import Testing

/// The lines of a stream, for programs that put events together by hand.
@Suite struct LineTests {
    /// A stream and its lines, those without text too.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var input: String
        var lines: [String]
        /// What `AsyncLineSequence` of Foundation gives, where it is something else.
        var original: [String]?

        var testDescription: String { name }
    }

    static let agreements: [Case] = [
        Case(name: "LF, CR and CRLF", input: "a\nb\rc\r\nd\n", lines: ["a", "b", "c", "d"]),
        Case(name: "a line that is not ended", input: "a\nb", lines: ["a", "b"]),
        Case(name: "a CR at the end", input: "a\r", lines: ["a"]),
        Case(name: "nothing", input: "", lines: []),
        Case(name: "spaces are text", input: " \n\t\n", lines: [" ", "\t"]),
        Case(name: "U+0000 is text", input: "a\0b\n", lines: ["a\0b"]),
        Case(
            name: "longer than a block of the scan",
            input: String(repeating: "x", count: 200) + "\n" + String(repeating: "y", count: 63)
                + "\r\nz",
            lines: [String(repeating: "x", count: 200), String(repeating: "y", count: 63), "z"]),
        Case(name: "other scripts", input: "data: 日本語🙂\n", lines: ["data: 日本語🙂"]),
    ]

    static let blankLines: [Case] = [
        Case(name: "blank lines", input: "a\n\nb\r\n\r\n\n", lines: ["a", "", "b", "", ""]),
        Case(name: "a blank line by CR", input: "a\r\rb\n\rc", lines: ["a", "", "b", "", "c"]),
        Case(name: "nothing but blank lines", input: "\n\r\n\r", lines: ["", "", ""]),
    ]

    /// What is written down here of Foundation's is its documentation's list of separators.
    static let departures: [Case] = [
        Case(
            name: "a line ends with CR and LF only",
            input: "a\u{2028}b\u{2029}c\u{85}d\u{0B}e\u{0C}f\n",
            lines: ["a\u{2028}b\u{2029}c\u{85}d\u{0B}e\u{0C}f"],
            original: ["a", "b", "c", "d", "e", "f"]),
        Case(
            name: "a byte order mark is not text", input: "\u{FEFF}data: a\n\u{FEFF}b\n",
            lines: ["data: a", "\u{FEFF}b"], original: ["\u{FEFF}data: a", "\u{FEFF}b"]),
    ]

    @Test(arguments: agreements + blankLines + departures)
    func `Every chunking gives the lines`(_ testCase: Case) async {
        let bytes = Array(testCase.input.utf8)
        for chunking in Chunking.all(for: bytes) {
            let source = ReadySource(chunking.chunks(of: bytes))
            let all = await source.allLines.collected()
            #expect(all.elements.map(\.scalars) == testCase.lines.map(\.scalars), "\(chunking)")
            #expect(all.error == nil)
            let some = await source.lines.collected()
            let expected = testCase.lines.filter { !$0.isEmpty }
            #expect(some.elements.map(\.scalars) == expected.map(\.scalars), "\(chunking)")
            #expect(some.error == nil)
        }
        let single = ReadySource(bytes)
        #expect(await single.allLines.collected().elements == testCase.lines)
        let some = await single.lines.collected().elements
        #expect(some == testCase.lines.filter { !$0.isEmpty })
    }

    @Test(arguments: departures)
    func `Each departure is one from the original`(_ testCase: Case) {
        #expect(testCase.original.map { $0 != testCase.lines } == true)
    }

    @Test func `What is no UTF-8 is repaired`() async {
        let source = ReadySource([[UInt8]([0x61, 0xFF, 0x0A, 0xE2, 0x82]), [0xAC, 0x0A]])
        #expect(await source.lines.collected().elements == ["a\u{FFFD}", "€"])
    }

    @Test func `a line beyond the limit ends the lines`() async {
        let bytes = Array("abcd\nefghi\nj\n".utf8)
        for chunking in Chunking.all(for: bytes) {
            let source = ReadySource(chunking.chunks(of: bytes))
            let lines = LineSequence(source, keepsBlankLines: true, maximumLineBytes: 4)
            let (elements, error) = await lines.collected()
            #expect(elements == ["abcd"], "\(chunking)")
            let expected = ServerSentEventError(.lineTooLong, byteOffset: 9)
            #expect(error as? ServerSentEventError == expected, "\(chunking)")
        }
    }

    @Test func `Lines before a failure of the source come first, one that it cut does not`() async {
        struct Torn: Error {}
        let source = ReadySource([ArraySlice("a\nb\nc".utf8)], failure: Torn())
        let (lines, error) = await source.allLines.collected()
        #expect(lines == ["a", "b"] && error is Torn)
    }

    @Test func `Hand-made accumulation over lines gives the decoder's events`() async throws {
        let source = ReadySource(
            Chunking.fixed(7).chunks(
                of: Array("event: e\ndata: a\ndata: b\n\n: c\n\ndata: d\n\ndata: e".utf8)))
        var accumulated: [ServerSentEvent] = []
        var type: String?
        var data: [String] = []
        for try await line in source.allLines {
            if line.isEmpty {
                if !data.isEmpty {
                    accumulated.append(
                        ServerSentEvent(event: type, data: data.joined(separator: "\n")))
                }
                (type, data) = (nil, [])
            } else if line.hasPrefix("event: ") {
                type = String(line.dropFirst(7))
            } else if line.hasPrefix("data: ") {
                data.append(String(line.dropFirst(6)))
            }
        }
        #expect(accumulated == (await source.serverSentEvents().collected().elements))
        #expect(accumulated.count == 2)
    }

    @Test func `The documentation has a row for each departure`() throws {
        let rows = try DropInDocumentation.cases(below: "Foundation's lines")
        #expect(rows == Self.departures.map(\.name) + ["a line beyond the limit ends the lines"])
    }
}

extension String {
    fileprivate var scalars: [UInt32] { unicodeScalars.map(\.value) }
}
