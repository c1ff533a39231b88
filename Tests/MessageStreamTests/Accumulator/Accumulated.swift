import MessageStream
import PartialJSON
import TestSupport

/// What an accumulator made of a response body.
struct Accumulated: Sendable {
    var updates: [MessageUpdate] = []
    /// The number of events before each update, of those that made one.
    var eventNumbers: [Int] = []
    var ending = MessageStreamEnding.truncated
    var message: Message?
    var isUsageProvisional = true

    /// How events get into an accumulator; only `events` makes updates.
    enum Way: CaseIterable {
        case events, views
    }

    /// Decodes `body` in chunks and accumulates its events.
    ///
    /// As a program does that owns its loop: an error of the decoder ends the message too.
    init(
        _ body: [UInt8], _ chunking: Chunking = .whole, by way: Way = .events,
        limits: MessageAccumulator.Limits = .default, refusesAnomalies: Bool = false
    ) {
        var decoder = MessageStreamDecoder()
        var accumulator = MessageAccumulator(limits: limits, refusesAnomalies: refusesAnomalies)
        var eventNumber = 0
        do throws(MessageStreamError) {
            for chunk in chunking.chunks(of: body) {
                var input = chunk.span
                switch way {
                case .events:
                    while let event = try decoder.next(from: &input) {
                        eventNumber += 1
                        guard let update = try accumulator.append(event) else { continue }
                        updates.append(update)
                        eventNumbers.append(eventNumber)
                    }
                case .views:
                    while let view = try decoder.nextView(from: &input) {
                        try accumulator.append(view)
                    }
                }
            }
        } catch {
            accumulator.fail(error)
        }
        ending = accumulator.finish()
        message = accumulator.message
        isUsageProvisional = accumulator.isUsageProvisional
    }

    /// Accumulates events that are there already.
    init(_ events: [MessageStreamEvent]) {
        var accumulator = MessageAccumulator()
        do throws(MessageStreamError) {
            for event in events {
                if let update = try accumulator.append(event) { updates.append(update) }
            }
        } catch {
            accumulator.fail(error)
        }
        ending = accumulator.finish()
        message = accumulator.message
        isUsageProvisional = accumulator.isUsageProvisional
    }
}

extension MessageStreamError {
    /// The code's name and the block and event to blame, such as `missingBlock block 3 event 4`.
    var trace: String {
        let name = Self.codes.first { $0.code == code }?.name ?? "?"
        let block = blockIndex.map { " block \($0)" } ?? ""
        let event = eventNumber.map { " event \($0)" } ?? ""
        return name + block + event
    }

    private static let codes: [(name: String, code: Code)] = [
        ("framing", .framing), ("invalidJSON", .invalidJSON), ("malformedEvent", .malformedEvent),
        ("streamed", .streamed), ("truncated", .truncated), ("cancelled", .cancelled),
        ("noMessage", .noMessage), ("missingMessageStart", .missingMessageStart),
        ("missingBlock", .missingBlock), ("blockGap", .blockGap),
        ("blockStartedTwice", .blockStartedTwice), ("deltaAfterStop", .deltaAfterStop),
        ("tooManyBlocks", .tooManyBlocks), ("tooManyMembers", .tooManyMembers),
        ("messageTooLarge", .messageTooLarge), ("anomaly", .anomaly),
        ("anotherMessage", .anotherMessage),
    ]
}

extension MessageStreamEnding {
    /// The ending's name, and of an error what is to blame.
    var trace: String {
        switch self {
        case .complete: "complete"
        case .completeByStopReason: "completeByStopReason"
        case .truncated: "truncated"
        case .cancelled: "cancelled"
        case .failed(let error): "failed \(error.trace)"
        }
    }
}

extension JSONValue {
    /// The value that a JSON text in a test is.
    init(text: String) {
        do {
            try self.init(parsing: text)
        } catch {
            preconditionFailure("\(text): \(error)")
        }
    }
}
