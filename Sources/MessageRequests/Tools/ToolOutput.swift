public import PartialJSON

/// What a tool gives back to the model.
///
/// A string literal is a text. An error is no failure of the program: the model reads it and may try
/// again.
public struct ToolOutput: Sendable, Hashable, ExpressibleByStringLiteral,
    ExpressibleByStringInterpolation
{
    /// The blocks that the model gets: texts, images, documents; none for nothing to tell.
    public var content: [InputContent]
    /// Whether the tool failed.
    public var isError: Bool

    /// An output of blocks.
    public init(content: [InputContent], isError: Bool = false) {
        self.content = content
        self.isError = isError
    }

    /// A text.
    public init(stringLiteral value: String) {
        self = .text(value)
    }

    /// A text.
    public static func text(_ text: String) -> Self {
        Self(content: text.isEmpty ? [] : [.text(text)])
    }

    /// A JSON value, which the model gets as its text.
    public static func json(_ value: JSONValue) -> Self {
        .text(value.jsonText)
    }

    /// A value of a type of yours, which the model gets as its JSON text.
    ///
    /// - Throws: What `value` throws when it is encoded, or an `EncodingError` if JSON has no such
    ///   value.
    public static func json(_ value: some Encodable) throws -> Self {
        .json(try JSONValue(encoding: value))
    }

    /// What went wrong, in words for the model.
    public static func error(_ message: String) -> Self {
        Self(content: message.isEmpty ? [] : [.text(message)], isError: true)
    }

    /// The texts of the output, joined without anything in between.
    public var text: String {
        content.compactMap { $0.json["text"]?.string }.joined()
    }
}
