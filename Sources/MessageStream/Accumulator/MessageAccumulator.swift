internal import PartialJSON

/// Puts the events of a stream together to a message that can be read at any time.
///
/// ```swift
/// var accumulator = MessageAccumulator()
/// for event in events {
///     if case .text(_, let text, _) = try accumulator.append(event) { print(text) }
/// }
/// let message = try accumulator.finalMessage()
/// ```
///
/// A program that has no use for what each event did appends views, which costs a fraction: see
/// ``append(_:)-(MessageStreamEventView)``.
///
/// Blocks are placed by their index. The cost is linear in what arrives: text is added in place, and
/// tool inputs are parsed as their fragments come, each byte once. Usage is cumulative and
/// overwritten, never added, and a null never wipes a value.
///
/// An event that cannot be right ends the message: ``append(_:)-(MessageStreamEvent)`` throws, then and ever after, and
/// what came before stays readable. A tool input that is no JSON does not: it is the model's
/// mistake, and the block says so (``ToolUse/inputState``).
public struct MessageAccumulator: ~Copyable, Sendable {
    let settings: Settings

    /// The members of the message but its content; empty before `message_start`.
    var members = JSONObject()
    var blocks: [BlockBuilder] = []
    var hasStarted = false
    var progress = MessageProgress.nothing
    /// The first event that belongs to a message and came before `message_start`.
    var firstEarlyEvent: Int?
    var eventCount = 0
    var byteCount = 0

    /// Whether the usage is that of `message_start` still, whose output tokens are a placeholder.
    public internal(set) var isUsageProvisional = true

    /// How the stream ended, or nil while it goes on.
    public internal(set) var ending: MessageStreamEnding?

    /// An accumulator of one message.
    ///
    /// - Parameters:
    ///   - limits: What the message may cost.
    ///   - keepsRawToolInput: Whether the text of a tool input is kept until it proves to be JSON,
    ///     at its size in memory, so that one that is not can be told what it was.
    public init(limits: Limits = .default, keepsRawToolInput: Bool = true) {
        settings =
            limits == .default && keepsRawToolInput
            ? .default : Settings(limits: limits, keepsRawToolInput: keepsRawToolInput)
    }

    /// The message so far, or nil while there is nothing of one.
    ///
    /// Costs time linear in the number of blocks, in the tool inputs that are still arriving, and in
    /// the text that came since it was read last; the rest is shared with the accumulator. A message
    /// that is held for good costs a copy of its text; one that is held until the next is read does not.
    public var message: Message? {
        guard hasStarted || firstEarlyEvent != nil else { return nil }
        return Message(json: members, content: blocks.map(\.contentBlock))
    }

    /// The tool input of block `index` as it arrives, or nil when no fragment of one has come.
    ///
    /// Costs nothing that depends on its size; see ``ToolInput/openPath`` for what does.
    public func toolInput(at index: Int) -> ToolInput? {
        blocks.indices.contains(index) ? blocks[index].toolInput : nil
    }

    /// Forgets the message, to begin the next with the same limits.
    public mutating func reset() {
        self = MessageAccumulator(
            limits: settings.limits, keepsRawToolInput: settings.keepsRawToolInput)
    }
}

extension MessageAccumulator {
    /// What an accumulator was made with. Nearly all share one, so that each is small.
    final class Settings: Sendable {
        let limits: Limits
        let keepsRawToolInput: Bool

        static let `default` = Settings(limits: .default, keepsRawToolInput: true)

        init(limits: Limits, keepsRawToolInput: Bool) {
            self.limits = limits
            self.keepsRawToolInput = keepsRawToolInput
        }
    }

    var limits: Limits { settings.limits }
}
