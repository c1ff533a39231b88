import MessageStream
import TestSupport
import Testing

/// A second loop over a base that can be read only once, and other streams that are joined late: the
/// sequences find what an accumulator finds, so that no text is lost without a word.
@Suite struct SecondLoopTests {
    typealias Stream = MessageStreamSequenceTests

    private static func delta(_ text: String, block index: Int = 0) -> String {
        "data: {\"type\":\"content_block_delta\",\"index\":\(index),"
            + "\"delta\":{\"type\":\"text_delta\",\"text\":\"\(text)\"}}\n\n"
    }

    private static func start(block index: Int) -> String {
        "data: {\"type\":\"content_block_start\",\"index\":\(index),"
            + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
    }

    private static func stop(block index: Int) -> String {
        "data: {\"type\":\"content_block_stop\",\"index\":\(index)}\n\n"
    }

    /// A base that can be read only once, an event a chunk.
    private static func once(_ events: [String]) -> AsyncStream<[UInt8]> {
        AsyncStream { continuation in
            for event in events { continuation.yield(Array(event.utf8)) }
            continuation.finish()
        }
    }

    /// The text that `sequence` gives, and what it throws then.
    private static func read(
        _ sequence: some AsyncSequence<String, any Error>
    ) async -> (text: String, error: MessageStreamError?) {
        var text = ""
        do {
            for try await piece in sequence { text += piece }
            return (text, nil)
        } catch {
            return (text, error as? MessageStreamError)
        }
    }

    @Test func aSecondLoopThatGoesOnInABlockIsToldSo() async throws {
        let body = Self.once([
            Stream.start, Self.start(block: 0), Self.delta("A"), Self.delta("B"), Self.delta("C"),
            Self.stop(block: 0), Stream.reason, Stream.stop,
        ])
        for try await text in body.messageStreamEvents().text {
            #expect(text == "A")
            break
        }
        let second = await Self.read(body.messageStreamEvents().text)
        #expect(second.text == "")
        #expect(second.error?.code == .missingBlock)
        #expect(second.error?.blockIndex == 0)
        #expect(second.error?.eventNumber == 1)
    }

    @Test func aSecondLoopThatGoesOnBetweenBlocksIsToldSo() async throws {
        let body = Self.once([
            Stream.start, Self.start(block: 0), Self.delta("A"), Self.stop(block: 0),
            Self.start(block: 1), Self.delta("C", block: 1), Self.stop(block: 1), Stream.reason,
            Stream.stop,
        ])
        for try await event in body.messageStreamEvents() where event.name == "content_block_stop" {
            break
        }
        let second = await Self.read(body.messageStreamEvents().text)
        #expect(second.text == "")
        #expect(second.error?.code == .blockGap)
    }

    /// The events, and the code that every sequence and the accumulator come to.
    static let streams: [(events: [String], code: MessageStreamError.Code?)] = [
        (
            [start(block: 0), delta("A"), stop(block: 0), Stream.reason, Stream.stop],
            .missingMessageStart
        ),
        ([start(block: 0), delta("A"), stop(block: 0), Stream.reason], .missingMessageStart),
        ([start(block: 0), delta("A"), "data: [DONE]\n\n"], .missingMessageStart),
        ([Stream.reason, Stream.stop], .missingMessageStart),
        ([Stream.stop], .missingMessageStart),
        ([Stream.reason], .missingMessageStart),
        ([delta("A"), Stream.reason, Stream.stop], .missingBlock),
        ([stop(block: 0), Stream.stop], .missingBlock),
        ([Stream.start, delta("A"), Stream.stop], .missingBlock),
        ([Stream.start, start(block: 1), Stream.stop], .blockGap),
        ([Stream.start, start(block: 0), start(block: 0), Stream.stop], .blockStartedTwice),
        ([Stream.start, start(block: 0), start(block: 2), Stream.stop], .blockGap),
        (
            [Stream.start, start(block: 0), stop(block: 0), delta("A"), Stream.stop],
            .deltaAfterStop
        ),
        (
            [
                Stream.start, start(block: 0), start(block: 1), stop(block: 1), delta("A"),
                delta("B", block: 1), Stream.stop,
            ], .deltaAfterStop
        ),
        ([Stream.start, start(block: 0), delta("A", block: 7), Stream.stop], .missingBlock),
        // Blocks that are open side by side, and stops that come twice, are none of these.
        (
            [
                Stream.start, start(block: 0), start(block: 1), start(block: 2), delta("A"),
                delta("B", block: 1), stop(block: 1), stop(block: 1), delta("C", block: 2),
                delta("D"), stop(block: 2), stop(block: 0), stop(block: 0), Stream.stop,
            ], nil
        ),
        ([Stream.start, start(block: 0), delta("A"), Stream.stop], nil),
    ]

    @Test(arguments: streams)
    func theSequencesCheckWhatTheAccumulatorChecks(
        _ stream: (events: [String], code: MessageStreamError.Code?)
    ) async throws {
        let body = Stream.Chunks(chunks: stream.events.map { Array($0.utf8) })
        let events = body.messageStreamEvents()
        var expected: MessageStreamError? = await events.outcome().error as? MessageStreamError
        #expect(expected?.code == stream.code)
        expected?.partialMessage = nil

        #expect(await Self.read(events.text).error == expected)
        var thrown: MessageStreamError?
        do {
            for try await _ in events {}
        } catch { thrown = error as? MessageStreamError }
        #expect(thrown == expected)
        thrown = nil
        do {
            for try await _ in body.messageStreamEventBatches() {}
        } catch { thrown = error as? MessageStreamError }
        #expect(thrown == expected)
        thrown = nil
        do {
            for try await _ in events.updates {}
        } catch { thrown = error as? MessageStreamError }
        thrown?.partialMessage = nil
        #expect(thrown == expected)
    }

    /// Blocks that came with the message have started and stopped.
    @Test func blocksOfTheStartCount() async throws {
        let whole = """
            data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant",\
            "model":"m","content":[{"type":"text","text":"A"}],"usage":{}}}


            """
        let goesOn = Stream.Chunks(
            chunks: [whole, Self.start(block: 1), Self.delta("B", block: 1), Stream.stop].map {
                Array($0.utf8)
            })
        #expect(await Self.read(goesOn.messageStreamEvents().text).error == nil)
        let repeats = Stream.Chunks(
            chunks: [whole, Self.start(block: 0), Stream.stop].map { Array($0.utf8) })
        #expect(
            await Self.read(repeats.messageStreamEvents().text).error?.code == .blockStartedTwice)
    }

    @Test func blocksAreCounted() async throws {
        let most = MessageAccumulator.Limits.default.maximumBlocks
        let starts = (0...most).map { Array(Self.start(block: $0).utf8) }
        let body = Stream.Chunks(chunks: [Array(Stream.start.utf8)] + starts)
        #expect(
            await Self.read(body.messageStreamEvents().text).error?.code == .tooManyBlocks)
    }
}
