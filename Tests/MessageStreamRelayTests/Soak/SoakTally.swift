#if Client && Relay
    import MessageStreamReplay
    import Synchronization

    /// What has come of all streams.
    final class SoakTally: Sendable {
        private struct State: Sendable {
            var started = 0
            var done = 0
            var endings: [String: Int] = [:]
            var problems: [String] = []
        }

        /// How many problems are told in full.
        static let mostProblems = 20

        private let state = Mutex(State())

        /// Notes that a stream begins; returns its number, from 0.
        func begin() -> Int {
            state.withLock { state in
                defer { state.started += 1 }
                return state.started
            }
        }

        /// Notes what came of stream `number`.
        func note(_ verdict: SoakVerdict, of number: Int, _ plan: SoakPlan) {
            state.withLock { state in
                state.done += 1
                state.endings[verdict.ending, default: 0] += 1
                guard !verdict.problems.isEmpty else { return }
                let faults = plan.faults.map(\.description).joined(separator: ", ")
                let giving = plan.interruption.map { ", \($0)" } ?? ""
                state.problems.append(
                    "stream \(number) (\(plan.name); \(faults); \(plan.reading)\(giving)): "
                        + verdict.problems.joined(separator: "; "))
            }
        }

        var started: Int { state.withLock { $0.started } }
        var done: Int { state.withLock { $0.done } }
        var endings: [String: Int] { state.withLock { $0.endings } }
        var problems: [String] { state.withLock { $0.problems } }

        /// How many are under way.
        var open: Int { state.withLock { $0.started - $0.done } }

        /// The endings, the most frequent first.
        var endingsText: String {
            endings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        }
    }
#endif
