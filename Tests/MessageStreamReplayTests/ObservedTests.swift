#if Relay
    import Testing

    @testable import MessageStreamReplay

    /// Waiting on a state.
    @Suite(.timeLimit(.minutes(5)))
    struct ObservedTests {
        @Test func aStateThatIsThereIsNotWaitedFor() async throws {
            let observed = Observed(3)
            #expect(try await observed.wait { $0 == 3 ? "three" : nil } == "three")
        }

        @Test func eachOfThoseWhoWaitTakesItsShare() async throws {
            let observed = Observed<[Int]>([])
            let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...100 {
                    group.addTask {
                        try await observed.wait { $0.isEmpty ? nil : $0.removeFirst() }
                    }
                }
                for number in 1...50 { observed.update { $0 += [number, 1000 * number] } }
                return try await group.reduce(0, +)
            }
            #expect(sum == 1001 * 50 * 51 / 2)
            #expect(observed.update { $0 } == [])
        }

        @Test func aCancelledTaskDoesNotWait() async throws {
            let observed = Observed(false)
            let task = Task {
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                try await observed.wait { $0 ? true : nil }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            observed.update { $0 = true }
        }
    }
#endif
