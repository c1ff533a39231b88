import MessageStream
import PartialJSON

/// A message as it comes together: its text, each fragment of a tool's input with what the input has
/// come to, and in the end both as a whole.
///
/// ```
/// 你好！Hello!
/// tool calculator
///   {"exp                → {}
///   ression": "          → {"expression": ""}
///   2+2"}                → {"expression": "2+2"}
///
/// text: 你好！Hello!
/// tools: [{"id":"toolu_demo","name":"calculator","input":{"expression":"2+2"}}]
/// ```
struct DemoFormat: MessageFormat {
    private static let fragmentColumns = 20

    func show(_ numbered: NumberedEvent, update: MessageUpdate?, into text: inout String) {
        if case .contentBlockStart(index: _, contentBlock: .toolUse(let toolUse)) = numbered.event {
            text += "\ntool \(toolUse.name)\n"
        }
        switch update {
        case .text(index: _, text: let addition, snapshot: _):
            text += addition
        case .inputJSON(index: _, partialJSON: let fragment, let snapshot, _):
            let padding = String(
                repeating: " ", count: max(0, Self.fragmentColumns - fragment.count))
            let value = snapshot.value()?.readableText ?? "nothing yet"
            text += "  \(fragment)\(padding) → \(value)\n"
        case .thinking, .citation, .signature, .compaction, .contentBlockStop, .messageStop, nil:
            break
        }
    }

    func showEnd(of message: Message, isUsageProvisional: Bool, into text: inout String) {
        let tools = message.toolUses.map { toolUse -> JSONValue in
            ["id": .string(toolUse.id), "name": .string(toolUse.name), "input": toolUse.input]
        }
        text += """

            text: \(message.text.escapingControls(keepingLines: false))
            tools: \(JSONValue.array(tools).jsonText)

            """
    }
}
