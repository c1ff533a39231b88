import ServerSentEvents
import ServerSentEventsDropIn
import TestSupport
import Testing

/// What swift-openapi-runtime's decoder gives, read from its `ServerSentEventsDecoding.swift`, and that
/// ours gives the same.
@Suite struct OpenAPIRuleTests {
    /// A stream, and its events by swift-openapi-runtime's rules.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var input: String
        var events: [OpenAPIServerSentEvent]
        /// The rule in the original's source.
        var rule: String
        /// The data of WHATWG's events, where they are others.
        var standard: [String]?

        var testDescription: String { name }
    }

    static let differences: [Case] = [
        Case(
            name: "a block without data is an event",
            input: "retry: 5000\n\nid: 1\n\nevent: e\n\ndata: a\n\n",
            events: [.init(retry: 5000), .init(id: "1"), .init(event: "e"), .init(data: "a")],
            rule: "next(): an empty line emits the accumulated event", standard: ["a"]),
        Case(
            name: "a blank line alone is an event", input: "\n\ndata: a\n\n\n",
            events: [.init(), .init(), .init(data: "a"), .init()],
            rule: "next(): an empty line emits the accumulated event", standard: ["a"]),
        Case(
            name: "a comment with its blank line is an event", input: ": ping\n\ndata: a\n\n",
            events: [.init(), .init(data: "a")],
            rule: "next(): a comment is skipped, the empty line behind it is not",
            standard: ["a"]),
        Case(
            name: "a line without a colon is no field",
            input: "data\n\nevent\nid\ndata: a\ndata\n\n",
            events: [.init(), .init(data: "a")],
            rule: "next(): guard let value, nil without a colon", standard: ["", "a\n"]),
        Case(
            name: "an empty event field is an empty event", input: "event:\ndata: a\n\n",
            events: [.init(event: "", data: "a")], rule: "next(): event.event = value",
            standard: ["a"]),
        Case(
            name: "an id may contain U+0000", input: "id: a\0b\ndata: a\n\n",
            events: [.init(id: "a\0b", data: "a")], rule: "next(): event.id = value",
            standard: ["a"]),
    ]

    static let agreements: [Case] = [
        Case(
            name: "data lines are joined", input: "data: hello\ndata: world\n\ndata:x\ndata\n\n",
            events: [.init(data: "hello\nworld"), .init(data: "x")],
            rule: "next(): data.append(value), data.append(\"\\n\"), the last one stripped"),
        Case(
            name: "blank data lines count", input: "data:\ndata:\n\ndata:\n\n",
            events: [.init(data: "\n"), .init(data: "")], rule: "the same"),
        Case(
            name: "an event that is not ended is dropped", input: "data: a\n\nid: 1\ndata: b\n",
            events: [.init(data: "a")], rule: "receivedValue(nil): finished"),
        Case(
            name: "a line that is not ended is dropped", input: "data: a\n\ndata: b",
            events: [.init(data: "a")], rule: "receivedValue(nil): finished"),
        Case(
            name: "lines end with CR, LF and CRLF",
            input: "data: a\r\rdata: b\n\ndata: c\r\n\r\ndata: d\r\n\rdata: e\n\r\n",
            events: ["a", "b", "c", "d", "e"].map { .init(data: $0) },
            rule: "the lines' next(): .consumedCR discards a LF"),
        Case(
            name: "one space is taken off", input: "data:  a \nevent:e\n\n",
            events: [.init(event: "e", data: " a ")], rule: "next(): valueBytes.dropFirst()"),
        Case(
            name: "fields are the block's own", input: "id: 1\nevent: e\ndata: a\n\ndata: b\n\n",
            events: [.init(id: "1", event: "e", data: "a"), .init(data: "b")],
            rule: "next(): accumulatingEvent(.init())"),
        Case(
            name: "the last of a field counts",
            input: "id: 1\nid:\nevent: a\nevent: b\nretry: 1\nretry: 2\ndata: x\n\n",
            events: [.init(id: "", event: "b", data: "x", retry: 2)],
            rule: "next(): each assigns"),
        Case(
            name: "comments and unknown fields are skipped",
            input: ":c\ndata: a\n: data: b\nData: c\n data: d\ndata : e\nfoo: f\n\n",
            events: [.init(data: "a")], rule: "next(): default"),
        Case(
            name: "a retry that is no number is skipped",
            input: "retry: 1s\nretry:\nretry: 99999999999999999999\nretry: 0\ndata: a\n\n",
            events: [.init(data: "a", retry: 0)], rule: "next(): Int64(value)"),
        Case(
            name: "an empty stream has no events", input: "", events: [],
            rule: "receivedValue(nil): finished"),
    ]

    /// Where the original is not followed: what it gives, and what ours gives.
    static let departures: [(case: Case, original: [OpenAPIServerSentEvent])] = [
        (
            Case(
                name: "a byte order mark is left out", input: "\u{FEFF}data: a\n\n",
                events: [.init(data: "a")], rule: "the mark is part of the first field's name"),
            original: [.init()]
        ),
        (
            Case(
                name: "a retry with a sign is no number",
                input: "retry: -5\ndata: a\n\nretry: +5\ndata: b\n\n",
                events: [.init(data: "a"), .init(data: "b")], rule: "Int64(value) takes signs"),
            original: [.init(data: "a", retry: -5), .init(data: "b", retry: 5)]
        ),
    ]

    private func events(
        of bytes: [UInt8], _ chunking: Chunking
    ) async throws -> [OpenAPIServerSentEvent] {
        let source = ReadySource(chunking.chunks(of: bytes))
        let (events, error) = await source.asDecodedServerSentEvents().collected()
        if let error { throw error }
        return events
    }

    @Test(arguments: differences + agreements + departures.map(\.case))
    func `Every chunking gives the original's events`(_ testCase: Case) async throws {
        let bytes = Array(testCase.input.utf8)
        for chunking in Chunking.all(for: bytes) {
            let events = try await events(of: bytes, chunking)
            #expect(events.map(\.fields) == testCase.events.map(\.fields), "\(chunking)")
        }
    }

    @Test(arguments: differences)
    func `Each difference is one from WHATWG`(_ testCase: Case) async throws {
        let source = ReadySource([Array(testCase.input.utf8)])
        let (standard, error) = await source.serverSentEvents().collected()
        #expect(error == nil)
        #expect(standard.map(\.data) == testCase.standard)
        let asOriginal = standard.map {
            OpenAPIServerSentEvent(id: $0.id, event: $0.event, data: $0.data, retry: $0.retry)
        }
        #expect(asOriginal.map(\.fields) != testCase.events.map(\.fields))
    }

    @Test func `Each departure is one from the original`() {
        for (testCase, original) in Self.departures {
            #expect(testCase.events != original, "\(testCase.name)")
        }
    }

    @Test func `What is no UTF-8 is repaired line by line`() async throws {
        let bytes =
            Array("data: a".utf8) + [0xE2, 0x82] + Array("\ndata: ".utf8) + [0xAC, 0x0A, 0x0A]
        for chunking in Chunking.all(for: bytes) {
            let events = try await events(of: bytes, chunking)
            #expect(events.map(\.data) == ["a\u{FFFD}\n\u{FFFD}"], "\(chunking)")
        }
    }

    @Test func `The documentation has a row for each difference and departure`() throws {
        let rows = try DropInDocumentation.cases(below: "swift-openapi-runtime's rules")
        let names = Self.differences.map(\.name) + Self.departures.map(\.case.name)
        #expect(rows == names + ["a limit that is exceeded ends the events"])
    }

    @Test func `a limit that is exceeded ends the events`() async {
        let bytes = Array("data: a\n\ndata: bcde\n\ndata: f\n\n".utf8)
        let limits = ServerSentEventDecoder.Limits(maximumLineBytes: 8)
        for chunking in Chunking.all(for: bytes) {
            let source = ReadySource(chunking.chunks(of: bytes))
            let (events, error) = await source.asDecodedServerSentEvents().limited(to: limits)
                .collected()
            #expect(events == [.init(data: "a")], "\(chunking)")
            let expected = ServerSentEventError(.lineTooLong, byteOffset: 17)
            #expect(error as? ServerSentEventError == expected, "\(chunking)")
        }
    }
}

extension OpenAPIServerSentEvent {
    /// The fields as Unicode scalars, by which texts are compared.
    var fields: [[UInt32]?] {
        let texts = [id, event, data].map { $0?.unicodeScalars.map(\.value) }
        return texts + [retry.map { "\($0)".unicodeScalars.map(\.value) }]
    }
}
