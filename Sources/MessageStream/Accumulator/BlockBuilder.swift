internal import PartialJSON

/// A block while its deltas arrive.
///
/// A delta goes to the member that it is about, whatever the type of the block, so that a block of
/// tomorrow collects what it gets. Text is added in place; the block's JSON is put together when
/// somebody asks for the block, and for good when the block is over.
struct BlockBuilder: Sendable {
    private enum Input: Sendable {
        case none
        case arriving(StreamedInputBox)
        case over(PartialJSONValue, ToolInputArrival)
    }

    /// The block as it started; once it is over, as it is for good.
    private var block: ContentBlock
    private(set) var isStopped = false
    private var isOver = false
    private var text: String?
    private var thinking: String?
    private var citations: [Citation]?
    /// Members that deltas set rather than add to.
    private var setMembers = JSONObject()
    private var input = Input.none

    /// A block that starts as `block`.
    init(start block: ContentBlock) {
        self.block = block
    }

    /// A block that came whole, with its message.
    init(whole block: ContentBlock) {
        self.block = block
        isStopped = true
        isOver = true
    }
}

/// What deltas do. Each that adds returns what the member is now.
extension BlockBuilder {
    mutating func append(text addition: String) -> String {
        if text == nil { text = block.json.string("text") }
        text!.append(addition)
        return text!
    }

    mutating func append(thinking addition: String) -> String {
        if thinking == nil { thinking = block.json.string("thinking") }
        thinking!.append(addition)
        return thinking!
    }

    mutating func append(_ citation: Citation) -> [Citation] {
        if citations == nil { citations = block.json.list("citations") }
        citations!.append(citation)
        return citations!
    }

    mutating func set(signature: String) {
        setMembers.set("signature", signature)
    }

    mutating func set(_ delta: CompactionDelta) {
        for key in ["content", "encrypted_content"] {
            guard let value = delta.json[key] else { continue }
            if value.isNull, (setMembers[key] ?? block.json[key]) != nil { continue }
            setMembers[key] = value
        }
    }

    mutating func append(
        inputJSON fragment: String, limits: PartialJSONParser.Limits, keepsRawText: Bool
    ) -> PartialJSONValue {
        if case .arriving(let box) = input { return box.input.append(fragment) }
        let box = StreamedInputBox(limits: limits, keepsRawText: keepsRawText)
        input = .arriving(box)
        return box.input.append(fragment)
    }
}

extension BlockBuilder {
    /// The `content_block_stop` came.
    mutating func stop() {
        isStopped = true
        end()
    }

    /// Nothing can follow any more, whether the block was stopped or not: the input gets its verdict.
    mutating func end() {
        guard !isOver else { return }
        var arrival = currentArrival
        if case .arriving(let box) = input, !box.input.isEmpty { arrival = box.input.finish() }
        block = assembled(arrival)
        isOver = true
        if case .arriving(let box) = input { input = .over(box.input.snapshot, arrival) }
        (text, thinking, citations, setMembers) = (nil, nil, nil, [:])
    }

    /// The block as it is now. Costs its number of members, and the size of an arriving input.
    var contentBlock: ContentBlock {
        isOver ? block : assembled(currentArrival)
    }

    /// The input that came in fragments, or nil when none came.
    var toolInput: ToolInput? {
        switch input {
        case .none: nil
        case .arriving(let box): box.input.toolInput
        case .over(let value, let arrival):
            ToolInput(
                snapshot: value, openPath: [], isComplete: arrival.state == .complete,
                error: arrival.error)
        }
    }

    /// How the input of a tool use stands if the message breaks off here.
    ///
    /// A start with members in its input is whole: the gateways that write one send no fragments.
    private var currentArrival: ToolInputArrival {
        switch input {
        case .arriving(let box) where !box.input.isEmpty: box.input.arrivalSoFar
        case .over(_, let arrival): arrival
        case .none, .arriving:
            if isStopped || block.json["input"]?.object?.isEmpty == false {
                .complete
            } else {
                .incomplete(JSONError(.unexpectedEnd, byteOffset: 0), rawText: nil)
            }
        }
    }

    private func assembled(_ arrival: ToolInputArrival) -> ContentBlock {
        var json = block.json
        for (key, value) in setMembers { json[key] = value }
        if let text { json.set("text", text) }
        if let thinking { json.set("thinking", thinking) }
        if let citations { json["citations"] = .array(citations.map(\.jsonValue)) }
        if case .arriving(let box) = input, !box.input.isEmpty {
            json["input"] = box.input.value(for: arrival)
        }
        return ContentBlock(json: json).with(arrival)
    }
}

extension ContentBlock {
    /// The block with what is to be told of its input, if it is a tool use.
    fileprivate func with(_ arrival: ToolInputArrival) -> ContentBlock {
        switch self {
        case .toolUse(var block):
            block.inputArrival = arrival
            return .toolUse(block)
        case .serverToolUse(var block):
            block.inputArrival = arrival
            return .serverToolUse(block)
        case .mcpToolUse(var block):
            block.inputArrival = arrival
            return .mcpToolUse(block)
        default:
            return self
        }
    }
}
