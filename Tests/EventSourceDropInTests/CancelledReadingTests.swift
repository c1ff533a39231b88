import EventSourceDropIn
import TestSupport
import Testing

/// A task that was cancelled is told so, and soon.
@Suite struct CancelledReadingTests {
    @Test func eventsStop() async {
        let bytes = [[UInt8]](repeating: Array("data: a\n\n".utf8), count: 2_000).flatMap(\.self)
        let events = await readCancelling(buffered(bytes).events, after: 100)
        #expect(events.error is CancellationError)
        #expect(events.count <= 101)
    }

    /// The stream was not through, so that its last block is no event.
    @Test func whatWasUnfinishedIsNoEvent() async {
        let bytes = Array("data: a\n\ndata: b\n".utf8)
        let events = await readCancelling(buffered(bytes).events, after: 1)
        #expect(events.error is CancellationError)
        #expect(events.count == 1)
    }
}
