private import Foundation

/// Typed events as Swift programs decode them today: Foundation's `JSONDecoder` on a Codable event.
public struct IdiomaticDecoder {
    private var framing = IdiomaticFraming()
    private let json = JSONDecoder()

    /// A decoder at the start of a stream.
    public init() {}

    /// Decodes a chunk and returns the events that it completes. `[DONE]` is not an event.
    public mutating func append(_ chunk: ArraySlice<UInt8>) throws -> [BaselineEvent] {
        try framing.append(chunk).compactMap { frame in
            frame.data == "[DONE]" ? nil : try event(of: frame)
        }
    }

    /// The typed event of one server-sent event.
    public func event(of frame: BaselineFrame) throws -> BaselineEvent {
        let wire: WireEvent
        do {
            wire = try json.decode(WireEvent.self, from: Data(frame.data.utf8))
        } catch {
            switch BaselineEvent.name(ofEventNamed: frame.type, withoutJSON: frame.data) {
            case nil: throw error
            case "ping": return .ping
            case "error": return .error(type: "", message: frame.data)
            case let name?:
                return .unknown(name: name.isEmpty ? "message" : name, data: frame.data)
            }
        }
        let name = wire.type ?? (wire.error == nil ? frame.type : "error")
        switch name {
        case "message_start":
            guard let message = wire.message else { throw BaselineError(.malformedEvent) }
            return .messageStart(
                BaselineEvent.MessageStart(
                    id: message.id, model: message.model,
                    inputTokens: message.usage?.inputTokens,
                    outputTokens: message.usage?.outputTokens))
        case "content_block_start":
            guard let index = wire.index, let block = wire.contentBlock else {
                throw BaselineError(.malformedEvent)
            }
            return .contentBlockStart(
                index: index,
                BaselineEvent.BlockStart(
                    type: block.type, text: block.text ?? block.thinking ?? "",
                    id: block.id ?? "", name: block.name ?? ""))
        case "content_block_delta":
            guard let index = wire.index, let delta = wire.delta else {
                throw BaselineError(.malformedEvent)
            }
            return .contentBlockDelta(index: index, delta.event)
        case "content_block_stop":
            guard let index = wire.index else { throw BaselineError(.malformedEvent) }
            return .contentBlockStop(index: index)
        case "message_delta":
            return .messageDelta(
                stopReason: wire.delta?.stopReason, outputTokens: wire.usage?.outputTokens)
        case "message_stop": return .messageStop
        case "ping": return .ping
        case "error":
            return .error(type: wire.error?.type ?? "", message: wire.error?.message ?? "")
        default: return .unknown(name: name.isEmpty ? "message" : name, data: frame.data)
        }
    }
}

private struct WireEvent: Decodable {
    var type: String?
    var index: Int?
    var delta: WireDelta?
    var contentBlock: WireBlock?
    var message: WireMessage?
    var usage: WireUsage?
    var error: WireError?

    enum CodingKeys: String, CodingKey {
        case type, index, delta, message, usage, error
        case contentBlock = "content_block"
    }
}

private struct WireDelta: Decodable {
    var type: String?
    var text: String?
    var partialJSON: String?
    var thinking: String?
    var signature: String?
    var citation: WireCitation?
    var stopReason: String?

    enum CodingKeys: String, CodingKey {
        case type, text, thinking, signature, citation
        case partialJSON = "partial_json"
        case stopReason = "stop_reason"
    }

    var event: BaselineEvent.Delta {
        switch type {
        case "text_delta": text.map(BaselineEvent.Delta.text) ?? unknown
        case "input_json_delta": partialJSON.map(BaselineEvent.Delta.inputJSON) ?? unknown
        case "thinking_delta": thinking.map(BaselineEvent.Delta.thinking) ?? unknown
        case "signature_delta": signature.map(BaselineEvent.Delta.signature) ?? unknown
        case "citations_delta":
            citation.map { .citation(type: $0.type, citedText: $0.citedText ?? "") } ?? unknown
        default: unknown
        }
    }

    private var unknown: BaselineEvent.Delta { .unknown(type: type ?? "") }
}

private struct WireBlock: Decodable {
    var type: String
    var text: String?
    var thinking: String?
    var id: String?
    var name: String?
}

private struct WireMessage: Decodable {
    var id: String
    var model: String
    var usage: WireUsage?
}

private struct WireUsage: Decodable {
    var inputTokens: Int?
    var outputTokens: Int?

    enum CodingKeys: String, CodingKey {
        case inputTokens = "input_tokens"
        case outputTokens = "output_tokens"
    }
}

private struct WireCitation: Decodable {
    var type: String
    var citedText: String?

    enum CodingKeys: String, CodingKey {
        case type
        case citedText = "cited_text"
    }
}

private struct WireError: Decodable {
    var type: String?
    var message: String?
}
