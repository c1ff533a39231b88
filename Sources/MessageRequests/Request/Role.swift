public import MessageStream

/// Who speaks in a message of a conversation.
public struct Role: OpenStringEnum {
    /// The role as the API writes it.
    public let rawValue: String

    /// The role that the API writes as `rawValue`.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The person, or the program that brings the results of tools.
    public static let user: Self = "user"
    /// The model.
    public static let assistant: Self = "assistant"
}
