import ServerSentEvents
import TestSupport
import Testing

@Suite struct EncoderTests {
    private func decode(_ bytes: [UInt8]) throws -> [ServerSentEvent] {
        var decoder = ServerSentEventDecoder()
        var input = bytes.span
        var events: [ServerSentEvent] = []
        while let event = try decoder.next(from: &input) { events.append(event) }
        return events
    }

    @Test(arguments: [
        (ServerSentEvent(data: "a"), "data: a\n\n"),
        (ServerSentEvent(data: ""), "data:\n\n"),
        (ServerSentEvent(event: "ping", data: "{}"), "event: ping\ndata: {}\n\n"),
        (
            ServerSentEvent(event: "x", data: "a\nb", id: "1", retry: 0),
            "event: x\nid: 1\nretry: 0\ndata: a\ndata: b\n\n"
        ),
        (ServerSentEvent(data: "a", id: ""), "id:\ndata: a\n\n"),
    ])
    func bytesAreThoseOfTheFormat(_ event: ServerSentEvent, bytes: String) throws {
        let encoded = try ServerSentEventEncoder().encode(event)
        #expect(encoded == Array(bytes.utf8))
    }

    static let texts = [
        "a", " a", "  ", "", ":", ": a", "a\n", "\n", "\n\na\n", "data: a", "\u{FEFF}a", "\u{301}a",
        "a\0b", "\u{2028}", "\u{1F468}\u{200D}\u{1F469}", "e\u{301} \u{E9}",
    ]

    @Test(arguments: texts)
    func decodingGivesTheEventBack(_ text: String) throws {
        let isField = !text.contains("\n") && !text.contains("\0")
        let event = ServerSentEvent(
            event: isField && !text.isEmpty ? text : nil, data: text, id: isField ? text : "",
            retry: .max)
        var bytes: [UInt8] = []
        let encoder = ServerSentEventEncoder()
        encoder.appendComment(text, to: &bytes)
        try encoder.append(event, to: &bytes)
        encoder.appendComment(text, to: &bytes)
        try encoder.append(event, to: &bytes)
        #expect(try decode(bytes) == [event, event])
    }

    @Test(arguments: ["a\rb", "a\r\nb", "a\nb"])
    func everyLineEndingInDataComesBackAsLF(_ data: String) throws {
        let bytes = try ServerSentEventEncoder().encode(ServerSentEvent(data: data))
        #expect(try decode(bytes) == [ServerSentEvent(data: "a\nb")])
    }

    @Test func aCommentCannotSmuggleAnEventIn() throws {
        var bytes: [UInt8] = []
        ServerSentEventEncoder().appendComment("a\n\ndata: b\r\n\r\ndata: c\r\rdata: d", to: &bytes)
        #expect(try decode(bytes + Array("\n\n".utf8)).isEmpty)
    }

    @Test func dataCannotSmuggleAFieldIn() throws {
        let event = ServerSentEvent(data: "a\nid: 1\r\rretry: 1\r\nevent: x\n\n")
        let events = try decode(ServerSentEventEncoder().encode(event))
        #expect(events == [ServerSentEvent(data: "a\nid: 1\n\nretry: 1\nevent: x\n\n")])
    }

    static let refused: [(event: ServerSentEvent, error: ServerSentEventError)] = [
        (ServerSentEvent(event: "a\nb", data: ""), .init(.lineEndingInField, byteOffset: 1)),
        (ServerSentEvent(event: "\r", data: ""), .init(.lineEndingInField, byteOffset: 0)),
        (ServerSentEvent(data: "", id: "ab\r\n"), .init(.lineEndingInField, byteOffset: 2)),
        (ServerSentEvent(data: "", id: "\u{E9}\0"), .init(.nullInID, byteOffset: 2)),
        (ServerSentEvent(data: "", retry: -1), .init(.negativeRetry, byteOffset: 0)),
    ]

    @Test(arguments: refused)
    func whatNoDecoderWouldGiveBackIsRefused(
        _ event: ServerSentEvent, error: ServerSentEventError
    ) {
        let before = Array("data: before\n\n".utf8)
        var bytes = before
        #expect(throws: error) { try ServerSentEventEncoder().append(event, to: &bytes) }
        #expect(bytes == before)
    }

    @Test(arguments: CorpusTests.cases)
    func everyEventOfTheCorpusSurvivesTheRoundTrip(_ testCase: CorpusCase) throws {
        var events: [ServerSentEvent] = []
        var decoder = ServerSentEventDecoder()
        let input = testCase.input
        var rest = input.span
        while let event = try decoder.next(from: &rest) { events.append(event) }
        var bytes: [UInt8] = []
        for event in events { try ServerSentEventEncoder().append(event, to: &bytes) }
        var again = try decode(bytes)
        // An ID from a block without data is not in any event to encode.
        for index in again.indices where again[index].id == nil {
            again[index].lastEventID = events[index].lastEventID
        }
        #expect(again == events)
    }
}
