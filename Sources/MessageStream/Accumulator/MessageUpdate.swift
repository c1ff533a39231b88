public import PartialJSON

/// What an event did to the message: the events of the official SDKs' stream helpers.
///
/// A snapshot shares its memory with the accumulator: it costs nothing to take and to drop, but one
/// that is still held when the next delta of its block comes costs that delta a copy of the value.
public enum MessageUpdate: Sendable {
    /// `text` was added to the text of block `index`, which is `snapshot` now.
    case text(index: Int, text: String, snapshot: String)
    /// `thinking` was added to the thoughts of block `index`, which are `snapshot` now.
    case thinking(index: Int, thinking: String, snapshot: String)
    /// `partialJSON` was added to the tool input of block `index`; `snapshot` is what it comes to.
    case inputJSON(index: Int, partialJSON: String, snapshot: PartialJSONValue)
    /// `citation` was added to those of block `index`, which are `snapshot` now.
    case citation(index: Int, citation: Citation, snapshot: [Citation])
    /// The thoughts of block `index` were signed.
    case signature(index: Int, signature: String)
    /// Block `index` got its summary.
    case compaction(index: Int, delta: CompactionDelta)
    /// Block `index` is complete.
    case contentBlockStop(index: Int, contentBlock: ContentBlock)
    /// The message is complete.
    case messageStop(Message)
}
