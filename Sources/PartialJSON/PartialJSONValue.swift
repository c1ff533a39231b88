/// A JSON value as far as it had come at one moment.
///
/// A snapshot is a view: taking one costs nothing, and values are read from it when asked for. It
/// keeps its value for good; if it is still held when the parser reads on, the parser goes on with
/// a copy. Holding each until the next is taken costs, after a few copies, what is new between them.
///
/// What a value shows before its last byte has come:
///
/// | so far | shown |
/// | --- | --- |
/// | a string | the text that has arrived, up to an unfinished escape or character |
/// | a number | what has arrived if it is a number by itself (`12` of `123`), else nothing |
/// | a literal (`tru`), a key, a key without its value | nothing |
/// | an array or object | the elements or members that show |
///
/// With ``OpenStrings/omitted`` that is what the official Python SDK shows as a tool's input.
public struct PartialJSONValue: Sendable {
    let tape: Tape?
    let index: Int

    /// The kinds of JSON value.
    public enum Kind: Hashable, Sendable {
        /// The literal `null`.
        case null
        /// The literal `true` or `false`.
        case bool
        /// A number.
        case number
        /// A string.
        case string
        /// An array.
        case array
        /// An object.
        case object
    }

    init(root tape: Tape?) {
        self.tape = tape
        index = 0
    }

    init(_ tape: Tape, _ index: Int) {
        self.tape = tape
        self.index = index
    }

    /// The node, if the value shows anything yet.
    var node: Tape.Node? {
        guard let tape, index < tape.count else { return nil }
        let node = tape[index]
        return tape.shows(node) ? node : nil
    }

    /// What the value is, or nil while nothing of it shows.
    public var kind: Kind? {
        switch node?.kind {
        case .null: .null
        case .true, .false: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        case .key, nil: nil
        }
    }

    /// Whether the last byte of this value has come.
    public var isComplete: Bool {
        node.map { !$0.isOpen } ?? false
    }

    /// Whether this is the literal `null`.
    public var isNull: Bool { node?.kind == .null }

    /// The Boolean, or nil when this is something else.
    public var bool: Bool? {
        switch node?.kind {
        case .true: true
        case .false: false
        case .null, .number, .string, .key, .array, .object, nil: nil
        }
    }

    /// The number, or nil when this is something else. One that is not complete may yet change.
    public var number: JSONNumber? {
        guard let tape, let node, node.kind == .number else { return nil }
        return JSONNumber(validated: tape.text(of: node))
    }

    /// The number as an `Int`, or nil when this is no number, has a fraction or does not fit.
    public var int: Int? { number?.int }

    /// The number as the nearest `Double`, or nil when this is no number.
    public var double: Double? { number?.double }

    /// The string as far as it has arrived, or nil when this is something else.
    ///
    /// Costs time linear in the string, or, if the parser's value has been asked for it before, in what
    /// has come since: reading a growing string after every fragment is linear in the string. For that
    /// a string of a kilobyte or more is kept with the value once it has been read.
    public var string: String? {
        guard let tape, let node, node.kind == .string else { return nil }
        return tape.string(of: node)
    }
}

extension Tape {
    /// Whether `node` is a value that shows: closed, a container, a string, or a number so far.
    func shows(_ node: Node) -> Bool {
        switch node.kind {
        case .key: false
        case .array, .object, .string: true
        case .null, .true, .false: !node.isOpen
        // A beginning of a number is a number by itself if and only if it ends in a digit.
        case .number: !node.isOpen || lastByte(of: node).map { $0 >= 0x30 && $0 <= 0x39 } ?? false
        }
    }
}
