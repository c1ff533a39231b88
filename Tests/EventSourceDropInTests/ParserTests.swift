import EventSourceDropIn
import Foundation
import ServerSentEvents
import TestSupport
import Testing

/// The parser between events, and the sequence around it.
@Suite struct ParserTests {
    struct Torn: Error {}

    private func parser(after text: String) async -> EventSource.Parser {
        let parser = EventSource.Parser()
        for byte in text.utf8 { await parser.consume(byte) }
        return parser
    }

    @Test(arguments: [
        ("", ""), ("id: 1", ""), ("id: 1\n", "1"), ("id: 1\r", "1"),
        ("id: 1\ndata: a\n\nid: 2\n", "2"),
        ("id: 1\n\nid: a\0\n", "1"), ("id: 1\ndata: a\n\nid\n", ""), ("id: 1\n\ndata: b\n\n", "1"),
    ])
    func `an id counts at once`(_ text: String, _ id: String) async throws {
        #expect(await parser(after: text).getLastEventId() == id)
        // WHATWG's moves with the blank line.
        var decoder = ServerSentEventDecoder()
        let bytes = Array("id: 1\n".utf8)
        var input = bytes.span
        #expect(try decoder.next(from: &input) == nil)
        #expect(decoder.lastEventID == "")
    }

    @Test(arguments: [
        ("", 3000), ("retry: 1234\n\n", 1234), ("retry: 1234\n", 1234),
        ("retry: invalid\n\n", 3000),
        ("retry: 7000\nretry: 0\n", 7000), ("retry: 7000\ndata: a\n\nretry: 5000\n\n", 5000),
        ("retry: 7000L\n", 3000), ("retry\n", 3000),
    ])
    func `The last retry counts, three seconds without one`(_ text: String, _ time: Int) async {
        let parser = await parser(after: text)
        #expect(await parser.getReconnectionTime() == time)
        await parser.finish()
        #expect(await parser.getReconnectionTime() == time)
    }

    @Test func `An event can be taken as soon as its blank line is there`() async {
        let parser = await parser(after: "data: a\n")
        #expect(await parser.getNextEvent() == nil)
        await parser.consume(UInt8(ascii: "\n"))
        #expect(await parser.getNextEvent() == .init(data: "a"))
        #expect(await parser.getNextEvent() == nil)
        await parser.consume(contentsOf: Array("data: b\n\ndata: c\n\ndata".utf8))
        #expect(await parser.getNextEvent() == .init(data: "b"))
        for byte in ": d\n\n".utf8 { await parser.consume(byte) }
        #expect(await parser.allEvents == [.init(data: "c"), .init(data: "d")])
    }

    @Test func `A finished parser takes the next stream, and keeps what a reconnection needs`()
        async
    {
        let parser = await parser(after: "id: 1\nretry: 5\ndata: a")
        await parser.finish()
        for byte in "\u{FEFF}data: b\n\n".utf8 { await parser.consume(byte) }
        #expect(await parser.allEvents == [.init(id: "1", data: "a", retry: 5), .init(data: "b")])
        #expect(await parser.getLastEventId() == "1")
        #expect(await parser.getReconnectionTime() == 5)
    }

    @Test func `A long line that is pushed byte by byte is one`() async {
        let text = String(repeating: "x", count: 40_000)
        let parser = await parser(after: "data: \(text)\n\n")
        #expect(await parser.getNextEvent() == .init(data: text))
    }

    @Test func `a limit that is exceeded ends the events`() async {
        let bytes = Array("data: a\n\ndata: bcde\n\ndata: f\n\n".utf8)
        let limits = ServerSentEventDecoder.Limits(maximumLineBytes: 8)
        let expected = ServerSentEventError(.lineTooLong, byteOffset: 17)
        let parser = EventSource.Parser(limits: limits)
        for byte in bytes { await parser.consume(byte) }
        await parser.finish()
        #expect(parser.error == expected)
        #expect(await parser.allEvents == [.init(data: "a")])
        let sequence = AsyncServerSentEventsSequence(base: ReadySource(bytes), limits: limits)
        let (events, error) = await sequence.collected()
        #expect(events == [.init(data: "a")])
        #expect(error as? ServerSentEventError == expected)
    }

    @Test func `Events before a failure of the source come first, one that it cut does not`() async
    {
        let source = ReadySource(Array("data: a\n\ndata: b\n".utf8), failure: Torn())
        let (events, error) = await source.events.collected()
        #expect(events == [.init(data: "a")] && error is Torn)
    }

    @Test func `An iterator that ended stays at its end`() async throws {
        var iterator = ReadySource(Array("data: a".utf8)).events.makeAsyncIterator()
        #expect(try await iterator.next() == .init(data: "a"))
        #expect(try await iterator.next() == nil)
        #expect(try await iterator.next() == nil)
    }

    @MainActor
    @Test func `The main actor is not left`() async {
        let source = ReadySource(Array("data: a\n\ndata: b".utf8), home: MainActor.shared)
        let (events, error) = await source.events.collected(in: MainActor.shared)
        #expect(events.map(\.data) == ["a", "b"] && error == nil)
    }

    @Test func `Tasks may share a parser`() async {
        let parser = EventSource.Parser()
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<100 { await parser.consume(contentsOf: Array("data: a\n\n".utf8)) }
                }
            }
        }
        #expect(await parser.allEvents.count == 800)
    }

    @Test func `An event is written and read as JSON with the original's keys`() throws {
        let event = SSE(id: "1", event: "e", data: "a", retry: 2)
        let json = try JSONEncoder().encode(event)
        #expect(try JSONDecoder().decode(SSE.self, from: json) == event)
        let text = Data(#"{"id": "1", "event": "e", "data": "a", "retry": 2}"#.utf8)
        #expect(try JSONDecoder().decode(SSE.self, from: text) == event)
    }

    /// `PARSER_RESULTS.tsv` has what mattt/EventSource gave, run, where that is not WHATWG's.
    @Test(.enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)))
    func `Inputs of other suites give what the original gave when it was run`() async throws {
        var observed: [String: String] = [:]
        for row in try Conformance.table("sse/PARSER_RESULTS.tsv")
        where row["parser"]?.hasPrefix("swift-mattt/EventSource@") == true {
            observed[row["case", default: ""]] = row["got (type,data pairs)"]
        }
        #expect(observed.count > 400)
        var compared = 0
        var different = 0
        for file in Conformance.files(in: "sse", withExtension: "jsonl") where file != "lines.jsonl"
        {
            for testCase in try Conformance.jsonLines("sse/\(file)") {
                let chunks = testCase["chunks_base64"]?.array?.compactMap(\.base64) ?? []
                let bytes = chunks.flatMap(\.self)
                let name = testCase["name"]?.string ?? ""
                // Rows are cut at 140 characters, and then are no JSON.
                guard !Self.isDeparture(bytes),
                    let expected = Self.pairs(observed[name], or: testCase)
                else { continue }
                let events = await ReadySource(bytes).events.collected().elements
                let got = events.map { event in
                    let type = event.event ?? ""
                    return [type.isEmpty ? "message" : type, event.data]
                }
                #expect(got == expected, "\(name)")
                compared += 1
                different += observed[name] == nil ? 0 : 1
            }
        }
        #expect(compared > 1000 && different > 250)
    }

    private static func pairs(_ row: String?, or testCase: FixtureValue) -> [[String]]? {
        if let row { return try? JSONDecoder().decode([[String]].self, from: Data(row.utf8)) }
        return testCase["expected"]?.array?.map {
            [$0["event"]?.string ?? "", $0["data"]?.string ?? ""]
        }
    }

    /// Whether the stream has what EventRuleTests lists as departures.
    private static func isDeparture(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
        var previous: Unicode.Scalar = "\n"
        for (index, scalar) in text.enumerated() {
            if scalar == "\u{FEFF}", index > 0, previous == "\n" || previous == "\r" { return true }
            let joins = scalar.properties.isGraphemeExtend || scalar == "\u{200D}"
            if joins, previous == ":" || previous == " " { return true }
            previous = scalar
        }
        return false
    }
}
