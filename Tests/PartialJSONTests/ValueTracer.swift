import PartialJSON

/// Tells what a parser shows after each fragment, in the lines that partial-json.md describes.
struct ValueTracer: ~Copyable {
    /// What the attributes of an input fence say.
    struct Options {
        var limits = PartialJSONParser.Limits.default
        var emptyIsObject = true

        init(_ attributes: [String: String] = [:]) {
            limits = PartialJSONParser.Limits(
                maximumBytes: attributes["maximumBytes"].flatMap { Int($0) }
                    ?? limits.maximumBytes,
                maximumDepth: attributes["maximumDepth"].flatMap { Int($0) }
                    ?? limits.maximumDepth,
                maximumNumberBytes: attributes["maximumNumberBytes"].flatMap { Int($0) }
                    ?? limits.maximumNumberBytes)
            emptyIsObject = attributes["emptyIsObject"] != "false"
        }
    }

    private var parser: PartialJSONParser
    private let options: Options
    private var lines: [String] = []

    init(_ options: Options = Options()) {
        parser = PartialJSONParser(limits: options.limits)
        self.options = options
    }

    static func trace(of fragments: [[UInt8]], _ options: Options = Options()) -> [String] {
        var tracer = ValueTracer(options)
        for fragment in fragments { tracer.feed(fragment.span) }
        return tracer.finish()
    }

    mutating func feed(_ fragment: Span<UInt8>) {
        guard parser.error == nil else { return }
        try? parser.append(fragment)
        lines.append(line)
    }

    /// The last line is the verdict: an error, or `end`.
    consuming func finish() -> [String] {
        if parser.error == nil {
            let value = try? parser.finish(emptyIsObject: options.emptyIsObject)
            lines.append(value.map { "end \($0)" } ?? line)
        }
        return lines
    }

    private var line: String {
        let value = parser.snapshot
        var line = value.kind == nil ? "nothing" : value.jsonText
        let omitted = value.jsonText(openStrings: .omitted) ?? "nothing"
        if omitted != line { line += " | " + omitted }
        if let error = parser.error {
            return line + " error \(Self.codeNames[error.code] ?? "?") at \(error.byteOffset)"
        }
        if parser.isEmpty { return line }
        let pointer = parser.openPath.jsonPointer
        return line + (parser.isComplete ? " complete" : " at \(pointer.isEmpty ? "/" : pointer)")
    }

    static let codeNames: [JSONError.Code: String] = [
        .expectedValue: "expectedValue", .expectedKey: "expectedKey",
        .expectedColon: "expectedColon", .expectedComma: "expectedComma",
        .trailingBytes: "trailingBytes", .badLiteral: "badLiteral", .badNumber: "badNumber",
        .badEscape: "badEscape", .badUnicodeEscape: "badUnicodeEscape",
        .controlCharacter: "controlCharacter", .badUTF8: "badUTF8",
        .unexpectedEnd: "unexpectedEnd", .tooDeep: "tooDeep", .tooManyBytes: "tooManyBytes",
        .numberTooLong: "numberTooLong", .outOfMemory: "outOfMemory", .engine: "engine",
    ]
}
