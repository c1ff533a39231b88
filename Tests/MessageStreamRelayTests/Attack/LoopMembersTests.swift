#if Relay
    import Testing

    @testable import MessageStreamRelay

    @Suite("What an event loop looks after")
    struct LoopMembersTests {
        private final class Member: LoopMember {
            var position = 0
            let name: Int
            var visits = 0
            init(_ name: Int) { self.name = name }
        }

        private static func filled(
            _ count: Int
        ) -> (members: LoopMembers<Member>, all: [Member]) {
            let members = LoopMembers<Member>()
            let all = (0..<count).map(Member.init)
            for member in all { members.add(member) }
            return (members, all)
        }

        @Test(arguments: 0...6)
        func `all are taken, though each takes itself out again and some another`(count: Int) {
            let (members, all) = Self.filled(count)
            members.takeAll { member in
                member.visits += 1
                members.remove(member)
            }
            #expect(members.isEmpty)
            #expect(all.allSatisfy { $0.visits == 1 })
        }

        /// Every member that is visited takes out those whose names are in its set, for all sets.
        @Test(arguments: 1...4)
        func `each has its turn unless it was taken out before, whoever takes out whom`(count: Int)
        {
            let sets = 1 << count
            var choices = 1
            for _ in 0..<count { choices *= sets }
            for choice in 0..<choices {
                let (members, all) = Self.filled(count)
                var removed = Set<Int>()
                members.forEach { member in
                    #expect(!removed.contains(member.name))
                    member.visits += 1
                    var victims = choice
                    for _ in 0..<member.name { victims /= sets }
                    for victim in 0..<count where (victims % sets) >> victim & 1 == 1 {
                        if removed.insert(victim).inserted { members.remove(all[victim]) }
                    }
                }
                #expect(all.allSatisfy { $0.visits >= 1 || removed.contains($0.name) })
                var left = Set<Int>()
                members.takeAll { left.insert($0.name) }
                #expect(left == Set(0..<count).subtracting(removed))
            }
        }

        @Test func `one that is not in is not taken out`() {
            let (members, all) = Self.filled(2)
            members.remove(all[0])
            members.remove(all[0])
            members.remove(Member(1))
            var left: [Int] = []
            members.takeAll { left.append($0.name) }
            #expect(left == [1])
        }

        @Test func `one that is added while all are gone through stays for the next time`() {
            let (members, _) = Self.filled(2)
            members.forEach { _ in members.add(Member(9)) }
            var count = 0
            members.takeAll { _ in count += 1 }
            #expect(count == 4)
        }
    }
#endif
