import Foundation
import ServerSentEvents
import ServerSentEventsDropIn
import Synchronization
import TestSupport
import Testing

/// The sequences around the rules: `while:`, JSON, isolation, failures.
@Suite struct OpenAPISequenceTests {
    struct Torn: Error {}

    struct Item: Codable, Hashable, Sendable { var index: Int }

    static let isNotDone: @Sendable (ArraySlice<UInt8>) -> Bool = {
        $0 != ArraySlice("[DONE]".utf8)
    }

    static let bytes = Array(
        """
        event: e
        id: 1
        data: {"index":
        data: 1}

        data: {"index": 2}

        retry: 3

        data: [DONE]

        data: {"index": 4}


        """.utf8)

    @Test(arguments: Chunking.all(for: bytes))
    func `The predicate's event and what follows it are left out`(_ chunking: Chunking) async {
        let source = ReadySource(chunking.chunks(of: Self.bytes))
        let (events, error) = await source.asDecodedServerSentEvents(while: Self.isNotDone)
            .collected()
        #expect(error == nil)
        #expect(
            events == [
                .init(id: "1", event: "e", data: "{\"index\":\n1}"), .init(data: "{\"index\": 2}"),
                .init(retry: 3),
            ])
    }

    @Test func `A predicate is asked about data only, and not asked again after it said no`()
        async throws
    {
        let asked = Asked()
        let source = ReadySource([Self.bytes[...]])
        var iterator = source.asDecodedServerSentEvents(while: { data in
            asked.note(String(decoding: data, as: UTF8.self))
            return Self.isNotDone(data)
        }).makeAsyncIterator()
        while try await iterator.next() != nil {}
        #expect(try await iterator.next() == nil)
        #expect(asked.texts == ["{\"index\":\n1}", "{\"index\": 2}", "[DONE]"])
    }

    @Test func `JSON is decoded where there is data`() async {
        let source = ReadySource([Self.bytes[...]])
        let expected: [OpenAPIServerSentEventWithJSONData<Item>] = [
            .init(event: "e", data: Item(index: 1), id: "1"), .init(data: Item(index: 2)),
            .init(retry: 3),
        ]
        let some = await source.asDecodedServerSentEventsWithJSONData(
            of: Item.self, while: Self.isNotDone
        ).collected()
        #expect(some.elements == expected && some.error == nil)
        let all = await source.asDecodedServerSentEventsWithJSONData(of: Item.self).collected()
        #expect(all.elements == expected && all.error is DecodingError)
    }

    @Test func `A decoder of one's own is used`() async {
        struct Named: Decodable, Hashable, Sendable { var someName: Int }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let source = ReadySource([ArraySlice("data: {\"some_name\": 1}\n\n".utf8)])
        let events = await source.asDecodedServerSentEventsWithJSONData(
            of: Named.self, decoder: decoder
        ).collected()
        #expect(events.elements.map(\.data) == [Named(someName: 1)] && events.error == nil)
    }

    @Test func `Events before a failure of the source come first`() async {
        let source = ReadySource([Self.bytes[...]], failure: Torn())
        let (events, error) = await source.asDecodedServerSentEvents().collected()
        #expect(events.count == 5 && error is Torn)
    }

    @MainActor
    @Test func `The main actor is not left`() async {
        let source = ReadySource([Self.bytes[...]], home: MainActor.shared)
        let plain = await source.asDecodedServerSentEvents().collected(in: MainActor.shared)
        #expect(plain.elements.count == 5 && plain.error == nil)
        let json = await source.asDecodedServerSentEventsWithJSONData(
            of: Item.self, while: Self.isNotDone
        ).collected(in: MainActor.shared)
        #expect(json.elements.count == 3 && json.error == nil)
        let lines = await source.allLines.collected(in: MainActor.shared)
        #expect(lines.elements.count == 13 && lines.error == nil)
    }
}

/// What a predicate was asked about.
final class Asked: Sendable {
    private let state = Mutex<[String]>([])

    var texts: [String] { state.withLock { $0 } }

    func note(_ text: String) {
        state.withLock { $0.append(text) }
    }
}
