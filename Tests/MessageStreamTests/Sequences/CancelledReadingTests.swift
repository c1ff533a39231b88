import Foundation
import MessageStream
import TestSupport
import Testing

/// What a task is told that was cancelled while it read, and how soon it stops.
@Suite struct CancelledReadingTests {
    typealias Stream = MessageStreamSequenceTests

    /// How a base goes on after its chunks, which are there already.
    enum Rest: CaseIterable {
        /// As `AsyncStream`: nothing more while the task runs, the end once it is cancelled.
        case nothing
        /// As `URLSession`: an error of its own.
        case urlError
        /// As a transport that knows nothing of cancelling.
        case otherError
        case cancellationError
    }

    struct Other: Error {}

    struct Body: AsyncSequence, Sendable {
        var chunks: [[UInt8]]
        var rest: Rest

        func makeAsyncIterator() -> Iterator { Iterator(chunks: chunks[...], rest: rest) }

        struct Iterator: AsyncIteratorProtocol {
            var chunks: ArraySlice<[UInt8]>
            var rest: Rest

            mutating func next() async throws -> [UInt8]? {
                if let chunk = chunks.popFirst() { return chunk }
                cancelThisTask()
                switch rest {
                case .nothing: return nil
                case .urlError: throw URLError(.cancelled)
                case .otherError: throw Other()
                case .cancellationError: throw CancellationError()
                }
            }
        }
    }

    private static let begun = Array((Stream.start + Stream.text).utf8)
    private static let delta = Array(
        ("data: {\"type\":\"content_block_delta\",\"index\":0,"
            + "\"delta\":{\"type\":\"text_delta\",\"text\":\"t\"}}\n\n").utf8)
    private static let opening = Array(
        (Stream.start
            + "data: {\"type\":\"content_block_start\",\"index\":0,"
            + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n").utf8)

    /// What reading `sequence` throws; a task of its own, since it is cancelled.
    private static func failure<S: AsyncSequence & Sendable>(
        _ sequence: S
    ) async -> (any Error)? {
        await Task {
            do {
                for try await _ in sequence {}
                return nil as (any Error)?
            } catch {
                return error
            }
        }.value
    }

    @Test(arguments: Rest.allCases)
    func everyWayToReadIsToldThatItWasCancelled(_ rest: Rest) async throws {
        let body = Body(chunks: [Self.begun], rest: rest)
        let events = body.messageStreamEvents()
        let failures: [(any Error)?] = [
            await Self.failure(events), await Self.failure(events.text),
            await Self.failure(events.updates),
            await Self.failure(body.messageStreamEventBatches()),
            await Task { try await events.finalMessage() }.result.failure,
            await Task { try await events.finalText() }.result.failure,
            await Task { await events.outcome() }.value.error,
        ]
        for (way, failure) in failures.enumerated() {
            if rest == .cancellationError {
                #expect(failure is CancellationError, "way \(way)")
            } else {
                #expect((failure as? MessageStreamError)?.code == .cancelled, "way \(way)")
            }
        }
        let outcome = await Task { await events.outcome() }.value
        #expect(outcome.ending == .cancelled)
        #expect(outcome.message?.text == "你好，world")
        for way in [2, 4, 6] where rest != .cancellationError {
            let error = failures[way] as? MessageStreamError
            #expect(error?.partialMessage?.text == "你好，world")
        }
        #expect(
            "\(MessageStreamError(.cancelled))" == "reading stopped before the message ended")
    }

    @Test func aTaskThatWaitsForAnAsyncStreamIsToldSo() async throws {
        let (body, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        continuation.yield(Self.begun)
        let (pieces, sent) = AsyncStream.makeStream(of: String.self)
        let reader = Task {
            for try await piece in body.messageStreamEvents().text { sent.yield(piece) }
        }
        var seen: [String] = []
        for await piece in pieces {
            seen.append(piece)
            if seen.count == 2 { break }
        }
        reader.cancel()
        let error = await reader.result.failure as? MessageStreamError
        #expect(error?.code == .cancelled)
        _ = continuation
    }

    @Test(arguments: [1, 7, 20_000], [true, false])
    func whatIsBufferedIsNotDeliveredForLong(_ eventsAChunk: Int, _ asBatches: Bool) async throws {
        let chunk = [[UInt8]](repeating: Self.delta, count: eventsAChunk).flatMap(\.self)
        let chunks = [[UInt8]](repeating: chunk, count: 20_000 / eventsAChunk)
        let body = buffered([Self.opening] + chunks)
        let (count, error) =
            asBatches
            ? await readCancelling(body.messageStreamEventBatches(), after: 1)
            : await readCancelling(body.messageStreamEvents(), after: 100)
        #expect((error as? MessageStreamError)?.code == .cancelled)
        #expect(count <= (asBatches ? 1 : 116))
    }

    @Test func nothingIsReadForATaskThatIsCancelledAlready() async throws {
        let body = Body(chunks: [Self.begun], rest: .nothing)
        let outcome = await Task {
            cancelThisTask()
            return await body.messageStreamEvents().outcome()
        }.value
        #expect(outcome.ending == .cancelled)
        #expect(outcome.message == nil)
        let count = await Task {
            cancelThisTask()
            var count = 0
            do { for try await _ in body.messageStreamEvents() { count += 1 } } catch {}
            return count
        }.value
        #expect(count == 0)
    }

    /// A message that is whole is not called cut because the task was cancelled afterwards.
    @Test(arguments: [Stream.reason, Stream.reason + Stream.stop])
    func aWholeMessageStaysOne(_ end: String) async throws {
        let body = Body(chunks: [Self.begun + Array(end.utf8)], rest: .nothing)
        #expect(await Self.failure(body.messageStreamEvents()) == nil)
        #expect(await Self.failure(body.messageStreamEvents().updates) == nil)
        let outcome = await Task { await body.messageStreamEvents().outcome() }.value
        #expect(outcome.ending.isComplete)
        #expect(outcome.error == nil)
    }

    @Test func afterTheErrorTheIteratorIsOver() async throws {
        let body = Body(chunks: [Self.begun], rest: .nothing)
        let next = try await Task {
            var iterator = body.messageStreamEvents().makeAsyncIterator()
            while (try? await iterator.next()) != nil {}
            return try await iterator.next()
        }.value
        #expect(next == nil)
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
