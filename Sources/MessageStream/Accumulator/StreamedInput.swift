internal import PartialJSON

/// A tool input while its fragments arrive.
struct StreamedInput: ~Copyable, Sendable {
    private var parser: PartialJSONParser
    /// The text so far, for an input that turns out to be no JSON; nil when it is not wanted.
    private var raw: GrowingText?
    private var byteCount = 0

    init(limits: PartialJSONParser.Limits, keepsRawText: Bool) {
        parser = PartialJSONParser(limits: limits)
        raw = keepsRawText ? GrowingText("") : nil
    }

    /// Whether nothing came but empty fragments.
    var isEmpty: Bool { byteCount == 0 }

    var snapshot: PartialJSONValue { parser.snapshot }

    var toolInput: ToolInput {
        ToolInput(
            snapshot: parser.snapshot, isOver: false, isComplete: parser.isComplete,
            error: parser.error)
    }

    /// Reads a fragment, which is valid UTF-8.
    ///
    /// Of an input that is no JSON the parser keeps the first error, and the rest is kept as text
    /// only: the model's mistake is not the stream's.
    mutating func append(_ fragment: Span<UInt8>) {
        keep(fragment)
        try? parser.append(fragment)
    }

    /// Reads a fragment as ``append(_:)`` does, and says what it changed in the value.
    mutating func changes(appending fragment: Span<UInt8>) -> [PartialJSONChange] {
        keep(fragment)
        var changes: [PartialJSONChange] = []
        try? parser.append(fragment) { changes.append($0) }
        return changes
    }

    @inline(__always)
    private mutating func keep(_ fragment: Span<UInt8>) {
        byteCount += fragment.count
        raw?.append(validated: fragment)
    }

    /// How the input stands if the stream goes on.
    var arrivalSoFar: ToolInputArrival {
        if let error = parser.error { return .invalid(error, rawText: rawText) }
        return parser.isComplete ? .complete : .incomplete(endError, rawText: rawText)
    }

    /// How the input stands, given that nothing follows it: the strict verdict.
    mutating func finish() -> ToolInputArrival {
        if let error = parser.error { return .invalid(error, rawText: rawText) }
        do {
            _ = try parser.finish()
            return .complete
        } catch {
            return .incomplete(error, rawText: rawText)
        }
    }

    /// What to write as the input: what came, or the form for text that is no JSON.
    func value(for arrival: ToolInputArrival) -> JSONValue {
        if case .invalid = arrival.state, let rawText {
            return ["INVALID_JSON": .string(rawText)]
        }
        return parser.snapshot.value(openStrings: .omitted) ?? [:]
    }

    private var rawText: String? { raw?.text }

    private var endError: JSONError { JSONError(.unexpectedEnd, byteOffset: byteCount) }
}

/// Holds a ``StreamedInput``, since an array cannot hold what is not copyable.
///
/// It is sendable although it changes: nobody but one ``MessageAccumulator`` ever holds it, and that
/// is not copyable. For the same reason there is no access to check for exclusivity, which would
/// cost a fragment a third of what parsing it does.
@safe final class StreamedInputBox: @unchecked Sendable {
    @exclusivity(unchecked) private var stored: StreamedInput

    init(limits: PartialJSONParser.Limits, keepsRawText: Bool) {
        unsafe stored = StreamedInput(limits: limits, keepsRawText: keepsRawText)
    }

    var input: StreamedInput {
        _read { yield unsafe stored }
        _modify { yield unsafe &stored }
    }
}
