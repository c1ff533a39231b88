/// A parser of one JSON text that arrives in fragments, with the value it has come to so far.
///
/// ```swift
/// var parser = PartialJSONParser()
/// try parser.append(#"{"path": "/src/ma"#)
/// parser.snapshot["path"]?.string  // "/src/ma"
/// try parser.append(#"in.swift", "line": 12}"#)
/// let edit = try parser.finish().decode(Edit.self)
/// ```
///
/// Nothing is parsed twice and no text is put together first: the cost is linear in the bytes,
/// whatever the fragments. The verdict is RFC 8259's, to the letter; the first error stays, and what
/// came before it stays readable. A parser without a byte, or with its value complete, holds no
/// memory but the value's.
///
/// For a text that is there as a whole, ``JSONValue/init(parsing:limits:)-(Span<UInt8>,_)`` is
/// simpler. For several texts in a row, make a parser for each.
public struct PartialJSONParser: ~Copyable, Sendable {
    var engine: Engine
    var tape: Tape?
    private let maximumRawBytes: Int

    /// Every byte that was appended, wrong ones too, up to the limit; nil unless asked for.
    public private(set) var rawBytes: [UInt8]?

    /// A parser for one text.
    ///
    /// - Parameters:
    ///   - limits: What the text may cost.
    ///   - keepsRawText: Whether ``rawBytes`` and ``rawText`` keep the text, at its size in memory.
    public init(limits: Limits = .default, keepsRawText: Bool = false) {
        engine = Engine(limits)
        maximumRawBytes = limits.maximumBytes
        rawBytes = keepsRawText ? [] : nil
    }

    /// Reads the next fragment, which may begin and end anywhere, even inside a character.
    ///
    /// Costs time linear in the fragment, and one copy of the value so far if a snapshot of it is still
    /// held somewhere. Where that is so again and again, of the last snapshot and no older one, it costs
    /// a copy of what came since, and the value twice the memory.
    ///
    /// - Throws: The first error of the text, now and at every later call.
    public mutating func append(_ fragment: Span<UInt8>) throws(JSONError) {
        guard read(fragment) else { throw firstError }
    }

    /// Reads the next fragment, which stands escaped in a JSON string that has been validated: the
    /// bytes between its quotes.
    ///
    /// Costs what ``append(_:)-(Span<UInt8>)`` does and a pass over the fragment; allocates nothing
    /// for it. Offsets and limits count unescaped bytes. Half a surrogate pair whose other half is in
    /// the next fragment becomes U+FFFD, as it does where fragments are unescaped one by one.
    ///
    /// - Throws: The first error of the text, now and at every later call.
    package mutating func append(escaped raw: Span<UInt8>) throws(JSONError) {
        guard read(escaped: raw) else { throw firstError }
    }

    /// Says that the text is over, and returns the value.
    ///
    /// - Parameter emptyIsObject: Whether a text without a value is `{}`, as it is for tool inputs,
    ///   rather than an error.
    /// - Throws: The first error of the text; ``JSONError/Code/unexpectedEnd`` if it breaks off.
    public mutating func finish(emptyIsObject: Bool = true) throws(JSONError) -> PartialJSONValue {
        end(emptyIsObject: emptyIsObject)
        if let error { throw error }
        return snapshot
    }

    /// Whether a whole value has come. A number that is not in a container ends only at ``finish(emptyIsObject:)``.
    public var isComplete: Bool { engine.isComplete }

    /// Whether nothing but white space has come.
    public var isEmpty: Bool { engine.isEmpty }

    /// The number of bytes read: all that were appended, or those before the first wrong one.
    public var bytesConsumed: Int { engine.bytesConsumed }

    /// The first error, or nil while there is none.
    public var error: JSONError? { engine.error }

    /// The value so far. Costs nothing to take, whatever its size; see ``PartialJSONValue``.
    public var snapshot: PartialJSONValue { PartialJSONValue(root: tape) }

    /// The text so far, or nil unless asked for; what is not UTF-8 in it is shown as U+FFFD.
    public var rawText: String? {
        rawBytes.map { String(decoding: $0, as: UTF8.self) }
    }
}

extension PartialJSONParser {
    /// False after an error.
    @inline(__always)
    mutating func read(_ fragment: Span<UInt8>) -> Bool {
        guard !fragment.isEmpty else { return !engine.hasFailed }
        if rawBytes != nil { keep(fragment) }
        guard !engine.hasFailed else { return false }
        ownTape()
        return engine.append(fragment, to: tape)
    }

    /// False after an error.
    private mutating func read(escaped raw: Span<UInt8>) -> Bool {
        guard !raw.isEmpty else { return !engine.hasFailed }
        // Only who keeps the text needs it in one piece.
        guard rawBytes == nil else { return read([UInt8](unescaping: raw).span) }
        guard !engine.hasFailed else { return false }
        ownTape()
        return engine.append(escaped: raw, to: tape)
    }

    private var firstError: JSONError {
        guard let error else { preconditionFailure("a call fails only with an error") }
        return error
    }

    mutating func end(emptyIsObject: Bool) {
        defer { tape?.finish() }
        // Nothing to write, then, and no snapshot to copy the value for.
        guard !engine.hasFailed, !isComplete else { return }
        ownTape()
        engine.finish(tape, emptyIsObject: emptyIsObject)
    }

    /// Makes sure that there is a tape, which no snapshot shares.
    @inline(__always)
    private mutating func ownTape() {
        if !isKnownUniquelyReferenced(&tape) { replaceTape() }
    }

    @inline(never)
    private mutating func replaceTape() {
        tape = tape?.successor() ?? Tape()
    }

    private mutating func keep(_ fragment: Span<UInt8>) {
        let room = maximumRawBytes - (rawBytes?.count ?? 0)
        rawBytes?.append(copying: fragment.extracting(first: room))
    }
}

extension PartialJSONParser {
    /// Reads the next fragment; see ``append(_:)-(Span<UInt8>)``.
    public mutating func append(_ fragment: [UInt8]) throws(JSONError) {
        try append(fragment.span)
    }

    /// Reads the next fragment; see ``append(_:)-(Span<UInt8>)``.
    public mutating func append(_ fragment: String) throws(JSONError) {
        try append(fragment.utf8.span)
    }
}

extension PartialJSONParser {
    /// Bytes given to the engine under the scanner; with ``callsToEngine`` the measure of linearity.
    package var bytesToEngine: Int { engine.bytesToEngine }
    /// Calls made to the engine under the scanner.
    package var callsToEngine: Int { engine.callsToEngine }
    /// Bytes of memory that the parser owns besides the value.
    package var engineHeapBytes: Int { engine.heapBytes }
    /// Tells one storage of the value from another: it changes when a copy is made.
    package var valueIdentity: ObjectIdentifier? { tape.map(ObjectIdentifier.init) }
    /// Bytes of memory that the value takes.
    package var valueHeapBytes: Int { tape?.heapBytes ?? 0 }
}
