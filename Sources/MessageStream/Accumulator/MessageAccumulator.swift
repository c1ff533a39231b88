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
/// A message lives by its ID. A `message_start` with another ID takes the place of a message without
/// blocks; where there are blocks it is an error that names both. One with the same ID is ignored
/// and listed in ``anomalies``. After a stop reason it begins the next message, which ends this one.
///
/// An event that cannot be right ends the message: ``append(_:)-(MessageStreamEvent)`` throws, then and ever after, and
/// what came before stays readable. A tool input that is no JSON does not: it is the model's
/// mistake, and the block says so (``ToolUse/inputState``).
public struct MessageAccumulator: ~Copyable, Sendable {
    let settings: Settings

    /// The members of the message but its content; empty before `message_start`.
    var members = JSONObject()
    var blocks: [BlockBuilder] = []
    var outline = MessageOutline()
    var eventCount = 0
    var byteCount = 0

    /// What came and could not be right; see ``Message/anomalies``.
    public internal(set) var anomalies = MessageAnomalies()

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
    ///   - refusesAnomalies: Whether what stays out of the message and is listed in ``anomalies``
    ///     is an error instead (``MessageStreamError/Code-swift.struct/anomaly``), which ends it.
    public init(
        limits: Limits = .default, keepsRawToolInput: Bool = true, refusesAnomalies: Bool = false
    ) {
        settings =
            limits == .default && keepsRawToolInput && !refusesAnomalies
            ? .default
            : Settings(
                limits: limits, keepsRawToolInput: keepsRawToolInput,
                refusesAnomalies: refusesAnomalies)
    }

    private init(settings: Settings) {
        self.settings = settings
    }

    /// The message so far, or nil while there is nothing of one.
    ///
    /// Costs time linear in the number of blocks, in the tool inputs that are still arriving, and in
    /// the text that came since it was read last; the rest is shared with the accumulator. A message
    /// that is held for good costs a copy of its text; one that is held until the next is read does not.
    public var message: Message? {
        guard outline.hasBegun else { return nil }
        return Message(
            json: members, content: blocks.map(\.contentBlock), anomalies: anomalies)
    }

    /// What another `message_start` would mean for the message, unless it has ended.
    package func meaning(ofStart message: Message) -> MessageProgress.Start {
        outline.progress.meaning(ofStart: message)
    }

    /// The error that `event` is if it starts another message in the middle of this one.
    ///
    /// For those who may go on with the message by another stream: appending it would end it.
    package func intrusion(by event: MessageStreamEvent) -> MessageStreamError? {
        guard ending == nil, case .messageStart(let message) = event,
            meaning(ofStart: message) == .intrusion
        else { return nil }
        return outline.progress.error(ofIntrusion: message)
    }

    /// Whether the model has said why it stopped.
    package var hasStopReason: Bool { outline.progress.isWhole }

    /// Whether the end should be near: the model has said why it stopped, whatever came behind that.
    package var awaitsEnd: Bool { outline.progress.hasStopReason }

    /// The tool input of block `index` as it arrives, or nil when no fragment of one has come.
    ///
    /// Costs nothing that depends on its size; see ``ToolInput/openPath`` for what does.
    public func toolInput(at index: Int) -> ToolInput? {
        blocks.indices.contains(index) ? blocks[index].toolInput : nil
    }

    /// Forgets the message, to begin the next with the same settings.
    public mutating func reset() {
        self = MessageAccumulator(settings: settings)
    }
}

extension MessageAccumulator {
    /// What an accumulator was made with. Nearly all share one, so that each is small.
    final class Settings: Sendable {
        let limits: Limits
        let keepsRawToolInput: Bool
        let refusesAnomalies: Bool

        static let `default` = Settings(
            limits: .default, keepsRawToolInput: true, refusesAnomalies: false)

        init(limits: Limits, keepsRawToolInput: Bool, refusesAnomalies: Bool) {
            self.limits = limits
            self.keepsRawToolInput = keepsRawToolInput
            self.refusesAnomalies = refusesAnomalies
        }
    }

    var limits: Limits { settings.limits }

    /// Lists what is wrong with the event that is being taken in, or refuses it.
    mutating func note(
        _ kind: MessageAnomaly.Kind, _ subject: String, block index: Int? = nil,
        type: String? = nil
    ) throws(MessageStreamError) {
        let anomaly = MessageAnomaly(
            kind, subject, eventNumber: eventCount, blockIndex: index, blockType: type)
        if settings.refusesAnomalies { throw MessageStreamError(refusing: anomaly) }
        anomalies.append(anomaly, limit: limits.maximumAnomalies)
    }
}
