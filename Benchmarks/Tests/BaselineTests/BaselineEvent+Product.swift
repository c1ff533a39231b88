import MessageStream
import PartialJSON

@testable import Baseline

extension BaselineEvent {
    /// What the baselines know of an event of the product.
    init(_ event: MessageStreamEvent) {
        switch event {
        case .messageStart(let message):
            self = .messageStart(
                MessageStart(
                    id: message.id, model: message.model,
                    inputTokens: message.json["usage"]?["input_tokens"]?.int,
                    outputTokens: message.json["usage"]?["output_tokens"]?.int))
        case .contentBlockStart(let index, let block):
            let json = block.json
            self = .contentBlockStart(
                index: index,
                BlockStart(
                    type: json["type"]?.string ?? "",
                    text: json["text"]?.string ?? json["thinking"]?.string ?? "",
                    id: json["id"]?.string ?? "", name: json["name"]?.string ?? ""))
        case .contentBlockDelta(let index, let delta):
            self = .contentBlockDelta(index: index, Delta(delta))
        case .contentBlockStop(let index): self = .contentBlockStop(index: index)
        case .messageDelta(let delta):
            self = .messageDelta(
                stopReason: delta.stopReason?.rawValue,
                outputTokens: delta.json["usage"]?["output_tokens"]?.int)
        case .messageStop: self = .messageStop
        case .ping: self = .ping
        case .error(let error):
            self = .error(type: error.type.rawValue, message: error.message)
        case .unknown(let name, let data): self = .unknown(name: name, data: data)
        @unknown default: preconditionFailure("an event that the baselines have not heard of")
        }
    }
}

extension BaselineEvent.Delta {
    init(_ delta: ContentBlockDelta) {
        switch delta {
        case .text(let text): self = .text(text)
        case .inputJSON(let fragment): self = .inputJSON(fragment)
        case .thinking(let thinking, _): self = .thinking(thinking)
        case .signature(let signature): self = .signature(signature)
        case .citation(let citation):
            self = .citation(
                type: citation.json["type"]?.string ?? "",
                citedText: citation.json["cited_text"]?.string ?? "")
        case .compaction: self = .unknown(type: "compaction_delta")
        case .unknown(let json): self = .unknown(type: json["type"]?.string ?? "")
        @unknown default: preconditionFailure("a delta that the baselines have not heard of")
        }
    }
}
