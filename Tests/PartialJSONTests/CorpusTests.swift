import PartialJSON
import TestSupport
import Testing

/// Every rule by itself: Tests/Corpus/partial-json*.md.
@Suite struct CorpusTests {
    static let cases =
        (try? Corpus.cases("partial-json") + Corpus.cases("partial-json-errors")) ?? []

    @Test func theCorpusIsRead() throws {
        #expect(try Corpus.cases("partial-json").count > 35)
        #expect(try Corpus.cases("partial-json-errors").count > 70)
    }

    @Test(arguments: cases)
    func itsFragmentsGiveTheTrace(_ testCase: CorpusCase) throws {
        let options = try ValueTracer.Options(#require(testCase["input"]).attributes)
        let trace = try testCase.trace.map(unescaped)
        let lines = ValueTracer.trace(of: testCase.fragments, options)
        #expect(isSame(lines, trace), "\(lines)")
    }

    @Test(arguments: cases)
    func everyChunkingEndsTheSame(_ testCase: CorpusCase) throws {
        let options = try ValueTracer.Options(#require(testCase["input"]).attributes)
        let last = try unescaped(#require(testCase.trace.last))
        for chunking in Chunking.all(for: testCase.input) {
            let chunks = chunking.chunks(of: testCase.input).map(Array.init)
            let lines = ValueTracer.trace(of: chunks, options).suffix(1)
            #expect(isSame(lines, [last]), "\(chunking): \(lines)")
        }
    }

    @Test(arguments: cases, GuardedBytes.Side.allCases)
    func nothingIsReadOutsideAFragment(_ testCase: CorpusCase, side: GuardedBytes.Side) throws {
        let options = try ValueTracer.Options(#require(testCase["input"]).attributes)
        let last = try unescaped(#require(testCase.trace.last))
        for chunking in Chunking.all(for: testCase.input) {
            var tracer = ValueTracer(options)
            for chunk in chunking.chunks(of: testCase.input) {
                let guarded = GuardedBytes(chunk, flush: side)
                tracer.feed(guarded.span)
            }
            #expect(isSame(tracer.finish().suffix(1), [last]), "\(chunking)")
        }
    }

    @Test func everyCodeHasACase() throws {
        let seen = Self.cases.compactMap(\.trace.last).joined(separator: "\n")
        for name in ValueTracer.codeNames.values where name != "outOfMemory" && name != "engine" {
            #expect(seen.contains("error \(name) "), "\(name)")
        }
    }

    /// Whether the lines are the same scalar by scalar, which `==` on strings does not ask.
    private func isSame(_ lines: some Sequence<String>, _ expected: [String]) -> Bool {
        lines.elementsEqual(expected) { $0.utf8.elementsEqual($1.utf8) }
    }

    /// A line of a trace, its `\u{…}` resolved; JSON text has no such escape.
    private func unescaped(_ line: String) throws -> String {
        var result = ""
        var rest = line[...]
        while let start = rest.firstRange(of: "\\u{") {
            let end = try #require(rest[start.upperBound...].firstIndex(of: "}"))
            let digits = rest[start.upperBound..<end]
            let scalar = try #require(UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init))
            result += rest[..<start.lowerBound]
            result.unicodeScalars.append(scalar)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
