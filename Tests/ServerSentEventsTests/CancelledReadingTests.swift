import ServerSentEvents
import TestSupport
import Testing

/// A task that was cancelled is told so, and soon: a stream that ends for it must not look whole.
@Suite struct CancelledReadingTests {
    private static let event = Array("data: a\n\n".utf8)

    @Test(arguments: [0, 1, 100], [1, 7, 20_000])
    func whatIsBufferedIsNotDeliveredForLong(_ count: Int, _ eventsAChunk: Int) async {
        let chunk = [[UInt8]](repeating: Self.event, count: eventsAChunk).flatMap(\.self)
        let chunks = [[UInt8]](repeating: chunk, count: 20_000 / eventsAChunk)
        let events = await readCancelling(buffered(chunks).serverSentEvents(), after: count)
        #expect(events.error is CancellationError)
        #expect(events.count >= count && events.count <= (count == 0 ? 0 : count + 16))
        let least = min(count, 1)
        let batches = await readCancelling(
            buffered(chunks).serverSentEventBatches(), after: least)
        #expect(batches.error is CancellationError || eventsAChunk == 20_000)
        #expect(batches.count == least)
    }

    @Test func bytesAreNotReadForLongEither() async {
        let bytes = [[UInt8]](repeating: Self.event, count: 2_000).flatMap(\.self)
        let events = await readCancelling(buffered(bytes).serverSentEvents(), after: 100)
        #expect(events.error is CancellationError)
        #expect(events.count <= 101)
    }

    /// A source that ends, or throws, since its task was cancelled.
    @Test func theEndOfASourceIsNoEndOfTheStream() async {
        let (body, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        continuation.yield(Self.event)
        let (events, sent) = AsyncStream.makeStream(of: String.self)
        let reader = Task {
            for try await event in body.serverSentEvents() { sent.yield(event.data) }
        }
        for await data in events {
            #expect(data == "a")
            break
        }
        reader.cancel()
        await #expect(throws: CancellationError.self) { try await reader.value }
        continuation.finish()
    }

    @Test func anErrorOfTheSourceIsThrownAsItIs() async {
        let source = SequenceTests.Source(elements: [Self.event], fails: true)
        let one = await readCancelling(source.serverSentEvents(), after: 2)
        #expect(one.count == 1 && one.error is SequenceTests.Torn)
    }

    @Test func afterwardsTheIteratorIsOver() async throws {
        let chunks = [[UInt8]](repeating: Self.event, count: 100)
        let next = try await Task {
            var iterator = buffered(chunks).serverSentEvents().makeAsyncIterator()
            _ = try await iterator.next()
            cancelThisTask()
            while (try? await iterator.next()) != nil {}
            return try await iterator.next()
        }.value
        #expect(next == nil)
    }
}
