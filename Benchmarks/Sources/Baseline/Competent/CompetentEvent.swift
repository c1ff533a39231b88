private import Foundation

/// The JSON of an event; reads the members that an event of its type has, and no others.
struct CompetentEvent: Decodable {
    /// What the JSON says that it is; nil where it does not say.
    let type: String?
    /// The event, or nil where its type is not known.
    let event: BaselineEvent?

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        let type = try members.decodeIfPresent(String.self, forKey: .type)
        self.type = type
        if let type {
            event = try Self.event(type, members)
        } else {
            let saysError = try members.contains(.error) && !members.decodeNil(forKey: .error)
            event = saysError ? try Self.event("error", members) : nil
        }
    }

    /// The same of an event whose JSON does not say its type: what its `event` field says.
    struct Named: DecodableWithConfiguration {
        let event: BaselineEvent?

        init(from decoder: any Decoder, configuration name: String) throws {
            let members = try decoder.container(keyedBy: Key.self)
            event = members.contains(.type) ? nil : try CompetentEvent.event(name, members)
        }
    }

    private enum Key: String, CodingKey {
        case type, index, delta, message, usage, error
        case contentBlock = "content_block"
    }

    private typealias Members = KeyedDecodingContainer<Key>

    private static func event(_ type: String, _ members: Members) throws -> BaselineEvent? {
        switch type {
        case "content_block_delta":
            let delta = try members.nestedContainer(keyedBy: DeltaKey.self, forKey: .delta)
            return .contentBlockDelta(
                index: try members.decode(Int.self, forKey: .index), try Self.delta(delta))
        case "content_block_start":
            let block = try members.decode(Block.self, forKey: .contentBlock)
            return .contentBlockStart(
                index: try members.decode(Int.self, forKey: .index),
                BaselineEvent.BlockStart(
                    type: block.type, text: block.text ?? block.thinking ?? "",
                    id: block.id ?? "", name: block.name ?? ""))
        case "content_block_stop":
            return .contentBlockStop(index: try members.decode(Int.self, forKey: .index))
        case "message_start":
            let message = try members.decode(Message.self, forKey: .message)
            return .messageStart(
                BaselineEvent.MessageStart(
                    id: message.id, model: message.model,
                    inputTokens: message.usage?.inputTokens,
                    outputTokens: message.usage?.outputTokens))
        case "message_delta":
            return .messageDelta(
                stopReason: try members.decodeIfPresent(Stop.self, forKey: .delta)?.stopReason,
                outputTokens: try members.decodeIfPresent(Usage.self, forKey: .usage)?
                    .outputTokens)
        case "message_stop": return .messageStop
        case "ping": return .ping
        case "error":
            let error = try members.decodeIfPresent(Failure.self, forKey: .error)
            return .error(type: error?.type ?? "", message: error?.message ?? "")
        default: return nil
        }
    }

    private enum DeltaKey: String, CodingKey {
        case type, text, thinking, signature, citation
        case partialJSON = "partial_json"
    }

    /// What nearly all events are: the text of its own type is read, and nothing else.
    private static func delta(
        _ members: KeyedDecodingContainer<DeltaKey>
    ) throws -> BaselineEvent.Delta {
        let type = try members.decodeIfPresent(String.self, forKey: .type) ?? ""
        let delta: BaselineEvent.Delta? =
            switch type {
            case "text_delta":
                try members.decodeIfPresent(String.self, forKey: .text).map { .text($0) }
            case "input_json_delta":
                try members.decodeIfPresent(String.self, forKey: .partialJSON).map {
                    .inputJSON($0)
                }
            case "thinking_delta":
                try members.decodeIfPresent(String.self, forKey: .thinking).map { .thinking($0) }
            case "signature_delta":
                try members.decodeIfPresent(String.self, forKey: .signature).map { .signature($0) }
            case "citations_delta":
                try members.decodeIfPresent(Citation.self, forKey: .citation).map {
                    .citation(type: $0.type, citedText: $0.citedText ?? "")
                }
            default: nil
            }
        return delta ?? .unknown(type: type)
    }

    private struct Block: Decodable {
        var type: String
        var text: String?
        var thinking: String?
        var id: String?
        var name: String?
    }

    private struct Message: Decodable {
        var id: String
        var model: String
        var usage: Usage?
    }

    private struct Usage: Decodable {
        var inputTokens: Int?
        var outputTokens: Int?

        enum CodingKeys: String, CodingKey {
            case inputTokens = "input_tokens"
            case outputTokens = "output_tokens"
        }
    }

    private struct Stop: Decodable {
        var stopReason: String?

        enum CodingKeys: String, CodingKey { case stopReason = "stop_reason" }
    }

    private struct Citation: Decodable {
        var type: String
        var citedText: String?

        enum CodingKeys: String, CodingKey {
            case type
            case citedText = "cited_text"
        }
    }

    private struct Failure: Decodable {
        var type: String?
        var message: String?
    }
}
