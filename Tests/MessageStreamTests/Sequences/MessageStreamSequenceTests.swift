import Foundation
import MessageStream
import ServerSentEvents
import TestSupport
import Testing

/// A stream as an AsyncSequence: when it ends, what it throws, where it runs.
@Suite struct MessageStreamSequenceTests {
    /// Chunks that are there already, and then an end, an error, or nothing for ever.
    struct Chunks<Chunk: Sendable>: AsyncSequence, Sendable {
        enum Ending: Sendable { case end, failure, silence }
        struct Reset: Error {}

        var chunks: [Chunk]
        var ending = Ending.end

        struct AsyncIterator: AsyncIteratorProtocol {
            var chunks: ArraySlice<Chunk>
            var ending: Ending

            mutating func next() async throws -> Chunk? {
                if let chunk = chunks.popFirst() { return chunk }
                switch ending {
                case .end: return nil
                case .failure: throw Reset()
                case .silence:
                    Issue.record("read on after the message was over")
                    return nil
                }
            }
        }

        func makeAsyncIterator() -> AsyncIterator {
            AsyncIterator(chunks: chunks[...], ending: ending)
        }
    }

    static let start = """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
        "model":"m","content":[],"stop_reason":null,"stop_sequence":null,\
        "usage":{"input_tokens":3,"output_tokens":1}}}


        """
    static let text = """
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"你好，"}}

        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"world"}}

        data: {"type":"content_block_stop","index":0}


        """
    static let reason = """
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":7}}


        """
    static let stop = "data: {\"type\":\"message_stop\"}\n\n"

    private func chunks(_ text: String..., size: Int = 7) -> Chunks<[UInt8]> {
        let bytes = Array(text.joined().utf8)
        return Chunks(chunks: Chunking.fixed(size).chunks(of: bytes).map(Array.init))
    }

    @Test(arguments: [1, 7, 64, 4096])
    func aWholeMessageIsCollected(_ size: Int) async throws {
        let body = chunks(Self.start, Self.text, Self.reason, Self.stop, size: size)
        let message = try await body.messageStreamEvents().finalMessage()
        #expect(message.id == "msg_1")
        #expect(message.text == "你好，world")
        #expect(message.stopReason == .endTurn)
        #expect(message.usage.outputTokens == 7)
        #expect(try await body.messageStreamEvents().finalText() == "你好，world")
        var pieces: [String] = []
        for try await piece in body.messageStreamEvents().text { pieces.append(piece) }
        #expect(pieces == ["你好，", "world"])
    }

    @Test func chunksOfEveryKindGiveTheSame() async throws {
        let bytes = Array((Self.start + Self.text + Self.reason + Self.stop).utf8)
        let arrays = Chunks(chunks: [bytes])
        let slices = Chunks(chunks: [bytes[..<100], bytes[100...]])
        let data = Chunks(chunks: [Data(bytes[..<50]), Data(bytes[50...])])
        let lazily = Chunks(chunks: [Repeated(bytes: bytes)])
        let single = Chunks(chunks: bytes)
        let expected = try await arrays.messageStreamEvents().finalMessage()
        #expect(expected.text == "你好，world")
        #expect(try await slices.messageStreamEvents().finalMessage() == expected)
        #expect(try await data.messageStreamEvents().finalMessage() == expected)
        #expect(try await lazily.messageStreamEvents().finalMessage() == expected)
        #expect(try await single.messageStreamEvents().finalMessage() == expected)
    }

    /// Bytes that do not lie together in memory.
    struct Repeated: Collection, Sendable {
        var bytes: [UInt8]
        var startIndex: Int { 0 }
        var endIndex: Int { bytes.count }
        subscript(position: Int) -> UInt8 { bytes[position] }
        func index(after index: Int) -> Int { index + 1 }
    }

    @Test func readingStopsAtMessageStop() async throws {
        var body = chunks(Self.start, Self.text, Self.reason, Self.stop, size: 4096)
        body.ending = .silence
        #expect(try await body.messageStreamEvents().finalText() == "你好，world")
    }

    @Test func readingStopsAtDone() async throws {
        var body = chunks(
            Self.start, Self.text, Self.reason, "data: [DONE]\n\n", Self.stop, size: 4096)
        body.ending = .silence
        let outcome = await body.messageStreamEvents().outcome()
        #expect(outcome.ending == .completeByStopReason)
        #expect(outcome.message?.text == "你好，world")
    }

    @Test func aStopReasonWithoutMessageStopIsComplete() async throws {
        let outcome = await chunks(Self.start, Self.text, Self.reason).messageStreamEvents()
            .outcome()
        #expect(outcome.ending == .completeByStopReason)
        #expect(outcome.error == nil)
    }

    @Test func aCutStreamIsNeverASuccess() async throws {
        let whole = Array((Self.start + Self.text).utf8)
        for count in stride(from: 0, through: whole.count, by: 11) {
            let body = Chunks(chunks: [Array(whole[..<count])])
            let outcome = await body.messageStreamEvents().outcome()
            let error = try #require(outcome.error as? MessageStreamError)
            #expect(error.code == .truncated || error.code == .noMessage)
            #expect(error.partialMessage == outcome.message)
            await #expect(throws: MessageStreamError.self) {
                for try await _ in body.messageStreamEvents() {}
            }
        }
    }

    @Test func anErrorEventIsThrownWithTheMessageSoFar() async throws {
        let error =
            #"data: {"type":"error","error":{"type":"overloaded_error","message":"Full"}}"# + "\n\n"
        let body = chunks(Self.start, Self.text, error, "data: [DONE]\n\n")
        let outcome = await body.messageStreamEvents().outcome()
        let thrown = try #require(outcome.error as? MessageStreamError)
        #expect(thrown.code == .streamed)
        #expect(thrown.message == "the API sent an error: overloaded_error: Full")
        await #expect {
            for try await _ in body.messageStreamEvents() {}
        } throws: { single in
            guard var single = single as? MessageStreamError else { return false }
            single.partialMessage = thrown.partialMessage
            return single == thrown
        }
        #expect(thrown.streamedError?.type == .overloaded)
        #expect(thrown.partialMessage?.text == "你好，world")
        #expect(outcome.ending == .failed(thrown))
    }

    @Test(arguments: ["", ": a comment\n\n", "data: {\"type\":\"ping\"}\n\n"])
    func aStreamWithoutAnythingOfAMessageHasNone(_ text: String) async throws {
        let outcome = await chunks(text).messageStreamEvents().outcome()
        let error = try #require(outcome.error as? MessageStreamError)
        #expect(error.code == .noMessage)
        #expect(outcome.message == nil)
        await #expect {
            for try await _ in self.chunks(text).messageStreamEvents() {}
        } throws: { ($0 as? MessageStreamError)?.code == .noMessage }
    }

    @Test func aBrokenEventIsThrownWithTheMessageSoFar() async throws {
        for broken in ["data: {\n\n", "data: {\"type\":\"content_block_stop\"}\n\n"] {
            let body = chunks(Self.start, Self.text, broken, Self.stop, size: 4096)
            let outcome = await body.messageStreamEvents().outcome()
            let error = try #require(outcome.error as? MessageStreamError)
            #expect(error.code == .invalidJSON || error.code == .malformedEvent)
            #expect(error.eventNumber == 6)
            #expect(error.partialMessage?.text == "你好，world")
            #expect(outcome.ending == .failed(error))
        }
    }

    @Test func anErrorOfTheSourceIsThrownAsItIs() async throws {
        var body = chunks(Self.start, Self.text)
        body.ending = .failure
        let outcome = await body.messageStreamEvents().outcome()
        #expect(outcome.error is Chunks<[UInt8]>.Reset)
        #expect(outcome.message?.text == "你好，world")
        #expect(!outcome.ending.isComplete)
        let events = body.messageStreamEvents()
        await #expect(throws: Chunks<[UInt8]>.Reset.self) { for try await _ in events {} }
    }

    @Test func afterAnErrorAnIteratorIsOver() async throws {
        let body = chunks(Self.start, "data: {\n\n", Self.text, size: 4096)
        var iterator = body.messageStreamEvents().makeAsyncIterator()
        #expect(try await iterator.next()?.name == "message_start")
        await #expect(throws: MessageStreamError.self) { _ = try await iterator.next() }
        #expect(try await iterator.next() == nil)
    }

    @Test(arguments: [1, 7, 64, 4096])
    func batchesHoldTheEventsInOrder(_ size: Int) async throws {
        let body = chunks(Self.start, Self.text, Self.reason, Self.stop, size: size)
        var batched: [MessageStreamEvent] = []
        for try await events in body.messageStreamEventBatches() {
            #expect(!events.isEmpty)
            batched += events
        }
        var single: [MessageStreamEvent] = []
        for try await event in body.messageStreamEvents() { single.append(event) }
        #expect(batched == single)
        #expect(batched.count == 7)
    }

    @Test func batchesEndAsSingleEventsDo() async throws {
        let error = "data: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"}}\n\n"
        for last in ["", error, "data: {\n\n"] {
            let body = chunks(Self.start, Self.text, last, size: 4096)
            var count = 0
            await #expect(throws: MessageStreamError.self) {
                for try await events in body.messageStreamEventBatches() { count += events.count }
            }
            #expect(count == 5)
        }
    }

    @Test func updatesCarrySnapshots() async throws {
        let body = chunks(Self.start, Self.text, Self.reason, Self.stop)
        var snapshots: [String] = []
        for try await update in body.messageStreamEvents().updates {
            if case .text(0, _, let snapshot) = update { snapshots.append(snapshot) }
        }
        #expect(snapshots == ["你好，", "你好，world"])
    }

    @Test @MainActor func eventsStayOnTheMainActor() async throws {
        var count = 0
        let body = chunks(Self.start, Self.text, Self.reason, Self.stop)
        for try await _ in body.messageStreamEvents() {
            MainActor.assertIsolated()
            count += 1
        }
        #expect(count == 7)
    }

    @Test func eventsStayOnAnActor() async throws {
        let body = chunks(Self.start, Self.text, Self.reason, Self.stop)
        #expect(try await Counter().count(body) == 7)
    }

    actor Counter {
        func count(_ body: Chunks<[UInt8]>) async throws -> Int {
            var count = 0
            for try await _ in body.messageStreamEvents() { count += 1 }
            let message = try await body.messageStreamEvents().finalMessage()
            #expect(message.text == "你好，world")
            return count
        }
    }
}
