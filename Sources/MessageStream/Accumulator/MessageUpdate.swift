public import PartialJSON

/// What an event did to the message: the events of the official SDKs' stream helpers.
///
/// A snapshot shares its memory with the accumulator: it costs nothing to take and to drop. One that is
/// held for good costs a copy of the value. A model to which each is assigned in turn costs what is new
/// and, after a few copies, the value a second time in memory.
#if hasAttribute(nonexhaustive)
    @nonexhaustive
#endif
public enum MessageUpdate: Sendable {
    /// `text` was added to the text of block `index`, which is `snapshot` now.
    case text(index: Int, text: String, snapshot: String)
    /// `thinking` was added to the thoughts of block `index`, which are `snapshot` now.
    case thinking(index: Int, thinking: String, snapshot: String)
    /// `partialJSON` was added to the tool input of block `index`; `snapshot` is what it comes to, and
    /// `changes` are what is new in it: an editor inserts them and need not look for the difference.
    case inputJSON(
        index: Int, partialJSON: String, snapshot: PartialJSONValue, changes: [PartialJSONChange])
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
