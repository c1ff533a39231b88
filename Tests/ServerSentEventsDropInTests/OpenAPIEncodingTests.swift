import ServerSentEvents
import ServerSentEventsDropIn
import TestSupport
import Testing

/// What swift-openapi-runtime's encoder writes, read from its `ServerSentEventsEncoding.swift`.
@Suite struct OpenAPIEncodingTests {
    struct Item: Codable, Hashable, Sendable {
        var path = "a/b"
        var index: Int
    }

    private func text(_ events: [OpenAPIServerSentEvent]) async throws -> [String] {
        let (chunks, error) = await ReadySource(events).asEncodedServerSentEvents().collected()
        if let error { throw error }
        return chunks.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        (OpenAPIServerSentEvent(data: "hello\nworld"), "data: hello\ndata: world\n\n"),
        (.init(retry: 5000), "retry: 5000\n\n"),
        (
            .init(id: "123", event: "e", data: "x", retry: 1),
            "id: 123\nevent: e\nretry: 1\ndata: x\n\n"
        ),
        (.init(), "\n"),
        (.init(id: "", event: "", data: ""), "id: \nevent: \ndata: \n\n"),
        (.init(data: "a\r\nb\rc\n"), "data: a\ndata: b\ndata: c\ndata: \n\n"),
        (.init(data: "ü\u{2028}"), "data: ü\u{2028}\n\n"),
    ])
    func `Bytes are the original's`(_ event: OpenAPIServerSentEvent, _ bytes: String) async throws {
        #expect(try await text([event, event]) == [bytes, bytes])
    }

    @Test(arguments: [
        (OpenAPIServerSentEvent(id: "a\nb"), 1),
        (OpenAPIServerSentEvent(event: "ab\r"), 2),
    ])
    func `A line ending in an id or event is refused`(
        _ event: OpenAPIServerSentEvent, place: Int
    ) async {
        await #expect(throws: ServerSentEventError(.lineEndingInField, byteOffset: UInt64(place))) {
            try await text([event])
        }
    }

    @Test func `What is encoded is decoded`() async {
        let events = [
            OpenAPIServerSentEvent(retry: 5000), .init(id: "1", event: "e", data: "a\nb"),
            .init(), .init(data: ""),
        ]
        let chunks = ReadySource(events).asEncodedServerSentEvents()
        let (decoded, error) = await chunks.asDecodedServerSentEvents().collected()
        #expect(decoded == events && error == nil)
    }

    @Test func `JSON is written with sorted keys and slashes as they are`() async {
        let events = [
            OpenAPIServerSentEventWithJSONData(event: "e", data: Item(index: 1), id: "1"),
            .init(retry: 2),
        ]
        let chunks = ReadySource(events).asEncodedServerSentEventsWithJSONData()
        let (bytes, error) = await chunks.collected()
        #expect(error == nil)
        #expect(
            bytes.map { String(decoding: $0, as: UTF8.self) } == [
                "id: 1\nevent: e\ndata: {\"index\":1,\"path\":\"a/b\"}\n\n", "retry: 2\n\n",
            ])
        let decoded = await chunks.asDecodedServerSentEventsWithJSONData(of: Item.self).collected()
        #expect(decoded.elements == events && decoded.error == nil)
    }
}
