/// What a fragment did to the value.
public enum PartialJSONChange: Sendable {
    /// The value at `path` is complete; a container comes after all that is in it.
    case finished(path: [JSONPathComponent], value: PartialJSON)
    /// More of the string at `path` has arrived, whole characters only. Put together these are the
    /// string, which is then `finished`. Keys are not reported.
    case stringGrew(path: [JSONPathComponent], by: String)
}

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
        read(fragment)
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
    ) throws(JSONError) -> PartialJSON {
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

/// A walk over the part of a tape that a fragment added, which knows the path of where it is.
private struct ChangeWalk {
    /// A container that was open when the walk passed it.
    private struct Frame {
        let node: Int
        let isObject: Bool
        /// The index of the next element of an array.
        var position: Int
        /// The key before the next value of an object.
        var key = ""

        var step: JSONPathComponent { isObject ? .key(key) : .index(position) }
    }

    private var frames: [Frame] = []
    /// The path of the innermost frame: one step fewer than there are frames.
    private var path: [JSONPathComponent] = []
    /// The first node that may change otherwise than by being closed as a container.
    private var place = 0
    /// The bytes of text of the node at `place` that have been reported.
    private var reported = 0
    private var isAtOpenValue = false

    init(before tape: Tape?) {
        guard let tape, tape.count > 0 else { return }
        let last = tape[tape.count - 1]
        let isLive = last.isOpen && !last.isContainer
        place = isLive ? last.index : tape.count
        isAtOpenValue = isLive && last.kind != .key
        reported = isAtOpenValue ? last.count : 0

        var innermost = tape.innermostContainer
        var below = isAtOpenValue ? last.index : nil
        while let container = innermost {
            frames.append(Self.frame(of: container, before: below, in: tape))
            below = container.index
            innermost = tape.parent(ofOpen: container)
        }
        frames.reverse()
        path = frames.dropLast().map(\.step)
    }

    /// The frame of `container`, whose open child is at `child`, or which waits for the next one.
    private static func frame(
        of container: Tape.Node, before child: Int?, in tape: Tape
    ) -> Frame {
        let isObject = container.kind == .object
        let key = isObject ? tape[child.map { $0 - 1 } ?? tape.count - 1] : nil
        return Frame(
            node: container.index, isObject: isObject,
            position: child == nil ? container.count : container.count - 1,
            key: key.map { $0.kind == .key ? tape.text(of: $0) : "" } ?? "")
    }

    func pathOfOpenValue(in tape: Tape) -> [JSONPathComponent] {
        guard isAtOpenValue, let innermost = frames.last else { return path }
        return path + [innermost.step]
    }

    mutating func report(to tape: Tape, _ changes: (PartialJSONChange) -> Void) {
        while place < tape.count {
            let node = tape[place]
            leaveFrames(endingBy: place, in: tape, changes)
            place += 1
            if node.kind == .key {
                if !node.isOpen { frames[frames.count - 1].key = tape.text(of: node) }
                continue
            }
            if let innermost = frames.last { path.append(innermost.step) }
            if node.isContainer {
                let isObject = node.kind == .object
                frames.append(Frame(node: node.index, isObject: isObject, position: 0))
            } else {
                report(node, of: tape, changes)
                leaveValue()
            }
            reported = 0
        }
        leaveFrames(endingBy: place, in: tape, changes)
    }

    private func report(_ node: Tape.Node, of tape: Tape, _ changes: (PartialJSONChange) -> Void) {
        if node.kind == .string, node.count > reported {
            changes(.stringGrew(path: path, by: tape.text(of: node, from: reported)))
        }
        if !node.isOpen {
            changes(.finished(path: path, value: PartialJSON(tape, node.index)))
        }
    }

    private mutating func leaveFrames(
        endingBy place: Int, in tape: Tape, _ changes: (PartialJSONChange) -> Void
    ) {
        while let container = frames.last.map({ tape[$0.node] }),
            !container.isOpen, tape.end(of: container) <= place
        {
            changes(.finished(path: path, value: PartialJSON(tape, container.index)))
            frames.removeLast()
            leaveValue()
        }
    }

    private mutating func leaveValue() {
        guard !frames.isEmpty else { return }
        path.removeLast()
        frames[frames.count - 1].position += 1
    }
}
