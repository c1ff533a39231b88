/// Why something cannot be said in a conversation.
public struct ConversationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of reasons; more may be added.
    public struct Code: Hashable, Sendable {
        private enum Kind { case noToolResult, unknownToolUse, answeredToolUse }
        private let kind: Kind

        /// The content is no result of a tool.
        public static let noToolResult = Code(kind: .noToolResult)
        /// The last answer has no tool use of that identifier.
        public static let unknownToolUse = Code(kind: .unknownToolUse)
        /// The tool use has its result already.
        public static let answeredToolUse = Code(kind: .answeredToolUse)

        fileprivate var clause: String {
            switch kind {
            case .noToolResult: "the content is no result of a tool"
            case .unknownToolUse: "the last answer has no such tool use"
            case .answeredToolUse: "the tool use has its result already"
            }
        }
    }

    /// What is in the way.
    public var code: Code
    /// The identifier of the tool use, where there is one.
    public var toolUseID: String?

    package init(_ code: Code, toolUseID: String?) {
        self.code = code
        self.toolUseID = toolUseID
    }

    /// A clause, such as `the last answer has no such tool use (toolu_1)`.
    public var description: String {
        toolUseID.map { "\(code.clause) (\($0))" } ?? code.clause
    }
}
