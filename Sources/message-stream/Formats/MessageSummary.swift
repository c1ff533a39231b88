import MessageStream
import PartialJSON

extension Message {
    /// The usage and the stop reason as one line, such as
    /// `usage: 25 input tokens, 15 output tokens; stop reason: end_turn`.
    func summary(isUsageProvisional: Bool) -> String {
        "usage: \(usage.summary)\(isUsageProvisional ? " so far" : ""); stop reason: \(stop)"
    }

    private var stop: String {
        guard let stopReason else { return "none" }
        let details = [stopSequence?.jsonText, stopDetails?.category?.rawValue].compactMap(\.self)
        return details.isEmpty
            ? "\(stopReason)" : "\(stopReason) (\(details.joined(separator: ", ")))"
    }
}

extension Usage {
    fileprivate var summary: String {
        let cached = [
            cacheReadInputTokens.map { ($0, "read from the cache") },
            cacheCreationInputTokens.map { ($0, "written to the cache") },
        ]
        let counts =
            ["\(inputTokens) input tokens"]
            + cached.compactMap(\.self).filter { $0.0 != 0 }.map { "\($0.0) \($0.1)" }
            + ["\(outputTokens) output tokens"]
        return counts.joined(separator: ", ")
    }
}

extension ToolUse {
    /// The tool use as one line, such as `tool calculator {"expression": "2+2"}`.
    var line: String {
        let name = name.escapingControls(keepingLines: false)
        switch inputState {
        case .complete:
            return "tool \(name) \(input.readableText)"
        case .incomplete:
            return "tool \(name) \(input.readableText) (the input breaks off)"
        case .invalid(let error):
            let text = rawInput ?? input.readableText
            let shown = text.escapingControls(keepingLines: false)
            let what =
                switch error.code {
                case .tooManyBytes, .tooDeep, .numberTooLong:
                    "the input is past a limit"
                default: "the input is not JSON"
                }
            return "tool \(name) \(shown) (\(what): \(error.code), byte \(error.byteOffset))"
        }
    }
}
