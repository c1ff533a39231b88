import MessageStream
import Testing

@testable import MessageStreamReplay

/// How recordings are cut into events, and these into pieces.
struct RecordingTests {
    @Test(arguments: [
        ("", []),
        ("data: a\n\ndata: b\n\n", ["data: a\n\n", "data: b\n\n"]),
        ("data: a\r\n\r\ndata: b\r\n\r\n", ["data: a\r\n\r\n", "data: b\r\n\r\n"]),
        ("data: a\r\rdata: b\r\r", ["data: a\r\r", "data: b\r\r"]),
        (": x\n\ndata: a\n\n\n\ndata: b\n\n", [": x\n\ndata: a\n\n", "\n\ndata: b\n\n"]),
        ("data: a\n\ndata: b", ["data: a\n\n", "data: b"]),
        ("data: a\n\n: bye\n\n", ["data: a\n\n", ": bye\n\n"]),
        ("\u{FEFF}data: a\n\nevent: x\n\n", ["\u{FEFF}data: a\n\n", "event: x\n\n"]),
        ("data: a\ndata: b\n\n", ["data: a\ndata: b\n\n"]),
    ])
    func aRecordingIsCutBehindItsEvents(_ text: String, _ events: [String]) {
        let recording = ReplayRecording(name: "x", text: text)
        #expect(recording.events == events.map { Array($0.utf8) })
        #expect(recording.bytes == Array(text.utf8))
    }

    @Test func theDemoIsAWholeMessage() throws {
        let message = try ReplayRecording.demo.message()
        #expect(message.text.hasPrefix("你好！"))
        #expect(message.toolUses.map(\.name) == ["calculator"])
        #expect(message.content.count == 3)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 11, 12, 100])
    func piecesAreCutAcrossEvents(count: Int) {
        let events: [[UInt8]] = [[1, 2, 3], [], [4], [5, 6, 7, 8, 9, 10], [11]]
        let pieces = Array(Pieces(events, chunking: .bytes(count)))
        #expect(pieces.flatMap(\.bytes) == events.flatMap(\.self))
        #expect(pieces.dropLast().allSatisfy { $0.bytes.count == count })
        let owners = events.enumerated().flatMap { index, bytes in bytes.map { _ in index } }
        var end = 0
        for piece in pieces {
            end += piece.bytes.count
            #expect(piece.event == owners[end - 1])
        }
    }

    @Test func aPieceHasAtLeastAByte() {
        #expect(Array(Pieces([[1, 2]], chunking: .bytes(0))).count == 2)
        #expect(Array(Pieces([[1, 2]], chunking: .bytes(.min))).count == 2)
    }

    @Test(arguments: [
        "data: {\"type\":\"message_stop\"}\n\n", "event: message_stop\ndata: {}\n\n",
        "event:message_stop\r\ndata:{}\r\n\r\n",
    ])
    func aMessageStopIsFoundHoweverItIsWritten(_ stop: String) {
        let recording = ReplayRecording(name: "x", text: "data: a\n\n\(stop)data: b\n\n")
        let delivery = Delivery(recording, faults: [.withoutMessageStop])
        #expect(delivery.events == [Array("data: a\n\n".utf8)])
    }
}
