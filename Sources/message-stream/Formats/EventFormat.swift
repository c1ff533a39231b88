import MessageStream
import PartialJSON

/// One line for each event: its number, name, block, and what it brought, strings as JSON strings.
///
/// ```
/// 3 content_block_delta 0 text "Hello"
/// ```
struct EventFormat: MessageFormat {
    func show(_ numbered: NumberedEvent, update: MessageUpdate?, into text: inout String) {
        // A name of an unknown event may hold anything but, here, a line ending.
        let name = numbered.event.name.escapingControls(keepingLines: false)
        let fields = ["\(numbered.number)", name] + numbered.event.fields
        text += fields.joined(separator: " ") + "\n"
    }

    func showEnd(of message: Message, isUsageProvisional: Bool, into text: inout String) {}
}

extension MessageStreamEvent {
    /// What stands behind the event's name.
    fileprivate var fields: [String] {
        switch self {
        case .messageStart(let message): [message.jsonText]
        case .contentBlockStart(let index, let block): ["\(index)", block.jsonText]
        case .contentBlockDelta(let index, let delta): ["\(index)"] + delta.fields
        case .contentBlockStop(let index): ["\(index)"]
        case .messageDelta(let delta): [delta.jsonText]
        case .messageStop, .ping: []
        case .error(let error): [error.jsonText]
        case .unknown: [jsonValue.jsonText]
        }
    }
}

extension ContentBlockDelta {
    /// The delta's kind, and what it adds.
    fileprivate var fields: [String] {
        switch self {
        case .text(let text): ["text", text.jsonText]
        case .inputJSON(let fragment): ["input_json", fragment.jsonText]
        case .thinking(let thinking, estimatedTokens: let tokens):
            ["thinking", thinking.jsonText] + (tokens.map { ["estimated_tokens \($0)"] } ?? [])
        case .signature(let signature): ["signature", signature.jsonText]
        case .citation(let citation): ["citation", citation.jsonText]
        case .compaction(let delta): ["compaction", delta.jsonText]
        case .unknown(let json): ["unknown", JSONValue.object(json).jsonText]
        }
    }
}
