import Foundation
import MessageStream
import PartialJSON

/// A terminal in which the last line may still change; or a pipe, which gets no line before it is whole.
struct Screen {
    /// The tool use that is being written.
    private var tool: (index: Int, name: String)?
    private var hasLiveLine = false
    private var isAtLineStart = true
    private let isTerminal = isatty(STDOUT_FILENO) == 1
    private let columns = Int(ProcessInfo.processInfo.environment["COLUMNS"] ?? "") ?? 80

    mutating func begin(_ block: ContentBlock, at index: Int) {
        if let use = block.anyToolUse { tool = (index, use.name) }
    }

    mutating func show(_ update: MessageUpdate) {
        switch update {
        case .text(_, let text, _):
            eraseLiveLine()
            write(text)
        case .contentBlockStop(let index, let block):
            guard let use = block.anyToolUse, index == tool?.index else { return }
            tool = nil
            eraseLiveLine()
            line("\(use.name) \(use.input.jsonText)")
        default: break
        }
    }

    /// Draws how far the input has come: the place that is being written, and what stands there last.
    mutating func drawInput(of answer: borrowing MessageAccumulator) {
        guard isTerminal, let tool, let input = answer.toolInput(at: tool.index) else { return }
        let head = "\(tool.name) \(input.openPath.jsonPointer) "
        let tail = input.snapshot.jsonText.suffix(max(0, columns - head.count - 2))
        eraseLiveLine()
        if !isAtLineStart { write("\n") }
        send("\(harmless(head))…\(harmless(tail))")
        hasLiveLine = true
    }

    /// Writes a last line, whatever stands there.
    mutating func end(_ text: String) {
        eraseLiveLine()
        line(text)
    }

    private mutating func line(_ text: String) {
        if !isAtLineStart { write("\n") }
        write("\(text)\n")
    }

    private mutating func write(_ text: String) {
        guard let last = text.last else { return }
        isAtLineStart = last == "\n"
        send(harmless(text))
    }

    private mutating func eraseLiveLine() {
        if hasLiveLine { send("\r\u{1B}[2K") }
        hasLiveLine = false
    }

    private func send(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    /// The text without what a terminal would take for a command.
    private func harmless(_ text: some StringProtocol) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isLayout = scalar == "\n" || scalar == "\t"
            if isLayout || scalar.properties.generalCategory != .control { scalars.append(scalar) }
        }
        return String(scalars)
    }
}
