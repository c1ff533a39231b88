public import PartialJSON

/// One event of a streamed message.
///
/// The deltas, nearly all of a stream, hold nothing but their own text; what is large stands behind
/// a reference. An event is 33 bytes in size.
#if hasAttribute(nonexhaustive)
    @nonexhaustive
#endif
public enum MessageStreamEvent: Sendable, Hashable {
    /// The message begins; its content follows.
    case messageStart(Message)
    /// A block begins, empty or, for results of tools and the like, complete.
    case contentBlockStart(index: Int, contentBlock: ContentBlock)
    /// More of a block.
    case contentBlockDelta(index: Int, delta: ContentBlockDelta)
    /// The block is complete.
    case contentBlockStop(index: Int)
    /// Why the model stopped, and the usage so far.
    case messageDelta(MessageDelta)
    /// The message is complete.
    case messageStop
    /// A sign of life.
    case ping
    /// The API gave up in the middle of the stream.
    case error(StreamedError)
    /// An event that this library does not know; `data` is its data as it came.
    case unknown(name: String, data: String)
}

extension MessageStreamEvent {
    /// The event that the JSON of an event's data is, told by its `type`.
    ///
    /// An object with an `error` but no `type` is an ``error(_:)``, as gateways send it. Nil when
    /// there is neither, and when an event that this library knows lacks its message, block, delta
    /// or index. Costs time linear in the members, not in their text.
    public init?(json: JSONObject) {
        guard let type: String = json.optional("type") else {
            guard json.saysError else { return nil }
            self = .error(StreamedError(json: json))
            return
        }
        let index: Int? = json.optional("index")
        switch type {
        case "message_start":
            guard let message: Message = json.optional("message") else { return nil }
            self = .messageStart(message)
        case "content_block_start":
            guard let index, let block: ContentBlock = json.optional("content_block") else {
                return nil
            }
            self = .contentBlockStart(index: index, contentBlock: block)
        case "content_block_delta":
            guard let index, let delta: ContentBlockDelta = json.optional("delta") else {
                return nil
            }
            self = .contentBlockDelta(index: index, delta: delta)
        case "content_block_stop":
            guard let index else { return nil }
            self = .contentBlockStop(index: index)
        case "message_delta": self = .messageDelta(MessageDelta(json: json))
        case "message_stop": self = .messageStop
        case "ping": self = .ping
        case "error": self = .error(StreamedError(json: json))
        default: self = .unknown(name: type, data: JSONValue.object(json).jsonText)
        }
    }

    /// The event's type as the API writes it, such as `content_block_delta`.
    public var name: String {
        switch self {
        case .messageStart: "message_start"
        case .contentBlockStart: "content_block_start"
        case .contentBlockDelta: "content_block_delta"
        case .contentBlockStop: "content_block_stop"
        case .messageDelta: "message_delta"
        case .messageStop: "message_stop"
        case .ping: "ping"
        case .error: "error"
        case .unknown(let name, _): name
        }
    }

    /// The event as the JSON that goes into an event's data.
    ///
    /// Of an unknown event the JSON that its data is, or its data as a string. Of members that
    /// stand beside those that the API documents, the events about single blocks keep none.
    public var jsonValue: JSONValue {
        switch self {
        case .messageStart(let message):
            ["type": "message_start", "message": message.jsonValue]
        case .contentBlockStart(let index, let block):
            [
                "type": "content_block_start", "index": .number(JSONNumber(index)),
                "content_block": block.jsonValue,
            ]
        case .contentBlockDelta(let index, let delta):
            [
                "type": "content_block_delta", "index": .number(JSONNumber(index)),
                "delta": delta.jsonValue,
            ]
        case .contentBlockStop(let index):
            ["type": "content_block_stop", "index": .number(JSONNumber(index))]
        case .messageDelta(let delta): delta.jsonValue
        case .messageStop: ["type": "message_stop"]
        case .ping: ["type": "ping"]
        case .error(let error): error.jsonValue
        case .unknown(_, let data): (try? JSONValue(parsing: data)) ?? .string(data)
        }
    }
}
