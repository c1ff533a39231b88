import MessageStream
import PartialJSON
import ServerSentEvents

/// What `--limit` sets: the length of a line, and by it that of events, messages and tool inputs.
struct DecodeLimits {
    /// Unless something else is asked for, in bytes.
    static let `default` = DecodeLimits(bytes: 64 << 20)

    /// The longest line, event and tool input, in bytes.
    let bytes: Int

    var stream: ServerSentEventDecoder.Limits {
        .init(maximumLineBytes: bytes, maximumEventBytes: bytes)
    }

    var toolInput: PartialJSONParser.Limits { .init(maximumBytes: bytes) }

    /// A message has several blocks, each of which may be as long as an event.
    var message: MessageAccumulator.Limits {
        .init(maximumMessageBytes: bytes.multipliedSaturated(by: 4), toolInput: toolInput)
    }

    /// What to add to an error of these limits.
    var advice: String { "the limit is \(bytes) bytes; --limit sets another" }

    /// Whether `error` says that something is larger than these limits.
    func isCause(of error: MessageStreamError) -> Bool {
        error.framingError.map { $0.code != .outOfMemory } ?? (error.code == .messageTooLarge)
    }

    func isCause(of error: JSONError) -> Bool { error.code == .tooManyBytes }
}

extension Int {
    fileprivate func multipliedSaturated(by factor: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}
