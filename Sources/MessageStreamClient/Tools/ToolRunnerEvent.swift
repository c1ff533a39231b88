public import MessageStream

/// What happens while a ``ToolRunner`` runs.
#if hasAttribute(nonexhaustive)
    @nonexhaustive
#endif
public enum ToolRunnerEvent: Sendable {
    /// The model wrote more text.
    case text(String)
    /// The model thought more.
    case thinking(String)
    /// The model wrote more of a tool's input; `toolUse` is how its block began.
    ///
    /// Fragments are cut anywhere: put them into a `PartialJSONParser` to see the value grow.
    case toolInput(toolUse: ToolUseBlock, fragment: String)
    /// A tool starts to run.
    case toolStarted(ToolUseBlock)
    /// A tool is done, or the tool use turned out to be the model's mistake.
    case toolFinished(ToolUseBlock, ToolOutput)
    /// An answer is whole and its tools are done; if it used any the model is asked again.
    case turnEnded(Message)
}
