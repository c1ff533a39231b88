import EventSourceDropIn
import ServerSentEvents
import TestSupport
import Testing

/// What mattt/EventSource's parser gives, read from its `EventSource.swift`, and that ours gives the
/// same, pushed and pulled.
@Suite struct EventRuleTests {
    typealias Event = EventSource.Event

    /// A stream, and its events by mattt/EventSource's rules.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var input: String
        var events: [Event]
        /// The rule in the original's source.
        var rule: String
        /// The data of WHATWG's events, where they are others.
        var standard: [String]?

        var testDescription: String { name }
    }

    static let differences: [Case] = [
        Case(
            name: "an event field makes an event", input: "event: ping\n\ndata: a\n\n",
            events: [Event(event: "ping", data: ""), Event(data: "a")],
            rule: "dispatchEvent(): isRetryOnly wants currentEventType == nil", standard: ["a"]),
        Case(
            name: "an id field makes an event", input: "id: 1\n\nid\n\ndata: a\n\n",
            events: [Event(id: "1", data: ""), Event(id: "", data: ""), Event(data: "a")],
            rule: "dispatchEvent(): isRetryOnly wants currentEventId == nil", standard: ["a"]),
        Case(
            name: "an empty event field is an empty event", input: "event:\ndata: a\n\n",
            events: [Event(event: "", data: "a")],
            rule: "handleLine(): currentEventType = fieldValue", standard: ["a"]),
        Case(
            name: "data lines without text before the first with text vanish",
            input: "data:\ndata\ndata: a\ndata:\ndata: b\n\ndata:\ndata:\n\n",
            events: [Event(data: "a\n\nb"), Event(data: "")],
            rule: "handleLine(): a line feed only if !currentData.isEmpty",
            standard: ["\n\na\n\nb", "\n"]),
        Case(
            name: "the end of the stream ends an event", input: "data: a\n\nid: 1\ndata: b",
            events: [Event(data: "a"), Event(id: "1", data: "b")],
            rule: "finish(): handleLine(\"\")", standard: ["a"]),
        Case(
            name: "a retry of 0 is none", input: "retry: 0\ndata: a\n\n",
            events: [Event(data: "a")], rule: "handleLine(): milliseconds > 0", standard: ["a"]),
    ]

    static let agreements: [Case] = [
        Case(name: "nothing", input: "", events: [], rule: "no line"),
        Case(
            name: "comments and blank lines", input: ":comment\n\n:another\r\n\r\n\n", events: [],
            rule: "dispatchEvent(): isRetryOnly"),
        Case(
            name: "lines end with CR, LF and CRLF",
            input: "data: 1\r\rdata: 2\n\ndata: 3\r\n\r\nid: e4\rdata: 4\r\revent: c\ndata: 5\n\n",
            events: [
                Event(data: "1"), Event(data: "2"), Event(data: "3"), Event(id: "e4", data: "4"),
                Event(event: "c", data: "5"),
            ], rule: "consume(): sawCR"),
        Case(
            name: "data lines are joined", input: "data: line1\n:c\ndata: line2\n\n",
            events: [Event(data: "line1\nline2")], rule: "handleLine(): currentData.append"),
        Case(
            name: "an id with U+0000 is none", input: "id: abc\0def\ndata: test\n\n",
            events: [Event(data: "test")], rule: "handleLine(): !fieldValue.contains"),
        Case(
            name: "an empty id is one", input: "id: 123\ndata: 1\n\nid: \ndata: 2\n\n",
            events: [Event(id: "123", data: "1"), Event(id: "", data: "2")],
            rule: "handleLine(): currentEventId = fieldValue"),
        Case(
            name: "a retry of digits belongs to its event",
            input: "retry: 5000\ndata: a\n\nretry: 1x\ndata: b\n\nretry:7000\n\ndata: c\n\n",
            events: [Event(data: "a", retry: 5000), Event(data: "b"), Event(data: "c")],
            rule: "handleLine(): Int(fieldValue); dispatchEvent(): currentRetry = nil"),
        Case(
            name: "a retry beyond the integers is none",
            input: "retry: 10000000000000000000000000\ndata: a\n\n", events: [Event(data: "a")],
            rule: "handleLine(): Int(fieldValue)"),
        Case(
            name: "fields without a colon are empty", input: "event\ndata\nid\nretry\n\n",
            events: [Event(id: "", event: "", data: "")], rule: "handleLine(): fieldValue = \"\""),
        Case(
            name: "one space is taken off",
            input: "data:value1\n\ndata: value2\n\ndata:  v \n\ndata:\tv\n\ndata:a:b\n\n",
            events: ["value1", "value2", " v ", "\tv", "a:b"].map { Event(data: $0) },
            rule: "handleLine(): fieldValue.removeFirst()"),
        Case(
            name: "unknown fields are skipped", input: "data test\nbogus\n: value\nDATA: x\n\n",
            events: [], rule: "handleLine(): default"),
        Case(
            name: "an empty data field is an event", input: "data\n\ndata:\n\n",
            events: [Event(data: ""), Event(data: "")], rule: "dispatchEvent(): isDataField"),
        Case(
            name: "the end of the stream ends no event that has nothing",
            input: "retry: 5\n: c\ndata:", events: [],
            rule: "finish(): !currentData.isEmpty || currentEventId != nil"),
        Case(
            name: "a CR at the end may be half of a blank line", input: "data:\r",
            events: [Event(data: "")], rule: "finish(): sawCR"),
        Case(
            name: "a byte order mark at the start is left out", input: "\u{FEFF}data: a\n\n",
            events: [Event(data: "a")], rule: "processLineBuffer(): prefix(3)"),
    ]

    /// Where the original is not followed: what it gives, and what ours gives.
    static let departures: [(case: Case, original: [Event])] = [
        (
            Case(
                name: "a byte order mark in another line is text",
                input: "data: a\n\u{FEFF}data: b\n\n", events: [Event(data: "a")],
                rule: "processLineBuffer() takes it off every line"),
            original: [Event(data: "a\nb")]
        ),
        (
            Case(
                name: "a colon before a combining mark is a colon", input: "data:\u{301}a\n\n",
                events: [Event(data: "\u{301}a")], rule: "firstIndex(of:) compares graphemes"),
            original: []
        ),
        (
            Case(
                name: "a space before a combining mark is a space", input: "data: \u{301}a\n\n",
                events: [Event(data: "\u{301}a")], rule: "hasPrefix() compares graphemes"),
            original: [Event(data: " \u{301}a")]
        ),
        (
            Case(
                name: "a retry with a sign is no number", input: "retry: +5\ndata: a\n\n",
                events: [Event(data: "a")], rule: "Int(fieldValue) takes signs"),
            original: [Event(data: "a", retry: 5)]
        ),
    ]

    @Test(arguments: differences + agreements + departures.map(\.case))
    func `Bytes pulled give the original's events`(_ testCase: Case) async {
        let (events, error) = await ReadySource(Array(testCase.input.utf8)).events.collected()
        #expect(events.map(\.fields) == testCase.events.map(\.fields) && error == nil)
    }

    @Test(arguments: differences + agreements + departures.map(\.case))
    func `Bytes pushed give the original's events`(_ testCase: Case) async {
        let bytes = Array(testCase.input.utf8)
        let parser = EventSource.Parser()
        for byte in bytes { await parser.consume(byte) }
        await parser.finish()
        #expect(await parser.allEvents.map(\.fields) == testCase.events.map(\.fields))
        for chunking in Chunking.all(for: bytes) {
            let parser = EventSource.Parser()
            for chunk in chunking.chunks(of: bytes) { await parser.consume(contentsOf: chunk) }
            await parser.finish()
            let events = await parser.allEvents
            #expect(events.map(\.fields) == testCase.events.map(\.fields), "\(chunking)")
        }
    }

    @Test(arguments: differences)
    func `Each difference is one from WHATWG`(_ testCase: Case) async {
        let (standard, error) = await ReadySource([Array(testCase.input.utf8)]).serverSentEvents()
            .collected()
        #expect(error == nil)
        #expect(standard.map(\.data) == testCase.standard)
        let asOriginal = standard.map {
            Event(id: $0.id, event: $0.event, data: $0.data, retry: $0.retry.map(Int.init))
        }
        #expect(asOriginal.map(\.fields) != testCase.events.map(\.fields))
    }

    @Test func `Each departure is one from the original`() {
        for (testCase, original) in Self.departures {
            #expect(testCase.events.map(\.fields) != original.map(\.fields), "\(testCase.name)")
        }
    }

    @Test func `The documentation has a row for each difference and departure`() throws {
        let rows = try DropInDocumentation.cases(below: "mattt/EventSource's rules")
        let others = ["an id counts at once", "a limit that is exceeded ends the events"]
        #expect(
            rows == Self.differences.map(\.name) + [others[0]]
                + Self.departures.map(\.case.name) + [others[1]])
    }
}

extension EventSource.Parser {
    /// The events that are complete, taken.
    var allEvents: [EventSource.Event] {
        get async {
            var events: [EventSource.Event] = []
            while let event = await getNextEvent() { events.append(event) }
            return events
        }
    }
}

extension EventSource.Event {
    /// The fields as Unicode scalars, by which texts are compared.
    var fields: [[UInt32]?] {
        let texts = [id, event, data].map { $0?.unicodeScalars.map(\.value) }
        return texts + [retry.map { "\($0)".unicodeScalars.map(\.value) }]
    }
}
