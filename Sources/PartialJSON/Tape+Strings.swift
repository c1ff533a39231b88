internal import Synchronization

extension Tape {
    /// The string of `node`.
    ///
    /// A long one is kept, so that an editor may read it after every fragment: the next reader pays for
    /// what has come since, not for the whole again. Several may read at once, hence the lock.
    func string(of node: Node) -> String {
        guard node.count >= Self.leastKept else { return text(of: node) }
        return stringsRead.withLock { strings in
            strings[node.index, default: GrowingString()].grow { self.text(of: node, from: $0) }
        }
    }

    /// Fewer bytes are copied for less than a look-up costs.
    private static let leastKept = 1024
}
