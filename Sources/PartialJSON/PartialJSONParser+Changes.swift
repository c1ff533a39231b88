extension PartialJSONParser {
    /// Reads the next fragment, and says what it changed in the value, in the text's order.
    ///
    /// ```swift
    /// try parser.append(fragment) { change in
    ///     if case .stringGrew(["new_text"], let text) = change { editor.insert(text) }
    /// }
    /// ```
    ///
    /// If it throws, what came before the error has been reported. Besides what
    /// ``append(_:)-(Span<UInt8>)`` costs, it costs a path for each change, and one for the value
    /// that was open before.
    ///
    /// - Throws: The first error of the text, now and at every later call.
    public mutating func append(
        _ fragment: Span<UInt8>, changes: (PartialJSONChange) -> Void
    ) throws(JSONError) {
        var walk = ChangeWalk(before: tape)
        _ = read(fragment)
        if let tape { walk.report(to: tape, changes) }
        if let error { throw error }
    }

    /// Reads the next fragment, and says what it changed; see ``append(_:changes:)-(Span<UInt8>,_)``.
    public mutating func append(
        _ fragment: [UInt8], changes: (PartialJSONChange) -> Void
    ) throws(JSONError) {
        try append(fragment.span, changes: changes)
    }

    /// Reads the next fragment, and says what it changed; see ``append(_:changes:)-(Span<UInt8>,_)``.
    public mutating func append(
        _ fragment: String, changes: (PartialJSONChange) -> Void
    ) throws(JSONError) {
        try append(fragment.utf8.span, changes: changes)
    }

    /// Says that the text is over, which finishes a number that is not in a container.
    ///
    /// See ``finish(emptyIsObject:)``.
    public mutating func finish(
        emptyIsObject: Bool = true, changes: (PartialJSONChange) -> Void
    ) throws(JSONError) -> PartialJSONValue {
        var walk = ChangeWalk(before: tape)
        let value = try finish(emptyIsObject: emptyIsObject)
        if let tape { walk.report(to: tape, changes) }
        return value
    }

    /// The path of the value that is being written now.
    ///
    /// That is the innermost value whose first byte has come and whose last has not; while a key or
    /// its colon is being written, the object. Empty for the root, and when nothing is open.
    public var openPath: [JSONPathComponent] {
        guard let tape else { return [] }
        let walk = ChangeWalk(before: tape)
        return walk.pathOfOpenValue(in: tape)
    }
}
