/// A message put together of the events of its stream.
///
/// Tool inputs are concatenated as they come and are text at the end, as in the clients of today.
public struct BaselineMessage: Sendable, Equatable {
    /// A block of the message.
    public struct Block: Sendable, Equatable {
        /// The block's type.
        public var type: String
        /// The text, or the thoughts.
        public var text: String
        /// The JSON text of a tool's input.
        public var input = ""
        /// The signature of a thinking block.
        public var signature = ""
        /// The texts that a text block cites.
        public var citations: [String] = []
        /// The identifier of a use of a tool.
        public var id: String
        /// The name of the tool.
        public var name: String
    }

    /// The message's identifier.
    public private(set) var id = ""
    /// The model that answered.
    public private(set) var model = ""
    /// The blocks, in order.
    public private(set) var content: [Block] = []
    /// Why the model stopped, or nil before it says so.
    public private(set) var stopReason: String?
    /// The tokens of the answer.
    public private(set) var outputTokens: Int?

    /// A message of which nothing has come.
    public init() {}

    /// Takes the next event in. Deltas of blocks that never began are left out.
    public mutating func append(_ event: BaselineEvent) {
        switch event {
        case .messageStart(let start):
            self = Self()
            id = start.id
            model = start.model
            outputTokens = start.outputTokens
        case .contentBlockStart(_, let block):
            content.append(
                Block(type: block.type, text: block.text, id: block.id, name: block.name))
        case .contentBlockDelta(let index, let delta):
            guard content.indices.contains(index) else { return }
            append(delta, toBlock: index)
        case .messageDelta(let reason, let tokens):
            stopReason = reason ?? stopReason
            outputTokens = tokens ?? outputTokens
        case .contentBlockStop, .messageStop, .ping, .error, .unknown: break
        }
    }

    private mutating func append(_ delta: BaselineEvent.Delta, toBlock index: Int) {
        switch delta {
        case .text(let text), .thinking(let text): content[index].text += text
        case .inputJSON(let fragment): content[index].input += fragment
        case .signature(let signature): content[index].signature += signature
        case .citation(_, let text): content[index].citations.append(text)
        case .unknown: break
        }
    }
}
