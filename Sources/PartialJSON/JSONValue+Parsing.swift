extension JSONValue {
    /// The value of a whole JSON text.
    ///
    /// Costs time and memory linear in the text. White space around the value is fine.
    ///
    /// - Throws: Where and why `bytes` is not JSON (RFC 8259), or is past a limit.
    public init(
        parsing bytes: Span<UInt8>, limits: PartialJSONParser.Limits = .default
    ) throws(JSONError) {
        if let text = WholeText(bytes, limits) {
            self = text.value
            return
        }
        // Something is wrong with it, and the parser knows what.
        var parser = PartialJSONParser(limits: limits)
        try parser.append(bytes)
        guard let value = try parser.finish(emptyIsObject: false).value() else {
            preconditionFailure("a text without an error has a value")
        }
        self = value
    }

    /// The value of a whole JSON text.
    ///
    /// - Throws: Where and why `bytes` is not JSON (RFC 8259), or is past a limit.
    public init(
        parsing bytes: [UInt8], limits: PartialJSONParser.Limits = .default
    ) throws(JSONError) {
        try self.init(parsing: bytes.span, limits: limits)
    }

    /// The value of a whole JSON text.
    ///
    /// - Throws: Where and why `text` is not JSON (RFC 8259), or is past a limit.
    public init(
        parsing text: String, limits: PartialJSONParser.Limits = .default
    ) throws(JSONError) {
        try self.init(parsing: text.utf8.span, limits: limits)
    }
}
