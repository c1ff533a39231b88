/// What a fragment did to the value.
public enum PartialJSONChange: Sendable {
    /// The value at `path` is complete; a container comes after all that is in it.
    case finished(path: [JSONPathComponent], value: PartialJSONValue)
    /// More of the string at `path` has arrived, whole characters only. Put together these are the
    /// string, which is then `finished`. Keys are not reported.
    case stringGrew(path: [JSONPathComponent], by: String)
}
