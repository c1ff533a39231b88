extension ValueDecoder {
    /// The error for a value of the kind that JSON has for a `type`, where the type's own `Decodable`
    /// wants something else: `URL` an object, `Data` an array of numbers. Nil for all other values.
    ///
    /// What the type wants would mislead whoever reads the error, the model not least: the JSON is
    /// right, and the program has to read it in another way. Nil also if `context`, that of the error
    /// so far, is of a value inside this one.
    func foreignMismatch(_ type: Any.Type, _ context: DecodingError.Context) -> DecodingError? {
        guard let kind = value.kind, context.codingPath.count == codingPath.count,
            let advice = foreignAdvice(for: type, from: kind)
        else { return nil }
        return .typeMismatch(
            type,
            DecodingError.Context(
                codingPath: codingPath,
                debugDescription: "\(type) cannot be decoded from \(found). \(advice)."))
    }
}

/// What to do about a `type` that does not decode from `kind`, although JSON has it so; nil where
/// there is nothing to say. Foundation's types are known by their names, which cannot be imported.
package func foreignAdvice(for type: Any.Type, from kind: PartialJSONValue.Kind) -> String? {
    let name = String(reflecting: type)
    if name.hasPrefix("Swift.Dictionary<") {
        return kind != .object
            ? nil
            : "Decode a [String: …] and make the \(type) of it, "
                + "or conform its key to CodingKeyRepresentable"
    }
    guard let dot = name.firstIndex(of: "."),
        ["Foundation", "FoundationEssentials", "Swift"].contains(name[..<dot])
    else { return nil }
    switch (name[name.index(after: dot)...], kind) {
    case ("Decimal", .number), ("Decimal", .string), ("URL", .string), ("Data", .string),
        ("Date", .string):
        return "Import MessageStreamFoundation, which knows how to"
    case ("TimeZone", .string), ("Locale", .string), ("Duration", .string):
        return "Decode a String and make the \(type) of it"
    case ("Duration", .number): return "Decode a Double and make the Duration of it"
    default: return nil
    }
}
