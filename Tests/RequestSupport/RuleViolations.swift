import MessageRequests
import MessageStream
import PartialJSON

extension [InputMessage] {
    /// What of these messages the API would refuse.
    package var violations: [String] {
        var violations: [String] = []
        for (index, message) in enumerated() {
            violations += message.violations.map { "message \(index): \($0)" }
            if index > 0, self[index - 1].role == message.role {
                violations.append("message \(index): \(message.role) speaks twice")
            }
            if message.role == .user, index > 0, self[index - 1].role == "system" {
                violations.append("message \(index): the person speaks behind a system message")
            }
            let expected = index == 0 ? [] : self[index - 1].ids(of: "tool_use", "id")
            let results = message.ids(of: "tool_result", "tool_use_id")
            if results != expected {
                violations.append("message \(index): \(results) answers \(expected)")
            }
            if message.content.drop(while: { $0.type == "tool_result" })
                .contains(where: { $0.type == "tool_result" })
            {
                violations.append("message \(index): a result stands behind something else")
            }
        }
        if let last, !last.ids(of: "tool_use", "id").isEmpty {
            violations.append("a tool use dangles at the end")
        }
        return violations
    }
}

extension InputMessage {
    fileprivate func ids(of type: String, _ key: String) -> [String] {
        content.filter { $0.type == type }.map { $0.json[key]?.string ?? "none" }
    }

    fileprivate var violations: [String] {
        var violations: [String] = []
        if content.isEmpty { violations.append("nothing is said") }
        let answered = Set(content.compactMap { $0.json["tool_use_id"]?.string })
        for block in content {
            switch block.type {
            case "text" where block.json["text"]?.string?.allSatisfy(\.isWhitespace) != false:
                violations.append("a text is blank")
            case "thinking" where block.json["signature"]?.string?.isEmpty != false:
                violations.append("thoughts are not signed")
            case "tool_use" where block.json["input"]?.object == nil:
                violations.append("an input is no object")
            case "server_tool_use" where !answered.contains(block.json["id"]?.string ?? ""):
                violations.append("a server's tool has no result")
            default: break
            }
        }
        if role == .assistant, content.last?.type == "thinking" {
            violations.append("thoughts come last")
        }
        return violations
    }
}
