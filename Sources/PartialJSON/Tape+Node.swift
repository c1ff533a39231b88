extension Tape.Node {
    /// Whether this is a key, string or number.
    var isText: Bool { kind == .key || kind == .string || kind == .number }

    /// Whether this is an array or object.
    var isContainer: Bool { kind == .array || kind == .object }
}
