internal import PartialJSON

/// A tool input while its fragments arrive.
struct StreamedInput: ~Copyable, Sendable {
    private var parser: PartialJSONParser
    /// The text so far, for an input that turns out to be no JSON; nil when it is not wanted.
    private var rawText: String?
    private var byteCount = 0

    init(limits: PartialJSONParser.Limits, keepsRawText: Bool) {
        parser = PartialJSONParser(limits: limits)
        rawText = keepsRawText ? "" : nil
    }

    /// Whether nothing came but empty fragments.
    var isEmpty: Bool { byteCount == 0 }

    var snapshot: PartialJSONValue { parser.snapshot }

    var toolInput: ToolInput {
        ToolInput(
            snapshot: parser.snapshot, openPath: parser.openPath, isComplete: parser.isComplete,
            error: parser.error)
    }

    /// Reads a fragment, and returns what the input comes to.
    ///
    /// Of an input that is no JSON the parser keeps the first error, and the rest is kept as text
    /// only: the model's mistake is not the stream's.
    mutating func append(_ fragment: String) -> PartialJSONValue {
        byteCount += fragment.utf8.count
        rawText?.append(fragment)
        try? parser.append(fragment)
        return parser.snapshot
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

    /// How an input stands of which nothing came, not even the block's end.
    var arrivalOfNothing: ToolInputArrival { .incomplete(endError, rawText: rawText) }

    /// What to write as the input: what came, or the form for text that is no JSON.
    func value(for arrival: ToolInputArrival) -> JSONValue {
        if case .invalid = arrival.state, let rawText {
            return ["INVALID_JSON": .string(rawText)]
        }
        return parser.snapshot.value(openStrings: .omitted) ?? [:]
    }

    private var endError: JSONError { JSONError(.unexpectedEnd, byteOffset: byteCount) }
}

/// Holds a ``StreamedInput``, since an array cannot hold what is not copyable.
///
/// It is sendable although it changes: nobody but one ``MessageAccumulator`` ever holds it, and that
/// is not copyable.
final class StreamedInputBox: @unchecked Sendable {
    var input: StreamedInput

    init(limits: PartialJSONParser.Limits, keepsRawText: Bool) {
        input = StreamedInput(limits: limits, keepsRawText: keepsRawText)
    }
}
