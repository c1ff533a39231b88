#if Relay
    /// Something that an event loop looks after, which knows its place among the others.
    protocol LoopMember: AnyObject {
        var position: Int { get set }
    }

    /// What an event loop looks after, in no order; taking one out costs no search.
    ///
    /// What is done to a member may take it and others out, and add some, while all are being gone
    /// through. A list that is walked while it shrinks hands out members that are gone, so that nobody
    /// gets the list itself: ``forEach(_:)`` and ``takeAll(_:)`` look anew at each step.
    final class LoopMembers<Member: LoopMember> {
        private var members: [Member] = []

        var isEmpty: Bool { members.isEmpty }

        func add(_ member: Member) {
            member.position = members.count
            members.append(member)
        }

        /// Takes a member out, if it is in.
        func remove(_ member: Member) {
            let position = member.position
            guard members.indices.contains(position), members[position] === member else { return }
            let last = members.removeLast()
            guard last !== member else { return }
            last.position = position
            members[position] = last
        }

        /// Calls `body` once or more with each member that is not taken out before its turn, but for
        /// those that are added meanwhile.
        func forEach(_ body: (Member) -> Void) {
            // From the end: what takes the place of one that is taken out has had its turn.
            var place = members.count
            while place > 0 {
                place = min(place - 1, members.count)
                guard place < members.count else { continue }
                let member = members[place]
                body(member)
            }
        }

        /// Takes one member after the other out, and calls `body` with it, until there are none.
        func takeAll(_ body: (Member) -> Void) {
            while let member = members.popLast() { body(member) }
        }
    }

    @available(*, unavailable)
    extension LoopMembers: Sendable {}
#endif
