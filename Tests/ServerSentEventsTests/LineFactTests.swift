import ServerSentEvents
import TestSupport
import Testing

/// The facts of `sse/lines.jsonl` about where lines end.
///
/// A decoder shows no lines, so each stretch without CR and LF is given the name of a field: then a
/// line is a data line, and an empty one dispatches.
@Suite(.enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)))
struct LineFactTests {
    struct Fact: Decodable {
        var name: String
        var chunks: [FixtureValue]
        var lines: [String]

        enum CodingKeys: String, CodingKey {
            case name, lines
            case chunks = "chunks_base64"
        }
    }

    @Test(arguments: ScanPath.available)
    func linesEndWhereTheFactsSay(_ path: ScanPath) throws {
        let facts = try Conformance.jsonLines("sse/lines.jsonl", as: Fact.self)
        #expect(facts.count >= 39)
        for fact in facts {
            let given = try fact.chunks.flatMap { try #require($0.base64) }
            let input = Self.named(given)
            let expected = Self.trace(of: fact.lines)
            for chunking in Chunking.all(for: input) {
                let trace = EventTracer.trace(of: chunking.chunks(of: input), path: path)
                #expect(trace == expected, "\(fact.name), \(chunking)")
            }
        }
    }

    /// The bytes with "data: " before each stretch that holds neither CR nor LF.
    private static func named(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var inLine = false
        for byte in bytes {
            let endsLine = byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
            if !endsLine && !inLine { result += Array("data: ".utf8) }
            inLine = !endsLine
            result.append(byte)
        }
        return result
    }

    private static func trace(of lines: [String]) -> [String] {
        lines.split(separator: "", omittingEmptySubsequences: false).dropLast()
            .filter { !$0.isEmpty }
            .map { "event \"message\" data \(Corpus.quoted($0.joined(separator: "\n")))" } + ["end"]
    }
}
