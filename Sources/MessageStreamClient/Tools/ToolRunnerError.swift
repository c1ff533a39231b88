public import MessageStream

/// Why a ``ToolRunner`` stopped although the model wants to go on.
public struct ToolRunnerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of reasons; more may be added.
    public struct Code: Hashable, Sendable {
        private enum Kind { case tooManyTurns }
        private let kind: Kind

        /// The model was asked ``ToolRunner/maximumTurns`` times.
        public static let tooManyTurns = Code(kind: .tooManyTurns)
    }

    /// What is in the way.
    public var code: Code
    /// The last answer; the results of its tools are in the conversation.
    public var lastMessage: Message
    private let turns: Int

    init(_ code: Code, lastMessage: Message, turns: Int) {
        self.code = code
        self.lastMessage = lastMessage
        self.turns = turns
    }

    /// A clause.
    public var description: String {
        "the model still uses tools after \(turns) turns"
    }
}
