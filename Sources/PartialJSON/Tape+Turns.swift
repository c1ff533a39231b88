extension Tape {
    /// What the parser has to know of the tapes that it wrote to before. Who reads a snapshot does not
    /// look at it.
    struct Turns {
        /// Where two tapes take turns, the other: the value as the last snapshot but one shows it.
        fileprivate var earlier: Tape?
        /// How often the value was copied because a snapshot of it was held.
        fileprivate var copies = 0
    }

    /// A tape with the same value for the parser to go on with, while snapshots hold this one.
    ///
    /// Who is shown each state holds the last when the next one comes, and lets go of it then. So after
    /// some copies two tapes take turns, and what came in between is all that is copied.
    func successor() -> Tape {
        let next: Tape
        if isKnownUniquelyReferenced(&turns.earlier), let earlier = turns.earlier {
            next = earlier
            next.catchUp(with: self)
        } else {
            next = copy()
        }
        turns.earlier = nil
        next.turns.copies = turns.copies + 1
        if next.turns.copies > Self.toleratedCopies { next.turns.earlier = self }
        return next
    }

    /// Says that nothing will be written any more.
    func finish() {
        turns.earlier = nil
    }

    private static let toleratedCopies = 8
}
