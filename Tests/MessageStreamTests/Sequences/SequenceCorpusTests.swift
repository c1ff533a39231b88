import MessageStream
import TestSupport
import Testing

/// The cases of Tests/Corpus/messages*.md, read as sequences: those keep nothing of a message, and
/// yet must end as an accumulator does.
@Suite struct SequenceCorpusTests {
    @Test(arguments: try Corpus.messages())
    func aSequenceThrowsWhatItsOutcomeSays(_ testCase: CorpusCase) async throws {
        let bytes = testCase.messageStream
        for size in [7, bytes.count] where size > 0 {
            let chunks = Chunking.fixed(size).chunks(of: bytes).map(Array.init)
            let body = MessageStreamSequenceTests.Chunks(chunks: chunks)
            let outcome = await body.messageStreamEvents().outcome()
            var expected = outcome.error as? MessageStreamError
            expected?.partialMessage = nil
            var events: [MessageStreamEvent] = []
            #expect(
                await Self.error(of: {
                    for try await event in body.messageStreamEvents() { events.append(event) }
                }) == expected)
            #expect(
                await Self.error(of: { for try await _ in body.messageStreamEventBatches() {} })
                    == expected)
            #expect(
                await Self.error(of: { for try await _ in body.messageStreamEvents().text {} })
                    == expected)
            #expect(
                await Self.error(of: { for try await _ in body.messageStreamEvents().updates {} })
                    == expected)
            // What was handed out makes the same message.
            #expect(Accumulated(events).message?.content == outcome.message?.content)
        }
    }

    private static func error(
        of read: () async throws -> Void
    ) async -> MessageStreamError? {
        do {
            try await read()
            return nil
        } catch {
            var error = error as? MessageStreamError
            error?.partialMessage = nil
            return error
        }
    }
}
