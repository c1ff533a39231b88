import ServerSentEvents
import TestSupport
import Testing

/// The standard, rule by rule: Tests/Corpus/server-sent-events*.md.
@Suite struct CorpusTests {
    static let cases =
        (try? Corpus.cases("server-sent-events") + Corpus.cases("server-sent-events-limits")) ?? []

    /// The input of a case, and the same with comments behind it: they change no trace, and with
    /// them the last events too have a vector register's worth of bytes after them.
    static func inputs(of testCase: CorpusCase) -> [[UInt8]] {
        let input = testCase.input
        let endsInLine = input.last.map { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard endsInLine == false else { return [input] }
        return [input, input + Array(String(repeating: ":\n", count: 40).utf8)]
    }

    @Test func theCorpusIsRead() throws {
        let rules = try Corpus.cases("server-sent-events")
        let limits = try Corpus.cases("server-sent-events-limits")
        #expect(Self.cases.count == rules.count + limits.count)
        #expect(rules.count > 90)
        #expect(limits.count > 15)
    }

    @Test(arguments: cases, ScanPath.available)
    func everyChunkingGivesTheTrace(_ testCase: CorpusCase, path: ScanPath) throws {
        let limits = ServerSentEventDecoder.Limits(
            attributes: try #require(testCase["input"]).attributes)
        for input in Self.inputs(of: testCase) {
            for chunking in Chunking.all(for: input) {
                for reading in EventTracer.Reading.allCases {
                    let trace = EventTracer.trace(
                        of: chunking.chunks(of: input), limits: limits, path: path,
                        reading: reading)
                    guard trace != testCase.trace else { continue }
                    Issue.record("\(chunking), \(reading): \(trace), expected \(testCase.trace)")
                    return
                }
            }
        }
    }

    @Test(arguments: cases, GuardedBytes.Side.allCases)
    func nothingIsReadOutsideAChunk(_ testCase: CorpusCase, side: GuardedBytes.Side) throws {
        let limits = ServerSentEventDecoder.Limits(
            attributes: try #require(testCase["input"]).attributes)
        for input in Self.inputs(of: testCase) {
            for chunking in Chunking.all(for: input) {
                for path in ScanPath.available {
                    var tracer = EventTracer(limits: limits, path: path, reading: .views)
                    for chunk in chunking.chunks(of: input) {
                        let guarded = GuardedBytes(chunk, flush: side)
                        tracer.feed(guarded.span)
                    }
                    #expect(tracer.finish() == testCase.trace, "\(chunking), \(path)")
                }
            }
        }
    }
}
