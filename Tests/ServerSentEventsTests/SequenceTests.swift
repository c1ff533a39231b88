import ServerSentEvents
import TestSupport
import Testing

/// The asynchronous spellings: the same events, in the caller's isolation, and errors in order.
@Suite struct SequenceTests {
    /// How a source fails. (Nested in one, it would become its associated type.)
    struct Torn: Error {}

    /// What a source throws when it is asked from another isolation than its `home`.
    struct Strayed: Error {}

    /// Gives elements one by one, then ends or fails.
    struct Source<Element: Sendable>: AsyncSequence, AsyncIteratorProtocol, Sendable {
        var elements: [Element]
        var fails = false
        var home: (any Actor)?
        var index = 0

        func makeAsyncIterator() -> Self { self }

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> Element? {
            if let home, home !== actor { throw Strayed() }
            guard index < elements.count else {
                if fails { throw Torn() }
                return nil
            }
            index += 1
            return elements[index - 1]
        }
    }

    static let bytes = Array(
        "id: 1\ndata: a\n\ndata: b\ndata: c\n\n: d\n\nevent: e\ndata\n\ndata: f\n".utf8)
    static let expected = [
        ServerSentEvent(data: "a", id: "1"), ServerSentEvent(data: "b\nc", lastEventID: "1"),
        ServerSentEvent(event: "e", data: "", lastEventID: "1"),
    ]

    private func collect<S: AsyncSequence>(
        _ sequence: S, in isolation: isolated (any Actor)? = #isolation
    ) async -> (events: [S.Element], error: (any Error)?) {
        var events: [S.Element] = []
        do {
            for try await event in sequence { events.append(event) }
            return (events, nil)
        } catch {
            return (events, error)
        }
    }

    @Test(arguments: Chunking.all(for: bytes))
    func chunksGiveTheEvents(_ chunking: Chunking) async {
        let source = Source(elements: chunking.chunks(of: Self.bytes))
        let one = await collect(source.serverSentEvents())
        #expect(one.events == Self.expected && one.error == nil)
        let batches = await collect(source.serverSentEventBatches())
        #expect(batches.events.flatMap(\.self) == Self.expected && batches.error == nil)
        #expect(!batches.events.contains { $0.isEmpty })
    }

    @Test func bytesGiveTheEvents() async {
        let result = await collect(Source(elements: Self.bytes).serverSentEvents())
        #expect(result.events == Self.expected && result.error == nil)
    }

    /// A collection of bytes without contiguous storage, its indices not from 0.
    struct Scattered: RandomAccessCollection, Sendable {
        let bytes: [UInt8]
        var startIndex: Int { 100 }
        var endIndex: Int { 100 + bytes.count }
        subscript(position: Int) -> UInt8 { bytes[position - 100] }
    }

    @Test(arguments: [Chunking.whole, .everyByte, .fixed(7)])
    func bytesThatDoNotLieTogetherGiveTheEvents(_ chunking: Chunking) async {
        let chunks = chunking.chunks(of: Self.bytes).map { Scattered(bytes: Array($0)) }
        let result = await collect(Source(elements: chunks).serverSentEvents())
        #expect(result.events == Self.expected && result.error == nil)
    }

    @Test func eventsBeforeAFailureOfTheSourceComeFirst() async {
        let chunks = Source(elements: [Self.bytes], fails: true)
        let one = await collect(chunks.serverSentEvents())
        #expect(one.events == Self.expected && one.error is Torn)
        let batches = await collect(chunks.serverSentEventBatches())
        #expect(batches.events == [Self.expected])
        #expect(batches.error is Torn)
        let single = await collect(Source(elements: Self.bytes, fails: true).serverSentEvents())
        #expect(single.events == Self.expected && single.error is Torn)
    }

    @Test func eventsBeforeABrokenLimitComeFirst() async {
        let limits = ServerSentEventDecoder.Limits(maximumLineBytes: 8)
        let bytes = Array("data: a\n\ndata: b\n\ndata: cde\n\ndata: f\n\n".utf8)
        let expected = ServerSentEventError(.lineTooLong, byteOffset: 26)
        for chunking in Chunking.all(for: bytes) {
            let source = Source(elements: chunking.chunks(of: bytes))
            let one = await collect(source.serverSentEvents(limits: limits))
            #expect(one.events.map(\.data) == ["a", "b"], "\(chunking)")
            #expect(one.error as? ServerSentEventError == expected, "\(chunking)")
            let batches = await collect(source.serverSentEventBatches(limits: limits))
            #expect(batches.events.flatMap(\.self).map(\.data) == ["a", "b"], "\(chunking)")
            #expect(batches.error as? ServerSentEventError == expected, "\(chunking)")
        }
        let single = await collect(Source(elements: bytes).serverSentEvents(limits: limits))
        #expect(single.events.map(\.data) == ["a", "b"])
        #expect(single.error as? ServerSentEventError == expected)
    }

    @Test func anIteratorThatEndedStaysAtItsEnd() async throws {
        var iterator = Source(elements: [Self.bytes]).serverSentEvents().makeAsyncIterator()
        while try await iterator.next() != nil {}
        #expect(try await iterator.next() == nil)
        var failing = Source(elements: [Self.bytes], fails: true).serverSentEventBatches()
            .makeAsyncIterator()
        _ = try await failing.next()
        await #expect(throws: Torn.self) { try await failing.next() }
        #expect(try await failing.next() == nil)
    }

    @Test func aSequenceCanBeIteratedAgain() async {
        let sequence = Source(elements: [Self.bytes]).serverSentEvents()
        for _ in 0..<2 {
            let result = await collect(sequence)
            #expect(result.events == Self.expected)
        }
    }

    @MainActor
    @Test func theMainActorIsNotLeft() async {
        let chunks = Source(elements: [Self.bytes], home: MainActor.shared)
        let one = await collect(chunks.serverSentEvents(), in: MainActor.shared)
        #expect(one.events == Self.expected && one.error == nil)
        let batches = await collect(chunks.serverSentEventBatches(), in: MainActor.shared)
        #expect(batches.events == [Self.expected] && batches.error == nil)
        let single = Source(elements: Self.bytes, home: MainActor.shared)
        let bytes = await collect(single.serverSentEvents(), in: MainActor.shared)
        #expect(bytes.events == Self.expected && bytes.error == nil)
    }

    actor Reader {
        func read(_ elements: [[UInt8]]) async throws -> [String] {
            let source = Source(elements: elements, home: self)
            var data: [String] = []
            for try await event in source.serverSentEvents() { data.append(event.data) }
            for try await events in source.serverSentEventBatches() { data += events.map(\.data) }
            return data
        }
    }

    @Test func anActorIsNotLeft() async throws {
        let data = try await Reader().read([Self.bytes])
        #expect(data == (Self.expected + Self.expected).map(\.data))
    }
}
