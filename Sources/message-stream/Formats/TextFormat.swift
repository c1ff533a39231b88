import MessageStream

/// A message for people: its text as it arrives, tool calls with their input, and at the end the
/// usage and the stop reason.
///
/// ```
/// I will look that up.
/// tool calculator {"expression": "2+2"}
/// usage: 25 input tokens, 15 output tokens; stop reason: tool_use
/// ```
///
/// Text blocks follow each other without anything in between, as ``Message/text`` joins them.
/// Thoughts are dimmed, or where that cannot be, each of their lines begins with `thinking: `.
struct TextFormat: MessageFormat {
    private enum Voice {
        case answer, thinking
    }

    private let style: Style
    private var voice = Voice.answer
    private var isAtLineStart = true
    private var hasBlocks = false
    private var toolUsesShown: Set<Int> = []

    init(style: Style) {
        self.style = style
    }

    mutating func show(
        _ numbered: NumberedEvent, update: MessageUpdate?, into text: inout String
    ) {
        if numbered.isPartOfMessage { showStart(numbered.event, into: &text) }
        switch update {
        case .text(index: _, text: let addition, snapshot: _):
            say(addition, as: .answer, into: &text)
        case .thinking(index: _, thinking: let addition, snapshot: _):
            say(addition, as: .thinking, into: &text)
        case .contentBlockStop(let index, let block):
            if let toolUse = block.anyToolUse { show(toolUse, at: index, into: &text) }
        case .inputJSON, .citation, .signature, .compaction, .messageStop, nil:
            break
        }
    }

    mutating func showEnd(of message: Message, isUsageProvisional: Bool, into text: inout String) {
        for (index, block) in message.content.enumerated() where !toolUsesShown.contains(index) {
            if let toolUse = block.anyToolUse { show(toolUse, at: index, into: &text) }
        }
        showLine(
            style.dimmed(
                style.shown(message.summary(isUsageProvisional: isUsageProvisional))),
            into: &text)
        self = TextFormat(style: style)
    }

    /// Shows what a block, or a message that is replayed as a stream, has in it from the start.
    private mutating func showStart(_ event: MessageStreamEvent, into text: inout String) {
        switch event {
        // A start that comes again behind blocks has none that are new.
        case .messageStart(let message) where !hasBlocks:
            for block in message.content { showStart(of: block, into: &text) }
        case .contentBlockStart(index: _, contentBlock: let block):
            showStart(of: block, into: &text)
        case .messageStart, .contentBlockDelta, .contentBlockStop, .messageDelta, .messageStop,
            .ping, .error, .unknown:
            break
        }
    }

    private mutating func showStart(of block: ContentBlock, into text: inout String) {
        hasBlocks = true
        switch block {
        case .text(let block): say(block.text, as: .answer, into: &text)
        case .thinking(let block): say(block.thinking, as: .thinking, into: &text)
        default: break
        }
    }

    private mutating func show(_ toolUse: any ToolUse, at index: Int, into text: inout String) {
        toolUsesShown.insert(index)
        showLine(style.shown(toolUse.line), into: &text)
    }

    /// Goes to the beginning of a line, where others may write something that they erase again.
    mutating func endLine(into text: inout String) {
        if !isAtLineStart { text += "\n" }
        isAtLineStart = true
    }

    /// Adds a line of its own.
    private mutating func showLine(_ line: String, into text: inout String) {
        endLine(into: &text)
        text += line + "\n"
    }

    private mutating func say(_ addition: String, as voice: Voice, into text: inout String) {
        guard let last = addition.utf8.last else { return }
        if voice != self.voice { endLine(into: &text) }
        self.voice = voice
        switch voice {
        case .answer: text += style.shown(addition)
        case .thinking where style.canDim: text += style.dimmed(style.shown(addition))
        case .thinking: text += prefixed(style.shown(addition))
        }
        isAtLineStart = last == UInt8(ascii: "\n")
    }

    /// `thoughts` with `thinking: ` where a line begins.
    private func prefixed(_ thoughts: String) -> String {
        var text = isAtLineStart ? "thinking: " : ""
        for scalar in thoughts.unicodeScalars.dropLast() {
            text.unicodeScalars.append(scalar)
            if scalar == "\n" { text += "thinking: " }
        }
        if let last = thoughts.unicodeScalars.last { text.unicodeScalars.append(last) }
        return text
    }
}
