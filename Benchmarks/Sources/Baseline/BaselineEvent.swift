/// A typed event, with the members that clients read; both baselines make it.
///
/// The product keeps every other member besides. The baselines leave them out, which is to their
/// advantage: what is compared is the least that a client needs.
public enum BaselineEvent: Sendable, Equatable {
    case messageStart(MessageStart)
    case contentBlockStart(index: Int, BlockStart)
    case contentBlockDelta(index: Int, Delta)
    case contentBlockStop(index: Int)
    case messageDelta(stopReason: String?, outputTokens: Int?)
    case messageStop
    case ping
    case error(type: String, message: String)
    /// An event of a type that is not known, with its data as it came.
    case unknown(name: String, data: String)

    /// How a message begins.
    public struct MessageStart: Sendable, Equatable {
        /// The message's identifier.
        public var id: String
        /// The model that answers.
        public var model: String
        /// The tokens of the prompt.
        public var inputTokens: Int?
        /// The tokens of the answer, as far as the API has counted.
        public var outputTokens: Int?
    }

    /// How a block begins.
    public struct BlockStart: Sendable, Equatable {
        /// The block's type, such as `text` or `tool_use`.
        public var type: String
        /// The text that is there from the start.
        public var text: String
        /// The identifier of a use of a tool; empty for other blocks.
        public var id: String
        /// The name of the tool; empty for other blocks.
        public var name: String
    }

    /// What is added to a block.
    public enum Delta: Sendable, Equatable {
        case text(String)
        case inputJSON(String)
        case thinking(String)
        case signature(String)
        case citation(type: String, citedText: String)
        /// A delta of a type that is not known.
        case unknown(type: String)
    }
}
