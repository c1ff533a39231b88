/// What the body of a successful answer is, told by how it begins.
///
/// Servers label event streams as JSON, as text, as bytes or not at all, and send errors as JSON under
/// the label of an event stream. So the beginning decides, and the label only where that says nothing.
///
/// ```swift
/// var judgement = BodyJudgement(contentType: "application/json")
/// judgement.judge(bytes.span)  // of every chunk, cut anywhere, until there is a kind
/// judgement.kind
/// ```
package struct BodyJudgement: Sendable {
    package enum Kind: Sendable, Hashable {
        case eventStream
        /// An object or an array: a whole message, or an error.
        case json
        /// A page, a line of text, compressed bytes.
        case other
    }

    private enum Position: Sendable {
        /// So many bytes of a byte order mark have come.
        case inMark(Int)
        case atLineStart
        /// Behind white space at the beginning of a line, where no field begins.
        case indented
        case inComment
        /// In what may become the name of a field.
        case inName([UInt8])
    }

    /// More white space than this before anything else is an event stream that is kept alive.
    package static let greatestBlank = 64 << 10

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let names = ["data", "event", "id", "retry"].map { Array($0.utf8) }

    /// Whether the label says that it is an event stream. Then it is read as one while nothing else is
    /// known: a line that is no field does no harm.
    package let isLabelled: Bool
    /// Nil until enough has come.
    package private(set) var kind: Kind?
    private var position = Position.inMark(0)
    private var blank = 0

    /// The judgement of a body of which nothing has come.
    package init(contentType: String?) {
        let type = (contentType ?? "").drop { $0 == " " }.prefix { $0 != ";" && $0 != " " }
        isLabelled = type.lowercased() == "text/event-stream"
    }

    /// Looks at the next bytes. Costs their number until there is a kind, and then nothing.
    ///
    /// - Returns: Where in these bytes that begins which made the kind known; nil if none did.
    @discardableResult
    package mutating func judge(_ bytes: Span<UInt8>) -> Int? {
        for index in bytes.indices {
            if kind != nil { return nil }
            take(bytes[index])
            if kind != nil { return index }
        }
        return nil
    }

    /// Says that nothing follows. Returns what the body is: an empty one is a stream that was cut.
    package mutating func finish() -> Kind {
        if kind == nil {
            if case .inName = position, !isLabelled { kind = .other } else { kind = .eventStream }
        }
        return kind ?? .eventStream
    }

    private mutating func take(_ byte: UInt8) {
        switch position {
        case .inMark(let count) where byte == Self.mark[count]:
            position = count == 2 ? .atLineStart : .inMark(count + 1)
        case .inMark(0), .atLineStart: begin(byte, isIndented: false)
        case .inMark: decide(.other)
        case .indented: begin(byte, isIndented: true)
        case .inComment: if byte.isLineEnd { position = .atLineStart }
        case .inName(let name):
            if byte.isLineEnd || byte == UInt8(ascii: ":") {
                decide(Self.names.contains(name) ? .eventStream : .other)
            } else {
                take(name: name + [byte])
            }
        }
    }

    /// Takes a byte with nothing but white space before it.
    private mutating func begin(_ byte: UInt8, isIndented: Bool) {
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            position = .atLineStart
            takeBlank()
        case UInt8(ascii: " "), UInt8(ascii: "\t"):
            position = .indented
            takeBlank()
        case UInt8(ascii: "{"), UInt8(ascii: "["): kind = .json
        case UInt8(ascii: "<"): kind = .other
        case UInt8(ascii: ":") where !isIndented:
            // Behind the comments of a labelled stream an error may stand that is framed by nothing.
            if isLabelled { position = .inComment } else { kind = .eventStream }
        default:
            if isIndented { decide(.other) } else { take(name: [byte]) }
        }
    }

    private mutating func takeBlank() {
        blank += 1
        if blank > Self.greatestBlank { kind = .eventStream }
    }

    private mutating func take(name: [UInt8]) {
        guard Self.names.contains(where: { $0.starts(with: name) }) else { return decide(.other) }
        position = .inName(name)
    }

    /// A line of text may be a field that nobody knows: the label says whether it is.
    private mutating func decide(_ kind: Kind) {
        self.kind = isLabelled ? .eventStream : kind
    }
}

extension UInt8 {
    fileprivate var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}
