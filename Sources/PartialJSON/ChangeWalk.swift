/// A walk over the part of a tape that a fragment added, which knows the path of where it is.
struct ChangeWalk {
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
            changes(.finished(path: path, value: PartialJSONValue(tape, node.index)))
        }
    }

    private mutating func leaveFrames(
        endingBy place: Int, in tape: Tape, _ changes: (PartialJSONChange) -> Void
    ) {
        while let container = frames.last.map({ tape[$0.node] }),
            !container.isOpen, tape.end(of: container) <= place
        {
            changes(.finished(path: path, value: PartialJSONValue(tape, container.index)))
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
