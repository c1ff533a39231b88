import ServerSentEventsDropIn
import TestSupport
import Testing

/// A task that was cancelled is told so, and soon, by every sequence.
@Suite struct CancelledReadingTests {
    private static let chunk = Array([UInt8]("data: {}\n\n".utf8))[...]

    @Test func eventsStop() async {
        let chunks = [ArraySlice<UInt8>](repeating: Self.chunk, count: 20_000)
        let events = await readCancelling(
            buffered(chunks).asDecodedServerSentEvents(), after: 100)
        #expect(events.error is CancellationError)
        #expect(events.count == 100)
        let decoded = await readCancelling(
            buffered(chunks).asDecodedServerSentEventsWithJSONData(of: [String: Int].self),
            after: 100)
        #expect(decoded.error is CancellationError)
        #expect(decoded.count == 100)
    }

    /// No line is made of the beginning that had come of one.
    @Test func linesStop() async {
        let chunks = [ArraySlice<UInt8>](repeating: Self.chunk, count: 20_000)
        let lines = await readCancelling(buffered(chunks).allLines, after: 100)
        #expect(lines.error is CancellationError)
        #expect(lines.count <= 102)
        let cut = await readCancelling(buffered([Array("a\nb".utf8)]).lines, after: 1)
        #expect(cut.error is CancellationError)
        #expect(cut.count == 1)
    }
}
