internal import PartialJSON

/// A block while its deltas arrive.
///
/// A delta goes to the member that it is about, if it belongs to the block (``deltas``). The block's
/// JSON is put together when somebody asks for the block, and for good when the block is over.
struct BlockBuilder: Sendable {
    /// What came of an input, when nothing can follow any more.
    private final class FinishedInput: Sendable {
        let value: PartialJSONValue
        let arrival: ToolInputArrival

        init(_ value: PartialJSONValue, _ arrival: ToolInputArrival) {
            self.value = value
            self.arrival = arrival
        }
    }

    private enum Input: Sendable {
        case none
        case arriving(StreamedInputBox)
        case over(FinishedInput)
    }

    /// The block as it started; once it is over, as it is for good.
    private var block: ContentBlock
    private(set) var isStopped = false
    /// The deltas that the block takes.
    let deltas: BlockDeltas
    private var isOver = false
    private var text: GrowingText?
    private var thinking: GrowingText?
    private var citations: [Citation]?
    /// Members that deltas set rather than add to.
    private var setMembers = JSONObject()
    private var input = Input.none

    /// A block that starts as `block`.
    init(start block: ContentBlock) {
        self.block = block
        deltas = .belonging(to: block)
    }

    /// A block that came whole, with its message.
    init(whole block: ContentBlock) {
        self.block = block
        deltas = []
        isStopped = true
        isOver = true
    }
}

/// What deltas do. Texts come as valid UTF-8, or as strings by those who want to see the whole.
extension BlockBuilder {
    @inline(__always)
    mutating func append(text piece: Span<UInt8>) {
        startText()
        text?.append(validated: piece)
    }

    mutating func append(text piece: String) -> String {
        startText()
        return text?.append(piece) ?? piece
    }

    mutating func append(thinking piece: Span<UInt8>) {
        startThinking()
        thinking?.append(validated: piece)
    }

    mutating func append(thinking piece: String) -> String {
        startThinking()
        return thinking?.append(piece) ?? piece
    }

    private mutating func startText() {
        if text == nil { text = GrowingText(block.json.string("text")) }
    }

    private mutating func startThinking() {
        if thinking == nil { thinking = GrowingText(block.json.string("thinking")) }
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

    /// Makes `fragment` a part of the input; `settings` are those of the accumulator.
    mutating func append(inputJSON fragment: Span<UInt8>, _ settings: MessageAccumulator.Settings) {
        arrivingInput(settings).input.append(fragment)
    }

    /// Makes `fragment` a part of the input, and says what it changed.
    mutating func changes(
        appending fragment: Span<UInt8>, _ settings: MessageAccumulator.Settings
    ) -> [PartialJSONChange] {
        arrivingInput(settings).input.changes(appending: fragment)
    }

    @inline(__always)
    private mutating func arrivingInput(
        _ settings: MessageAccumulator.Settings
    ) -> StreamedInputBox {
        if case .arriving(let box) = input { return box }
        let box = StreamedInputBox(
            limits: settings.limits.toolInput, keepsRawText: settings.keepsRawToolInput)
        input = .arriving(box)
        return box
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
        if case .arriving(let box) = input {
            input = .over(FinishedInput(box.input.snapshot, arrival))
        }
        (text, thinking, citations, setMembers) = (nil, nil, nil, [:])
    }

    /// The block's type as the API writes it.
    var type: String { block.type }

    /// The block as it is now. Costs its number of members, and the size of an arriving input.
    var contentBlock: ContentBlock {
        isOver ? block : assembled(currentArrival)
    }

    /// The input that came in fragments, or nil when none came.
    var toolInput: ToolInput? {
        switch input {
        case .none: nil
        case .arriving(let box): box.input.toolInput
        case .over(let over):
            ToolInput(
                snapshot: over.value, isOver: true,
                isComplete: over.arrival.state == .complete, error: over.arrival.error)
        }
    }

    /// What the input comes to; shows nothing when no fragment has come.
    var inputSnapshot: PartialJSONValue? {
        switch input {
        case .none: nil
        case .arriving(let box): box.input.snapshot
        case .over(let over): over.value
        }
    }

    /// How the input of a tool use stands if the message breaks off here.
    ///
    /// A start with members in its input is whole: the gateways that write one send no fragments.
    private var currentArrival: ToolInputArrival {
        switch input {
        case .arriving(let box) where !box.input.isEmpty: box.input.arrivalSoFar
        case .over(let over): over.arrival
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
        if let text { json.set("text", text.text) }
        if let thinking { json.set("thinking", thinking.text) }
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
