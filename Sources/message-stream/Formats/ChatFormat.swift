import MessageStream
import PartialJSON

/// An answer for people while it streams in: as ``TextFormat``, and on a terminal the input of each
/// tool use grows on a line of its own before it is shown as a whole.
struct ChatFormat {
    private let isLive: Bool
    private var format: TextFormat
    private var line = LiveLine()
    /// The names of the tools whose input may arrive, by block.
    private var toolNames: [Int: String] = [:]

    init(style: Style) {
        isLive = style.isTerminal
        format = TextFormat(style: style)
    }

    /// Adds to `text` what there is to say about an event and what it did to the message.
    mutating func show(
        _ event: MessageStreamEvent, update: MessageUpdate?, into text: inout String
    ) {
        switch (event, update) {
        case (.ping, _): return
        case (_, .inputJSON(let index, partialJSON: _, let snapshot, _)):
            showInput(of: index, snapshot, into: &text)
        case (.contentBlockStart(let index, let block), _):
            toolNames[index] = block.anyToolUse?.name.escapingControls(keepingLines: false)
            fallthrough
        default:
            eraseLine(into: &text)
            // The place is for formats that count; this one does not.
            let numbered = NumberedEvent(
                event: event, number: 0, byteOffset: 0, isPartOfMessage: true)
            format.show(numbered, update: update, into: &text)
        }
    }

    /// Adds to `text` what there is to say when the answer is over, whole or not.
    mutating func showEnd(of message: Message, isUsageProvisional: Bool, into text: inout String) {
        eraseLine(into: &text)
        format.showEnd(of: message, isUsageProvisional: isUsageProvisional, into: &text)
        toolNames = [:]
    }

    private mutating func showInput(
        of index: Int, _ input: PartialJSONValue, into text: inout String
    ) {
        guard isLive, let name = toolNames[index] else { return }
        format.endLine(into: &text)
        let shown = line.update(
            to: "tool \(name) \(input.jsonText.escapingControls(keepingLines: false))", at: .now)
        if let shown { text += shown }
    }

    private mutating func eraseLine(into text: inout String) {
        text += line.erasure ?? ""
        line = LiveLine()
    }
}
