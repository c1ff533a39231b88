private import CPartialJSON
internal import Synchronization

// The seam: the one file that imports the C engine, and the one with `unsafe` in it. What leaves it
// is checked and owned. The contracts it relies on are those of CPartialJSON.h.

/// The value that a text has come to so far: a flat array of nodes, and their text.
///
/// It is written by one ``Engine``, through a parser that makes sure beforehand that no snapshot
/// shares it, and never while it is shared; that is what makes it `Sendable`.
@safe final class Tape: @unchecked Sendable {
    /// One value, or one key, which stands before its value.
    struct Node {
        var kind: Kind
        var index: Int
        /// One past the subtree if it is closed, else the index of the container that holds it.
        fileprivate var next: Int
        fileprivate var textOffset: Int
        /// Bytes of text of a key, string or number; values in an array or object.
        var count: Int

        /// Whether its last byte has not come.
        var isOpen: Bool { next <= index }
    }

    enum Kind {
        case null, `false`, `true`, number, string, key, array, object
    }

    /// Written only while nobody shares it, so that there is no access to check for exclusivity.
    @exclusivity(unchecked)
    fileprivate var tape = unsafe partial_json_tape()

    /// Long strings that were read, by the index of their node; see ``string(of:)``.
    let stringsRead = Mutex<[Int: GrowingString]>([:])

    /// How it came by what it holds; see ``successor()``.
    var turns = Turns()

    init() {}

    deinit {
        unsafe partial_json_tape_destroy(&tape)
    }

    /// A tape of its own with the same value. Costs time linear in the value's size.
    func copy() -> Tape {
        let copy = Tape()
        let isCopied = unsafe withUnsafePointer(to: tape) {
            unsafe partial_json_tape_copy($0, &copy.tape)
        }
        // As for every allocation of the standard library: there is no going on without it.
        precondition(isCopied, "out of memory")
        return copy
    }

    /// Becomes the same as `later`, of which this is an earlier state. Costs what came since.
    func catchUp(with later: Tape) {
        let isCaughtUp = unsafe withUnsafePointer(to: later.tape) {
            unsafe partial_json_tape_catch_up($0, &tape)
        }
        precondition(isCaughtUp, "out of memory")
    }

    /// The number of nodes.
    var count: Int { unsafe Int(tape.node_count) }

    /// Bytes of memory that the value takes.
    var heapBytes: Int {
        unsafe withUnsafePointer(to: tape) { unsafe partial_json_tape_heap_bytes($0) }
    }

    subscript(index: Int) -> Node {
        precondition(index >= 0 && index < count)
        let node = unsafe tape.nodes[index]
        return Node(
            kind: Kind(node.kind), index: index, next: Int(node.next),
            textOffset: Int(node.text_offset), count: Int(node.count))
    }

    /// The index past the subtree of `node`: that of its next sibling, if it has one.
    func end(of node: Node) -> Int {
        node.isOpen ? count : node.next
    }

    /// The container that holds the open `node`, or nil for the root.
    func parent(ofOpen node: Node) -> Node? {
        node.index == 0 ? nil : self[node.next]
    }

    /// The innermost container that is open, or nil if there is none.
    var innermostContainer: Node? {
        guard count > 0 else { return nil }
        let node = unsafe self[Int(tape.innermost)]
        return node.isOpen && node.isContainer ? node : nil
    }

    /// The text of `node`, a key, string or number, from byte `start` on, which begins a character.
    func text(of node: Node, from start: Int = 0) -> String {
        precondition(start >= 0 && start <= node.count && node.isText)
        guard start < node.count else { return "" }
        let bytes = unsafe UnsafeBufferPointer(
            start: tape.text + node.textOffset + start, count: node.count - start)
        // The engine has validated every byte of it, and cuts it between characters only.
        return unsafe String(copying: UTF8Span(unchecked: Span(_unsafeElements: bytes)))
    }

    /// Whether the text of `node` is that of `text`, byte for byte.
    func hasText(_ text: borrowing Span<UInt8>, at node: Node) -> Bool {
        guard node.isText, node.count == text.count else { return false }
        for place in 0..<node.count
        where unsafe tape.text[node.textOffset + place] != text[place] {
            return false
        }
        return true
    }

    /// The last byte of the text of `node`, or nil if it has none.
    func lastByte(of node: Node) -> UInt8? {
        guard node.isText, node.count > 0 else { return nil }
        return unsafe tape.text[node.textOffset + node.count - 1]
    }
}

extension Tape.Kind {
    fileprivate init(_ kind: partial_json_kind) {
        switch kind {
        case .null: self = .null
        case .false: self = .false
        case .true: self = .true
        case .number: self = .number
        case .string: self = .string
        case .key: self = .key
        case .array: self = .array
        case .object: self = .object
        @unknown default: preconditionFailure("the C enum is closed")
        }
    }
}

/// The C parser: scanner, grammar and engine.
@safe struct Engine: ~Copyable, @unchecked Sendable {
    private var parser = unsafe partial_json()

    init(_ limits: PartialJSONParser.Limits) {
        var bounds = partial_json_limits(limits)
        unsafe partial_json_init(&parser, &bounds)
    }

    deinit {
        var parser = unsafe parser
        unsafe partial_json_destroy(&parser)
    }

    /// Reads `fragment` and adds what it says to `tape`, which is there and which no one else holds;
    /// false after an error.
    @inline(__always)
    mutating func append(_ fragment: Span<UInt8>, to tape: borrowing Tape?) -> Bool {
        unsafe fragment.withUnsafeBufferPointer { bytes in
            unsafe Self.write(tape) { tape in
                unsafe partial_json_append(&parser, tape, bytes.baseAddress, bytes.count) == .none
            }
        }
    }

    /// Reads `raw`, which stands escaped in a JSON string; for the rest as `append`.
    @inline(__always)
    mutating func append(escaped raw: Span<UInt8>, to tape: borrowing Tape?) -> Bool {
        unsafe raw.withUnsafeBufferPointer { bytes in
            unsafe Self.write(tape) { tape in
                unsafe partial_json_append_escaped(
                    &parser, tape, bytes.baseAddress, bytes.count) == .none
            }
        }
    }

    /// Says that the text is over; `tape` as for `append`.
    mutating func finish(_ tape: borrowing Tape?, emptyIsObject: Bool) {
        unsafe Self.write(tape) { tape in
            _ = unsafe partial_json_finish(&parser, tape, emptyIsObject)
        }
    }

    /// Lends the C tape. Its owner outlives the call and is not counted up for it: two atomic steps
    /// a fragment otherwise.
    @inline(__always)
    private static func write<Result>(
        _ tape: borrowing Tape?, _ body: (UnsafeMutablePointer<partial_json_tape>) -> Result
    ) -> Result {
        guard let tape = copy tape else { preconditionFailure("the caller owns a tape") }
        return unsafe Unmanaged.passUnretained(tape)._withUnsafeGuaranteedRef { tape in
            unsafe withUnsafeMutablePointer(to: &tape.tape) { unsafe body($0) }
        }
    }

    /// Whether a whole value has been read.
    var isComplete: Bool {
        unsafe withUnsafePointer(to: parser) { unsafe partial_json_is_complete($0) }
    }

    /// Whether nothing but white space has come.
    var isEmpty: Bool {
        unsafe withUnsafePointer(to: parser) { unsafe partial_json_is_empty($0) }
    }

    /// Bytes read, up to the wrong one if there is an error.
    var bytesConsumed: Int { unsafe Int(parser.bytes_consumed) }

    /// Bytes that the engine was given, and in how many calls.
    var bytesToEngine: Int { unsafe Int(parser.bytes_to_engine) }
    var callsToEngine: Int { unsafe Int(parser.calls_to_engine) }

    /// Bytes of memory that the parser owns, without the tape's.
    var heapBytes: Int {
        unsafe withUnsafePointer(to: parser) { unsafe partial_json_heap_bytes($0) }
    }

    /// Whether there is an error.
    var hasFailed: Bool { unsafe parser.error != .none }

    /// The first error, which stays.
    var error: JSONError? {
        guard let code = unsafe JSONError.Code(parser.error) else { return nil }
        let offset = unsafe withUnsafePointer(to: parser) { unsafe partial_json_error_offset($0) }
        return JSONError(code, byteOffset: offset)
    }
}

/// A text that was read as a whole, without a parser.
@safe struct WholeText: ~Copyable {
    private var tape = unsafe partial_json_tape()
    private var mayHaveEqualKeys = false

    /// Nil if `bytes` are not JSON or past a limit; why, a parser says.
    init?(_ bytes: Span<UInt8>, _ limits: PartialJSONParser.Limits) {
        var bounds = partial_json_limits(limits)
        let isRead = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe partial_json_read_whole(
                &tape, &bounds, bytes.baseAddress, bytes.count, &mayHaveEqualKeys)
        }
        guard isRead else { return nil }
    }

    deinit {
        var tape = unsafe tape
        unsafe partial_json_tape_destroy(&tape)
    }

    var value: JSONValue { value(at: 0) }

    private func value(at index: Int) -> JSONValue {
        let node = unsafe tape.nodes[index]
        switch node.kind {
        case .null: return .null
        case .false: return .bool(false)
        case .true: return .bool(true)
        case .number: return .number(JSONNumber(validated: text(of: node)))
        case .string: return .string(text(of: node))
        case .array: return .array(elements(of: node, at: index))
        case .object:
            let members = JSONObject(unique: members(of: node, at: index))
            return .object(
                mayHaveEqualKeys ? JSONObject(members.lazy.map { ($0.key, $0.value) }) : members)
        case .key: preconditionFailure("a key is no value")
        @unknown default: preconditionFailure("the C enum is closed")
        }
    }

    private func elements(of node: partial_json_node, at index: Int) -> [JSONValue] {
        var elements: [JSONValue] = []
        elements.reserveCapacity(Int(node.count))
        var place = index + 1
        for _ in 0..<node.count {
            elements.append(value(at: place))
            place = unsafe Int(tape.nodes[place].next)
        }
        return elements
    }

    private func members(of node: partial_json_node, at index: Int) -> [JSONObject.StoredMember] {
        var members: [JSONObject.StoredMember] = []
        members.reserveCapacity(Int(node.count))
        var place = index + 1
        for _ in 0..<node.count {
            let key = unsafe text(of: tape.nodes[place])
            members.append(JSONObject.StoredMember(key: key, value: value(at: place + 1)))
            place = unsafe Int(tape.nodes[place + 1].next)
        }
        return members
    }

    private func text(of node: partial_json_node) -> String {
        let bytes = unsafe UnsafeBufferPointer(
            start: tape.text + Int(node.text_offset), count: Int(node.count))
        return unsafe String(copying: UTF8Span(unchecked: Span(_unsafeElements: bytes)))
    }
}

extension partial_json_limits {
    fileprivate init(_ limits: PartialJSONParser.Limits) {
        self.init()
        maximum_bytes = UInt32(clamping: limits.maximumBytes)
        maximum_depth = UInt32(clamping: limits.maximumDepth)
        maximum_number_bytes = UInt32(clamping: limits.maximumNumberBytes)
    }
}

extension Span<UInt8> {
    /// The place of the first byte from `start` on that a JSON string must escape, or the end.
    func firstToEscape(from start: Int) -> Int {
        precondition(start >= 0 && start <= count)
        return unsafe withUnsafeBufferPointer { bytes in
            guard let first = bytes.baseAddress else { return 0 }
            return unsafe start + partial_json_unescaped_count(first + start, bytes.count - start)
        }
    }

    /// Calls `body` with the bytes that these, the validated content of a JSON string, stand for.
    ///
    /// They lie on the stack if there are not many, and are gone when `body` returns.
    package func withUnescapedBytes(_ body: (Span<UInt8>) -> Void) {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { room in
            let used = unsafe withUnsafeBufferPointer { raw in
                guard let start = raw.baseAddress, let to = room.baseAddress else { return 0 }
                var from: UnsafePointer<UInt8>? = unsafe start
                return unsafe partial_json_unescape(&from, start + raw.count, to, room.count)
            }
            body(unsafe Span(_unsafeElements: UnsafeBufferPointer(rebasing: room[..<used])))
        }
    }
}

extension [UInt8] {
    /// The bytes that `raw`, the content of a JSON string, stands for.
    init(unescaping raw: Span<UInt8>) {
        self = unsafe raw.withUnsafeBufferPointer { raw in
            unsafe Self(unsafeUninitializedCapacity: raw.count) { room, count in
                guard let start = raw.baseAddress, let to = room.baseAddress else { return }
                var from: UnsafePointer<UInt8>? = unsafe start
                count = unsafe partial_json_unescape(&from, start + raw.count, to, room.count)
            }
        }
    }
}

extension JSONError.Code {
    /// The code that `error` stands for, or nil if it is none.
    fileprivate init?(_ error: partial_json_error) {
        switch error {
        case .none: return nil
        case .expected_value: self = .expectedValue
        case .expected_key: self = .expectedKey
        case .expected_colon: self = .expectedColon
        case .expected_comma: self = .expectedComma
        case .trailing_bytes: self = .trailingBytes
        case .bad_literal: self = .badLiteral
        case .bad_number: self = .badNumber
        case .bad_escape: self = .badEscape
        case .bad_unicode_escape: self = .badUnicodeEscape
        case .control_character: self = .controlCharacter
        case .bad_utf8: self = .badUTF8
        case .unexpected_end: self = .unexpectedEnd
        case .too_deep: self = .tooDeep
        case .too_many_bytes: self = .tooManyBytes
        case .number_too_long: self = .numberTooLong
        case .out_of_memory: self = .outOfMemory
        case .engine: self = .engine
        }
    }
}

extension PartialJSONParser.Limits {
    /// The limits that CPartialJSON.h names.
    static let engineDefaults = Self(
        maximumBytes: Int(partial_json_default_maximum_bytes),
        maximumDepth: Int(partial_json_default_maximum_depth),
        maximumNumberBytes: Int(partial_json_default_maximum_number_bytes))

    /// The greatest depth that the engine lets anyone ask for.
    static let depthCeiling = Int(partial_json_depth_ceiling)
}
