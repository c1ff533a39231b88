public import PartialJSON

/// A tool input while it arrives, or after.
public struct ToolInput: Sendable {
    /// The value so far; strings that are still open show what has arrived of them.
    public let snapshot: PartialJSONValue

    let isOver: Bool

    /// Whether a whole value has come. The verdict on what may follow it falls when the block stops.
    public let isComplete: Bool

    /// Why the text is no JSON, if it is not; ``snapshot`` is what came before the error.
    public let error: JSONError?

    /// The path of the value that is being written now, such as `["edits", 0, "new_text"]`.
    ///
    /// Costs time linear in the depth of that value, when asked for.
    public var openPath: [JSONPathComponent] { isOver ? [] : snapshot.openPath }
}
