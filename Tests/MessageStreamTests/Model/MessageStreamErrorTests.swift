import MessageStream
import PartialJSON
import ServerSentEvents
import Testing

/// Errors as values: what they tell, and where.
struct MessageStreamErrorTests {
    @Test func aSentenceSaysWhatAndWhere() {
        var error = MessageStreamError(.truncated)
        #expect("\(error)" == "the stream ended before the message did")
        error.byteOffset = 2048
        error.eventNumber = 17
        error.blockIndex = 3
        #expect(
            "\(error)"
                == "the stream ended before the message did (block 3, event 17, byte 2048)")
    }

    @Test func aCopyIsAValueOfItsOwn() {
        let error = MessageStreamError(.framing, message: "m")
        var copy = error
        copy.framingError = ServerSentEventError(.lineTooLong, byteOffset: 1)
        copy.jsonError = nil
        copy.streamedError = StreamedError(text: "t")
        copy.partialMessage = Message(json: ["id": "m"])
        #expect(error.framingError == nil)
        #expect(error.streamedError == nil)
        #expect(error.partialMessage == nil)
        #expect(copy != error)
        #expect((copy.code, copy.message) == (.framing, "m"))
        #expect(copy.partialMessage?.id == "m")
        copy = error
        #expect(copy == error)
        #expect(copy.hashValue == error.hashValue)
    }
}
