extension PartialJSONValue {
    /// The number of elements or members that show; 0 when this is no container.
    ///
    /// Members are counted as the text has them, a key that comes twice twice.
    public var count: Int {
        guard let tape, let node, node.isContainer else { return 0 }
        let last = tape[tape.count - 1]
        let hidesLast =
            last.isOpen && last.kind != .key && !tape.shows(last)
            && tape.parent(ofOpen: last)?.index == node.index
        return hidesLast ? node.count - 1 : node.count
    }

    /// The value of member `key`, or nil when this is no object or shows no such member.
    ///
    /// Of members with the same key the last that shows is taken. Keys are the same when their UTF-8
    /// is the same. Costs time linear in the number of members.
    public subscript(key: String) -> PartialJSONValue? {
        guard let tape, let node, node.kind == .object else { return nil }
        let wanted = key.utf8.span
        var found: Int?
        var place = node.index + 1
        while place + 1 < tape.end(of: node) {
            let value = tape[place + 1]
            if tape.hasText(wanted, at: tape[place]), tape.shows(value) { found = value.index }
            place = tape.end(of: value)
        }
        return found.map { PartialJSONValue(tape, $0) }
    }

    /// The element at `index`, or nil when this is no array or shows fewer.
    ///
    /// Costs time linear in `index`; to visit all elements use ``elements``.
    public subscript(index: Int) -> PartialJSONValue? {
        guard index >= 0, kind == .array else { return nil }
        return elements.dropFirst(index).first { _ in true }
    }

    /// The elements that show, in order; none when this is no array.
    public var elements: Elements {
        Elements(children: Children(self, of: .array))
    }

    /// The members that show, as the text has them; none when this is no object.
    ///
    /// A key that comes twice is there twice; the last one counts.
    public var members: Members {
        Members(children: Children(self, of: .object))
    }

    /// The elements of an array.
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        var children: Children

        /// The next element.
        public mutating func next() -> PartialJSONValue? {
            children.next()
        }
    }

    /// The members of an object.
    public struct Members: Sequence, IteratorProtocol, Sendable {
        var children: Children

        /// The next member.
        public mutating func next() -> (key: String, value: PartialJSONValue)? {
            guard let value = children.next(), let tape = value.tape else { return nil }
            return (tape.text(of: tape[value.index - 1]), value)
        }
    }

    /// The values in a container that show.
    struct Children: Sendable {
        private let tape: Tape?
        private var place: Int
        private let end: Int
        /// In an object each value comes after its key.
        private let keys: Int

        init(_ value: PartialJSONValue, of kind: Tape.Kind) {
            guard let tape = value.tape, let node = value.node, node.kind == kind else {
                (tape, place, end, keys) = (nil, 0, 0, 0)
                return
            }
            self.tape = tape
            place = node.index + 1
            end = tape.end(of: node)
            keys = kind == .object ? 1 : 0
        }

        mutating func next() -> PartialJSONValue? {
            guard let tape, place + keys < end else { return nil }
            let node = tape[place + keys]
            place = tape.end(of: node)
            return tape.shows(node) ? PartialJSONValue(tape, node.index) : nil
        }
    }
}
