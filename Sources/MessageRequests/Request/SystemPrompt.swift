public import MessageStream
public import PartialJSON

/// What the model is told before the conversation (`system`): a text, or texts of which parts are
/// kept in the API's cache.
public struct SystemPrompt: JSONConvertible, ExpressibleByStringLiteral,
    ExpressibleByStringInterpolation
{
    /// The prompt as it is sent.
    public let jsonValue: JSONValue

    /// Reads a string or a list of blocks; nil when `jsonValue` is something else.
    public init?(jsonValue: JSONValue) {
        switch jsonValue {
        case .string, .array: self.jsonValue = jsonValue
        case .null, .bool, .number, .object: return nil
        }
    }

    /// A prompt that is one text.
    public init(_ text: String) {
        jsonValue = .string(text)
    }

    /// A prompt of several texts.
    public init(_ blocks: [InputContent]) {
        jsonValue = .array(blocks.map(\.jsonValue))
    }

    /// A prompt that is one text.
    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// The texts of the prompt, joined without anything in between.
    public var text: String {
        jsonValue.string ?? (jsonValue.array ?? []).compactMap { $0["text"]?.string }.joined()
    }
}
