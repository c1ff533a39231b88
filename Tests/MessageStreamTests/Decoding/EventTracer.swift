import MessageStream
import PartialJSON
import TestSupport

/// What a scan finds in the data of one event, in the words of `Tests/Corpus/event-json.md`.
enum EventTracer {
    private static let names: [JSONError.Code: String] = [
        .unexpectedEnd: "unexpectedEnd", .expectedValue: "expectedValue",
        .expectedKey: "expectedKey", .expectedColon: "expectedColon",
        .expectedComma: "expectedComma", .trailingBytes: "trailingBytes",
        .badLiteral: "badLiteral", .badNumber: "badNumber", .badEscape: "badEscape",
        .controlCharacter: "controlCharacter", .badUTF8: "badUTF8", .tooDeep: "tooDeep",
    ]

    static func line(for data: Span<UInt8>, _ scanner: inout EventScanner) -> String {
        do throws(JSONError) {
            return line(for: try scanner.view(of: data))
        } catch {
            return "error \(names[error.code] ?? "?") at \(error.byteOffset)"
        }
    }

    /// The words that a parse of the whole value can tell as well.
    static func commonLine(for view: borrowing MessageStreamEventView) -> String {
        var words = ["\(view.kind)"]
        if view.kind == .unknown { words.append(Corpus.quoted(view.name)) }
        if let index = view.index { words.append("\(index)") }
        if let kind = view.deltaKind { words.append("\(kind)") }
        if view.hasPayload { words.append(Corpus.quoted(view.payloadText())) }
        return words.joined(separator: " ")
    }

    static func line(for view: borrowing MessageStreamEventView) -> String {
        var words = [commonLine(for: view)]
        if view.payloadHasEscapes { words.append("escaped") }
        if view.deltaHasMoreMembers { words.append("more") }
        func add(_ name: String, _ count: Int) {
            if count > 0 { words.append("\(name) \(count)") }
        }
        add("message", view.message.count)
        add("contentBlock", view.contentBlock.count)
        if view.kind != .contentBlockDelta { add("delta", view.delta.count) }
        add("usage", view.usage.count)
        add("error", view.error.count)
        return words.joined(separator: " ")
    }
}

/// The same words, from a parse of the whole value; lengths of raw members are left out.
enum ReferenceTracer {
    private static let kinds = [
        "message_start": "messageStart", "content_block_start": "contentBlockStart",
        "content_block_delta": "contentBlockDelta", "content_block_stop": "contentBlockStop",
        "message_delta": "messageDelta", "message_stop": "messageStop", "ping": "ping",
        "error": "error",
    ]
    private static let deltas = [
        "text_delta": ("text", "text"), "input_json_delta": ("inputJSON", "partial_json"),
        "thinking_delta": ("thinking", "thinking"), "signature_delta": ("signature", "signature"),
        "citations_delta": ("citation", ""), "compaction_delta": ("compaction", ""),
    ]

    static func line(for value: JSONValue) -> String {
        let type = value["type"]?.string
        var words: [String] = []
        if let kind = type.flatMap({ kinds[$0] }) {
            words.append(kind)
        } else if type == nil, value["error"] != nil {
            words.append("error")
        } else {
            words += ["unknown", Corpus.quoted(type ?? "message")]
        }
        if let index = value["index"]?.int, index >= 0, index <= Int32.max,
            value["index"]?.number?.text.first != "-"
        {
            words.append("\(index)")
        }
        if let delta = value["delta"], let type = delta["type"]?.string {
            let (kind, payload) = deltas[type] ?? ("unknown", "")
            words.append(kind)
            if let text = delta[payload]?.string { words.append(Corpus.quoted(text)) }
        }
        return words.joined(separator: " ")
    }
}
