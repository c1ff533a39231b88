import ServerSentEventsDropInNames
import TestSupport
import Testing

/// A file that no longer imports swift-openapi-runtime and spells its types.
@Suite struct NamesTests {
    typealias Body = ReadySource<ArraySlice<UInt8>>

    struct Item: Codable, Hashable, Sendable { var index: Int }

    private func events(_ event: ServerSentEvent) -> ReadySource<ServerSentEvent> {
        ReadySource([event])
    }

    @Test func `The types go by their old names`() async {
        let event = ServerSentEvent(id: "1", event: "e", data: "{\"index\": 1}", retry: 2)
        let encoded: ServerSentEventsSerializationSequence<ReadySource<ServerSentEvent>> =
            ReadySource([event]).asEncodedServerSentEvents()
        let body = Body(await encoded.collected().elements)
        let decoded:
            ServerSentEventsDeserializationSequence<
                ServerSentEventsLineDeserializationSequence<Body>
            > = body.asDecodedServerSentEvents()
        #expect(await decoded.collected().elements == [event])
        // begin
        let ping = ServerSentEvent(event: "ping", data: "{}")
        let bytes = events(ping).asEncodedServerSentEvents()
        // end
        #expect(await bytes.collected().elements == [ArraySlice("event: ping\ndata: {}\n\n".utf8)])
        let json = ServerSentEventWithJSONData(
            event: "e", data: Item(index: 1), id: "1", retry: 2)
        let values = body.asDecodedServerSentEventsWithJSONData(of: Item.self)
        #expect(await values.collected().elements == [json])
    }
}
