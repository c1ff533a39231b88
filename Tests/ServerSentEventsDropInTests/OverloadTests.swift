import Foundation
import OpenAPIRuntimeStandIn
import ServerSentEventsDropIn
import TestSupport
import Testing

/// A file that imports both libraries: ours is taken, whatever arguments are given.
@Suite struct OverloadTests {
    struct Item: Codable, Hashable, Sendable { var index: Int }

    static let body = ReadySource([ArraySlice("data: {\"index\": 1}\n\n".utf8)])

    private func isOurs<Base>(_ events: OpenAPIServerSentEvents<Base>) async -> Bool {
        await events.collected().elements.map(\.data) == ["{\"index\": 1}"]
    }

    private func isOurs<Base>(
        _ events: OpenAPIServerSentEventsWithJSONData<Base, Item>
    ) async -> Bool {
        await events.collected().elements.map(\.data) == [Item(index: 1)]
    }

    // Each result has a type of its own, so that a call that took the other library's would not
    // compile where it is handed on.

    @Test func `Sequences that throw`() async {
        let body = Self.body
        let plain = body.asDecodedServerSentEvents()
        #expect(await isOurs(plain))
        let some = body.asDecodedServerSentEvents(while: { !$0.isEmpty })
        #expect(await isOurs(some))
        let trailing = body.asDecodedServerSentEvents { !$0.isEmpty }
        #expect(await isOurs(trailing))
        let json = body.asDecodedServerSentEventsWithJSONData(of: Item.self)
        #expect(await isOurs(json))
        let decoder = body.asDecodedServerSentEventsWithJSONData(
            of: Item.self, decoder: JSONDecoder())
        #expect(await isOurs(decoder))
        let someJSON = body.asDecodedServerSentEventsWithJSONData(
            of: Item.self, while: { !$0.isEmpty })
        #expect(await isOurs(someJSON))
        let all = body.asDecodedServerSentEventsWithJSONData(
            of: Item.self, decoder: JSONDecoder(), while: { !$0.isEmpty })
        #expect(await isOurs(all))
    }

    /// A sequence that does not throw. It can be read once.
    private var stream: AsyncStream<ArraySlice<UInt8>> {
        AsyncStream { continuation in
            continuation.yield(ArraySlice("data: {\"index\": 1}\n\n".utf8))
            continuation.finish()
        }
    }

    @Test func `Sequences that do not throw`() async {
        let plain = stream.asDecodedServerSentEvents()
        #expect(await isOurs(plain))
        let some = stream.asDecodedServerSentEvents(while: { !$0.isEmpty })
        #expect(await isOurs(some))
        let json = stream.asDecodedServerSentEventsWithJSONData(of: Item.self)
        #expect(await isOurs(json))
        let someJSON = stream.asDecodedServerSentEventsWithJSONData(
            of: Item.self, while: { !$0.isEmpty })
        #expect(await isOurs(someJSON))
    }

    @Test func `A type that is asked for is given`() async {
        let theirs: StandInSequence<ReadySource<ArraySlice<UInt8>>, ServerSentEvent> =
            Self.body.asDecodedServerSentEvents()
        #expect(await theirs.collected().elements.isEmpty)
    }

    @Test func `Each encodes its own events`() async {
        let ours = ReadySource([OpenAPIServerSentEvent(data: "a")]).asEncodedServerSentEvents()
        #expect(await ours.collected().elements == [ArraySlice("data: a\n\n".utf8)])
        let theirs = ReadySource([ServerSentEvent(data: "a")]).asEncodedServerSentEvents()
        #expect(await theirs.collected().elements.isEmpty)
    }

    @Test func `Lines are ours beside Foundation's`() async {
        let bytes = Array("a\n\nb".utf8)
        let throwing: LineSequence = ReadySource(bytes).lines
        #expect(await throwing.collected().elements == ["a", "b"])
        let lines = AsyncStream<UInt8> { continuation in
            for byte in bytes { continuation.yield(byte) }
            continuation.finish()
        }.lines
        #expect(await lines.collected().elements == ["a", "b"])
    }
}
