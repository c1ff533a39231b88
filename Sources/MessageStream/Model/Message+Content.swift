public import PartialJSON

extension Message {
    /// The texts of all text blocks, joined without anything in between.
    public var text: String {
        content.reduce(into: "") { text, block in
            if case .text(let block) = block { text += block.text }
        }
    }

    /// The thoughts of all thinking blocks, joined without anything in between.
    public var thinking: String {
        content.reduce(into: "") { thinking, block in
            if case .thinking(let block) = block { thinking += block.thinking }
        }
    }

    /// Decodes the text of an answer whose form the request set by a JSON schema.
    ///
    /// An answer that was cut, or that refuses, does not fit: look at ``stopReason`` first.
    ///
    /// - Throws: A `JSONError` if ``text`` is not JSON, or the `DecodingError` of a `type` that it
    ///   does not fit.
    public func decode<T: Decodable>(
        as type: T.Type = T.self, options: JSONDecodingOptions = JSONDecodingOptions()
    ) throws -> T {
        try JSONValue(parsing: text).decode(type, options: options)
    }

    /// The uses of tools that your program runs, in order.
    public var toolUses: [ToolUseBlock] {
        content.compactMap { block in
            if case .toolUse(let block) = block { block } else { nil }
        }
    }

    /// The message as it goes into the history of the next request: `{"role", "content"}`.
    ///
    /// Blocks go back as they came, signatures and encrypted parts included. A tool input that is
    /// no JSON goes back as `{"INVALID_JSON": "<the text>"}`.
    public var asInput: JSONValue {
        ["role": .string(role), "content": .array(content.map(\.jsonValue))]
    }
}
