import Harness
import Testing

/// Streams are cut where events and messages begin.
@Suite struct StreamInputTests {
    private static let message = "event: message_start\ndata: 1\n\nevent: ping\ndata: 2\n\n"

    @Test func eventsAndMessagesAreFound() {
        let input = StreamInput(name: "two", bytes: Array((Self.message + Self.message).utf8))
        #expect(input.events.count == 4)
        #expect(input.messages == [0..<2, 2..<4])
        #expect(input.events.last?.upperBound == input.bytes.count)
    }

    @Test func doneEndsAMessage() {
        let bytes = Array("data: 1\n\ndata: [DONE]\n\ndata: 2\n\ndata: [DONE]\n\n".utf8)
        #expect(StreamInput(name: "chat", bytes: bytes).messages == [0..<2, 2..<4])
    }

    @Test(arguments: Chunking.all + [.bytes(1), .bytes(7)])
    func chunksAreTheWholeStream(_ chunking: Chunking) {
        let input = StreamInput(name: "two", bytes: Array((Self.message + Self.message).utf8))
        let delivery = Delivery(input, by: chunking)
        #expect(delivery.chunks.flatMap { input.bytes[$0] } == input.bytes)
        #expect(delivery.messages.flatMap(\.self).flatMap { input.bytes[$0] } == input.bytes)
        #expect(Chunking("\(chunking)") == chunking)
    }

    @Test func aPrefixHasWholeMessages() {
        let input = StreamInput(name: "two", bytes: Array((Self.message + Self.message).utf8))
        let half = input.bytes.count / 2
        #expect(input.prefix(1).bytes.count == half)
        #expect(input.prefix(half).messages.count == 1)
        #expect(input.prefix(half + 1).messages.count == 2)
        #expect(input.prefix(0).messages.count == 2)
    }
}
