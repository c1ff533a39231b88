import ServerSentEvents
import TestSupport
import Testing

/// Hostile input: see also Tests/Corpus/server-sent-events-limits.md.
@Suite struct LimitTests {
    typealias Limits = ServerSentEventDecoder.Limits

    @Test func aFailedDecoderKeepsFailingWithTheSameError() {
        var decoder = ServerSentEventDecoder(limits: Limits(maximumLineBytes: 8))
        let bytes = Array("data: abcdefgh\n\ndata: a\n\n".utf8)
        let expected = ServerSentEventError(.lineTooLong, byteOffset: 8)
        for _ in 0..<3 {
            var input = bytes.span
            #expect(throws: expected) { try decoder.next(from: &input) }
            #expect(throws: expected) { _ = try decoder.nextView(from: &input)?.retry }
            #expect(decoder.byteOffset == 8)
        }
    }

    @Test func aFailedDecoderStillKnowsWhereToTakeTheStreamUp() throws {
        var decoder = ServerSentEventDecoder(limits: Limits(maximumLineBytes: 16))
        let bytes = Array("id: 7\nretry: 5\ndata: a\n\nid: 8\ndata: 0123456789abcdef\n\n".utf8)
        var input = bytes.span
        #expect(try decoder.next(from: &input)?.data == "a")
        #expect(throws: ServerSentEventError.self) { try decoder.next(from: &input) }
        #expect(decoder.lastEventID == "7")
        #expect(decoder.reconnectionTime == 5)
    }

    @Test func finishMakesAFailedDecoderGoodForANewStream() throws {
        var decoder = ServerSentEventDecoder(limits: Limits(maximumLineBytes: 8))
        let long = Array("data: abc".utf8)
        let short = Array("\u{FEFF}data: a\n\n".utf8)
        var input = long.span
        #expect(throws: ServerSentEventError.self) { try decoder.next(from: &input) }
        decoder.finish()
        input = short.span
        #expect(try decoder.next(from: &input)?.data == "a")
        #expect(decoder.byteOffset == 12)
    }

    @Test func limitsBelowOneAreOne() {
        let limits = Limits(maximumLineBytes: 0, maximumEventBytes: -1)
        #expect(limits == Limits(maximumLineBytes: 1, maximumEventBytes: 1))
    }

    @Test(arguments: ["data: ", ": ", "", "event: ", "id: ", "retry: ", "data"])
    func anEndlessLineFailsAtTheLimitAndTakesNoMoreMemoryThanIt(_ beginning: String) {
        let limit = 1 << 16
        var decoder = ServerSentEventDecoder(limits: Limits(maximumLineBytes: limit))
        let first = Array(beginning.utf8)
        let more = [UInt8](repeating: UInt8(ascii: "0"), count: 1000)
        var failure: ServerSentEventError?
        var most = 0
        for index in 0..<100 where failure == nil {
            var input = index == 0 ? first.span : more.span
            do {
                let event = try decoder.next(from: &input)
                #expect(event == nil)
            } catch {
                failure = error
            }
            most = max(most, decoder.ownedHeapBytes)
        }
        #expect(failure == ServerSentEventError(.lineTooLong, byteOffset: UInt64(limit)))
        #expect(most <= 2 * limit)
    }

    @Test(arguments: [": comment\n", "x: unknown\n", "\n", "retry: 1\n", "event: e\n", "id: 1\n"])
    func endlessHarmlessLinesTakeNoMemory(_ line: String) throws {
        var decoder = ServerSentEventDecoder(
            limits: Limits(maximumLineBytes: 16, maximumEventBytes: 16))
        let bytes = Array(String(repeating: line, count: 1000).utf8)
        for chunking in [Chunking.whole, .everyByte, .fixed(7)] {
            for chunk in chunking.chunks(of: bytes) {
                var input = chunk.span
                #expect(try decoder.next(from: &input) == nil)
                #expect(decoder.ownedHeapBytes <= 2048)
            }
        }
    }

    @Test func endlessDataLinesTakeNoMoreMemoryThanTheLimit() {
        let limit = 1 << 16
        var decoder = ServerSentEventDecoder(limits: Limits(maximumEventBytes: limit))
        let line = Array("data: 0123456789\n".utf8)
        var failure: ServerSentEventError?
        var most = 0
        while failure == nil, decoder.byteOffset < 1 << 20 {
            var input = line.span
            do {
                let event = try decoder.next(from: &input)
                #expect(event == nil)
            } catch {
                failure = error
            }
            most = max(most, decoder.ownedHeapBytes)
        }
        // n lines join to 11 n - 1 bytes; the first n for which that is over the limit fails.
        let lines = UInt64((limit + 1) / 11)
        #expect(failure == ServerSentEventError(.eventTooLarge, byteOffset: 17 * lines))
        #expect(most <= 4 * limit)
    }

    @Test func aToolInputOfAMegabytePassesTheDefaults() throws {
        let text = String(repeating: "0123456789abcdef", count: 1 << 16)
        let bytes = Array("data: \(text)\n\n".utf8)
        for chunking in [Chunking.whole, .fixed(1 << 14), .fixed(1 << 14 + 1)] {
            var decoder = ServerSentEventDecoder()
            var events: [ServerSentEvent] = []
            for chunk in chunking.chunks(of: bytes) {
                var input = chunk.span
                while let event = try decoder.next(from: &input) { events.append(event) }
            }
            #expect(events.map(\.data) == [text])
        }
    }
}
