public import PartialJSON

/// Why the model stopped, and the usage so far (`message_delta`).
///
/// A view of the whole event, with what stands beside its `delta`.
public struct MessageDelta: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The members of the message that changed.
    public var delta: JSONObject { json.optional("delta") ?? [:] }

    /// Why the model stopped.
    public var stopReason: StopReason? { delta.stopReason }
    /// Why the model stopped, also where a gateway wrote it beside the `delta`.
    package var anyStopReason: StopReason? { stopReason ?? json.stopReason }
    /// The stop sequence that came, if the model stopped for one.
    public var stopSequence: String? { delta.optional("stop_sequence") }
    /// More about why the model stopped.
    public var stopDetails: StopDetails? { delta.optional("stop_details") }
    /// The container in which server tools ran.
    public var container: Container? { delta.optional("container") }
    /// The usage so far, cumulative. Counts that did not change may be left out.
    public var usage: Usage? { json.optional("usage") }
    /// What was taken out of the context before the model was asked (beta).
    public var contextManagement: ContextManagement? { json.optional("context_management") }
    /// What was changed in the input because it did not fit the model (beta).
    public var inputTransformations: [InputTransformation]? {
        json.optionalList("input_transformations")
    }
}
