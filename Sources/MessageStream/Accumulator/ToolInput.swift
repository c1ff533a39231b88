public import PartialJSON

/// A tool input while it arrives, or after.
public struct ToolInput: Sendable {
    /// The value so far; strings that are still open show what has arrived of them.
    public let snapshot: PartialJSONValue

    /// The path of the value that is being written now, such as `["edits", 0, "new_text"]`.
    public let openPath: [JSONPathComponent]

    /// Whether a whole value has come. The verdict on what may follow it falls when the block stops.
    public let isComplete: Bool

    /// Why the text is no JSON, if it is not; ``snapshot`` is what came before the error.
    public let error: JSONError?
}
