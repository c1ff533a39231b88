import ServerSentEvents
import TestSupport
import Testing

/// What a decoder says between and after events.
@Suite struct DecoderStateTests {
    @Test func byteOffsetStandsBehindTheEvent() throws {
        var decoder = ServerSentEventDecoder()
        let bytes = Array("data: a\n\ndata: b\n\n: c".utf8)
        var input = bytes.span
        #expect(try decoder.next(from: &input)?.data == "a")
        #expect(decoder.byteOffset == 9)
        let left = input.count
        #expect(left == bytes.count - 9)
        #expect(try decoder.next(from: &input)?.data == "b")
        #expect(decoder.byteOffset == 18)
        #expect(try decoder.next(from: &input) == nil)
        #expect(decoder.byteOffset == UInt64(bytes.count))
        let leftAtLast = input.count
        #expect(leftAtLast == 0)
    }

    @Test func aViewSaysWhereItsDataBegan() throws {
        let bytes = Array("event: e\ndata: a\n\n: c\ndata:b\ndata: c\n\n".utf8)
        for chunking in Chunking.all(for: bytes) {
            var decoder = ServerSentEventDecoder()
            var offsets: [UInt64] = []
            for chunk in chunking.chunks(of: bytes) {
                var input = chunk.span
                while let view = try decoder.nextView(from: &input) {
                    offsets.append(view.dataOffset)
                }
            }
            #expect(offsets == [15, 27], "\(chunking)")
        }
    }

    @Test func finishKeepsWhatAReconnectionNeedsAndNothingElse() throws {
        var decoder = ServerSentEventDecoder()
        let first = Array("id: 1\nretry: 9\ndata: a\n\nid: 2\nevent: x\ndata: b\n".utf8)
        let second = Array("\u{FEFF}data: c\n\n".utf8)
        var input = first.span
        #expect(try decoder.next(from: &input)?.id == "1")
        #expect(try decoder.next(from: &input) == nil)
        decoder.finish()
        #expect(decoder.lastEventID == "1")
        #expect(decoder.reconnectionTime == 9)
        #expect(decoder.byteOffset == 0)
        input = second.span
        let event = try decoder.next(from: &input)
        #expect(event == ServerSentEvent(data: "c", lastEventID: "1"))
    }

    @Test func finishForgetsACRThatEndedTheStream() throws {
        var decoder = ServerSentEventDecoder()
        let first = Array("data: a\r".utf8)
        let second = Array("\ndata: b\n\n".utf8)
        var input = first.span
        #expect(try decoder.next(from: &input) == nil)
        decoder.finish()
        input = second.span
        #expect(try decoder.next(from: &input)?.data == "b")
    }

    @Test func anEventsTypeIsMessageWhereItHasNone() {
        #expect(ServerSentEvent(data: "a").type == "message")
        #expect(ServerSentEvent(event: "x", data: "a").type == "x")
    }

    @Test func eventsDifferByScalarsNotByAppearance() {
        let composed = ServerSentEvent(data: "\u{E9}")
        let decomposed = ServerSentEvent(data: "e\u{301}")
        #expect(composed != decomposed)
        #expect(composed == ServerSentEvent(data: "\u{E9}"))
        #expect(Set([composed, decomposed, composed]).count == 2)
    }

    @Test func anErrorSaysWhereItStands() {
        let error = ServerSentEventError(.lineTooLong, byteOffset: 67)
        #expect("\(error)" == "a line of the event stream is longer than the limit (byte 67)")
    }
}
