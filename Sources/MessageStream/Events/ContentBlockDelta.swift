public import PartialJSON

/// More of a block.
#if hasAttribute(nonexhaustive)
    @nonexhaustive
#endif
public enum ContentBlockDelta: Sendable, Hashable {
    /// Text to add to the block's text (`text_delta`).
    case text(String)
    /// A fragment of the JSON text of a tool's input (`input_json_delta`), cut anywhere.
    case inputJSON(String)
    /// Thoughts to add to the block's thoughts (`thinking_delta`).
    ///
    /// `estimatedTokens` is how many tokens the API thinks they took, a hint for display (beta).
    case thinking(String, estimatedTokens: Int?)
    /// The signature under the thoughts (`signature_delta`).
    case signature(String)
    /// One more citation of the text (`citations_delta`).
    case citation(Citation)
    /// The summary of the conversation (`compaction_delta`, beta).
    case compaction(CompactionDelta)
    /// A delta that this library does not know, or one that lacks what it is there for, or one that
    /// brings thoughts and their signature in one.
    case unknown(JSONObject)
}

extension ContentBlockDelta: JSONBacked {
    /// The delta that `json` is, told by its `type`.
    public init(json: JSONObject) {
        self = Self.known(json) ?? .unknown(json)
    }

    private static func known(_ json: JSONObject) -> Self? {
        switch json.string("type") {
        case "text_delta": json.optional("text").map(Self.text)
        case "input_json_delta": json.optional("partial_json").map(Self.inputJSON)
        case "thinking_delta": thinking(json)
        case "signature_delta": json.optional("signature").map(Self.signature)
        case "citations_delta": json.optional("citation").map(Self.citation)
        case "compaction_delta": .compaction(CompactionDelta(json: json))
        default: nil
        }
    }

    /// Thoughts, or the signature under them, which some gateways put into the last of these deltas.
    ///
    /// One with both stays unknown, so that nothing of it is lost; see ``JSONObject/signedThinking``.
    private static func thinking(_ json: JSONObject) -> Self? {
        let thinking: String? = json.optional("thinking")
        let signature = json.string("signature")
        if signature.isEmpty {
            return thinking.map {
                .thinking($0, estimatedTokens: json.peerCount("estimated_tokens"))
            }
        }
        return thinking?.isEmpty == false ? nil : .signature(signature)
    }

    /// The delta as the API writes it.
    ///
    /// Of a delta that this library knows, without members that it does not know; those stay in
    /// events that nobody has read yet, see ``MessageStreamEventView``.
    public var json: JSONObject {
        switch self {
        case .text(let text): ["type": "text_delta", "text": .string(text)]
        case .inputJSON(let fragment):
            ["type": "input_json_delta", "partial_json": .string(fragment)]
        case .thinking(let thinking, let estimatedTokens):
            Self.thinkingJSON(thinking, estimatedTokens)
        case .signature(let signature):
            ["type": "signature_delta", "signature": .string(signature)]
        case .citation(let citation):
            ["type": "citations_delta", "citation": citation.jsonValue]
        case .compaction(let delta): delta.json
        case .unknown(let json): json
        }
    }

    private static func thinkingJSON(_ thinking: String, _ estimatedTokens: Int?) -> JSONObject {
        var json: JSONObject = ["type": "thinking_delta", "thinking": .string(thinking)]
        json.set("estimated_tokens", estimatedTokens)
        return json
    }
}

extension JSONObject {
    /// What this delta is called, if it brings something that cannot be read: of the wrong type for a
    /// delta that is known, or under no type at all.
    ///
    /// One without its member, or with null, brings nothing, of which nothing is lost.
    var unreadableDelta: String? {
        let type = string("type")
        if type.isEmpty {
            let bringsNothing = allSatisfy { $0.key == "type" || $0.value.isNull }
            return bringsNothing ? nil : "delta without a type"
        }
        let member: String? =
            switch type {
            case "text_delta": "text"
            case "input_json_delta": "partial_json"
            case "thinking_delta": "thinking"
            case "signature_delta": "signature"
            case "citations_delta": "citation"
            default: nil
            }
        guard let member, let value = self[member], !value.isNull else { return nil }
        let isReadable = type == "citations_delta" ? value.object != nil : value.string != nil
        return isReadable ? nil : type
    }

    /// Both parts of a `thinking_delta` that brings thoughts and the signature under them.
    var signedThinking: (thinking: String, signature: String)? {
        guard string("type") == "thinking_delta" else { return nil }
        let (thinking, signature) = (string("thinking"), string("signature"))
        return thinking.isEmpty || signature.isEmpty ? nil : (thinking, signature)
    }
}

/// The summary of a ``CompactionBlock``, which comes in one piece (`compaction_delta`, beta).
public struct CompactionDelta: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The summary; nil when it is encrypted, or to be left as it was.
    public var content: String? { json.optional("content") }
    /// The summary, readable for the API only.
    public var encryptedContent: String? { json.optional("encrypted_content") }
}
