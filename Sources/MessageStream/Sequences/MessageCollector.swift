public import ServerSentEvents

/// Decodes the chunks of one message straight into an accumulator, without an event in between.
@usableFromInline
struct MessageCollector: ~Copyable {
    private var decoder: MessageStreamDecoder
    private var accumulator: MessageAccumulator
    private var isDone = false

    @usableFromInline
    init(stream: ServerSentEventDecoder.Limits, message: MessageAccumulator.Limits) {
        decoder = MessageStreamDecoder(limits: stream)
        accumulator = MessageAccumulator(limits: message)
    }

    /// Nothing more is to be read: the message has ended, one way or another.
    @usableFromInline
    var isOver: Bool { isDone || accumulator.ending != nil }

    /// Takes in the events of `input`, until the message is over.
    @usableFromInline
    @_lifetime(input: copy input)
    mutating func read(_ input: inout Span<UInt8>) {
        do throws(MessageStreamError) {
            while !isOver, let view = try decoder.nextView(of: &input, untilDone: &isDone) {
                try accumulator.append(view)
            }
        } catch {
            accumulator.fail(error)
        }
    }

    /// What became of the message, of which nothing more will be read.
    @usableFromInline
    mutating func end() -> MessageStreamOutcome {
        let ending = accumulator.finish()
        let code: MessageStreamError.Code
        switch ending {
        case .complete, .completeByStopReason:
            return MessageStreamOutcome(accumulator, error: nil)
        case .failed(let error) where error.code != .noMessage:
            return MessageStreamOutcome(accumulator, error: error)
        case .failed: code = .noMessage
        case .truncated: code = .truncated
        case .cancelled: code = .cancelled
        }
        var error = MessageStreamError(code)
        error.byteOffset = decoder.byteOffset
        error.partialMessage = accumulator.message
        return MessageStreamOutcome(accumulator, error: error)
    }

    /// What became of the message, whose reader was cancelled.
    @usableFromInline
    mutating func endByCancelling() -> MessageStreamOutcome {
        if !isDone, !accumulator.isWhole { accumulator.finish(cancelled: true) }
        return end()
    }

    /// What became of the message, whose source failed, or whose reader was cancelled.
    @usableFromInline
    mutating func end(bySource error: any Error) -> MessageStreamOutcome {
        if error.isCancellation {
            let outcome = endByCancelling()
            guard error is CancellationError, outcome.ending == .cancelled else { return outcome }
            return MessageStreamOutcome(accumulator, error: error)
        }
        switch error {
        case let error as MessageStreamError where error.code == .truncated:
            return end()
        case let error as MessageStreamError:
            return MessageStreamOutcome(accumulator, error: accumulator.fail(error))
        default:
            accumulator.fail(
                MessageStreamError(.sourceFailed, message: "the source failed: \(error)"))
            return MessageStreamOutcome(accumulator, error: error)
        }
    }
}
