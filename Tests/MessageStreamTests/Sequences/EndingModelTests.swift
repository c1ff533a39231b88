import Foundation
import MessageStream
import TestSupport
import Testing

/// Every sequence of ten kinds of event up to a length, and one event more after the ending: one
/// ending, once.
///
/// An accumulator takes all 34,410 sequences of up to 6 events, by events and by views, and so does an
/// `AsyncSequence`. What must come of them say `EndingModel` and `SequenceModel`. Before the ending there is none, afterwards it stays,
/// and so does the message. What follows the first event after an ending is left out: it finds
/// everything as that one did. `MESSAGE_STREAM_DEPTH` sets another length.
struct EndingModelTests {
    private static let depth = ProcessInfo.processInfo.environment["MESSAGE_STREAM_DEPTH"].flatMap {
        Int($0)
    }

    /// Calls `body` with every sequence that begins with `steps`; returns how many there were.
    private static func explore(
        _ steps: [StreamStep] = [], upTo depth: Int, until isOver: ([StreamStep]) -> Bool,
        _ body: ([StreamStep]) async -> Void
    ) async -> Int {
        guard steps.count < depth, !isOver(steps.dropLast()) else { return 0 }
        var count = 0
        for step in StreamStep.allCases {
            let longer = steps + [step]
            await body(longer)
            count += 1
            count += await explore(longer, upTo: depth, until: isOver, body)
        }
        return count
    }

    @Test(arguments: Accumulated.Way.allCases)
    func `an accumulator has one ending, and what came before it`(
        _ way: Accumulated.Way
    ) async {
        var seen: Set<String> = []
        let count = await Self.explore(
            upTo: Self.depth ?? 6, until: { EndingModel($0).ending != nil }
        ) { steps in
            if let problem = Self.problem(with: steps, way, &seen) {
                Issue.record("\(steps.map(\.rawValue)): \(problem)")
            }
        }
        if Self.depth == nil { #expect(count == 34_410) }
        #expect(
            seen == [
                "anotherMessage", "blockStartedTwice", "complete", "completeByStopReason",
                "deltaAfterStop", "invalidJSON", "missingBlock", "missingMessageStart",
                "noMessage", "streamed", "truncated",
            ])
    }

    /// What is wrong with how `steps` end; nil if nothing is.
    private static func problem(
        with steps: [StreamStep], _ way: Accumulated.Way, _ seen: inout Set<String>
    ) -> String? {
        var decoder = MessageStreamDecoder()
        var accumulator = MessageAccumulator()
        var model = EndingModel()
        for step in steps {
            let before = accumulator.ending
            let bytes = step.bytes
            var input = bytes.span
            do throws(MessageStreamError) {
                while let view = try decoder.nextView(from: &input) {
                    switch way {
                    case .events: try accumulator.append(view.event())
                    case .views: try accumulator.append(view)
                    }
                }
            } catch {
                accumulator.fail(error)
            }
            if decoder.isDone { accumulator.finish() }
            model.take(step)
            if let before, accumulator.ending != before { return "another ending: \(step)" }
            if accumulator.ending?.code != model.ending {
                return "\(accumulator.ending?.code ?? "none"), not \(model)"
            }
            if accumulator.messageID != model.id {
                return "message \(accumulator.messageID ?? "none"), not \(model)"
            }
            if accumulator.message?.text != model.text {
                return "text \(accumulator.message?.text ?? "none"), not \(model)"
            }
        }
        model.finish()
        let ending = accumulator.finish()
        if ending.code != model.ending { return "\(ending.code), not \(model.ending ?? "none")" }
        if accumulator.finish(cancelled: true) != ending { return "cancelled after \(ending.code)" }
        accumulator.fail(MessageStreamError(.sourceFailed))
        if accumulator.ending != ending { return "failed after \(ending.code)" }
        if accumulator.message?.text != model.text { return "the text is lost" }
        seen.insert(ending.code)
        return nil
    }

    @Test func `a sequence ends once, and gives nothing afterwards`() async {
        var seen: Set<String?> = []
        let count = await Self.explore(
            upTo: Self.depth ?? 6, until: { EndingModel($0).ending != nil }
        ) { steps in
            let body = MessageStreamSequenceTests.Chunks(chunks: steps.map(\.bytes))
            var iterator = body.messageStreamEvents().makeAsyncIterator()
            var events = 0
            var errors: [String] = []
            // One more turn than there are steps, and two that must give nothing.
            for _ in 0..<steps.count + 3 {
                do {
                    if try await iterator.next() != nil { events += 1 }
                } catch {
                    errors.append((error as? MessageStreamError)?.codeName ?? "\(error)")
                }
            }
            let model = SequenceModel(steps)
            seen.insert(model.error)
            if events != model.events || errors != [model.error].compactMap(\.self) {
                Issue.record(
                    "\(steps.map(\.rawValue)): \(events) events, \(errors); not \(model)")
            }
        }
        if Self.depth == nil { #expect(count == 34_410) }
        #expect(
            seen == [
                nil, "anotherMessage", "blockStartedTwice", "deltaAfterStop", "invalidJSON",
                "missingBlock", "missingMessageStart", "noMessage", "streamed", "truncated",
            ])
    }
}

extension MessageAccumulator {
    /// The ID of the message; nil before its start.
    fileprivate var messageID: String? { message.flatMap { $0.id.isEmpty ? nil : $0.id } }
}

extension MessageStreamEnding {
    /// The name of the ending, or of its error's code.
    fileprivate var code: String {
        if case .failed(let error) = self { error.codeName } else { trace }
    }
}

extension MessageStreamError {
    fileprivate var codeName: String { trace.split(separator: " ").first.map(String.init) ?? "?" }
}
