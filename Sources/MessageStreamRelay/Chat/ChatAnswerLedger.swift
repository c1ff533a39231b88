#if Relay
    internal import NIOCore

    /// The answers that a store keeps, and who is reading them; behind its lock.
    ///
    /// Calls nobody: what is to be called or resumed is returned, for the store to do without the lock.
    struct ChatAnswerLedger {
        typealias ReaderID = UInt64
        typealias Waiting = CheckedContinuation<Void, Never>

        /// The room that all kept events take, in bytes.
        private(set) var byteCount = 0
        private let limits: InMemoryChatAnswerStore.Limits
        var answers: [ChatAnswerID: Entry] = [:]
        /// The answers that have ended, those that ended first at the front.
        private var ended: ArraySlice<Ended> = []
        var nextReader: ReaderID = 0

        struct Entry {
            var answer: KeptAnswer
            var readers: [ReaderID: Place] = [:]
            var readersChanged: @Sendable () -> Void
        }

        struct Ended {
            var id: ChatAnswerID
            var time: ContinuousClock.Instant
        }

        /// How far a reader has come.
        struct Place {
            /// The number of the last event that it was given.
            var number: Int
            var isCancelled = false
            var waiting: Waiting?
        }

        init(limits: InMemoryChatAnswerStore.Limits) {
            self.limits = limits
        }

        var answerCount: Int { answers.count }
    }

    /// What the writer of an answer does.
    extension ChatAnswerLedger {
        mutating func begin(
            _ id: ChatAnswerID, owner: String, readersChanged: @escaping @Sendable () -> Void
        ) -> Bool {
            if answers.count >= limits.maximumAnswers { dropFirstEnded() }
            guard answers.count < limits.maximumAnswers, answers[id] == nil else { return false }
            answers[id] = Entry(answer: KeptAnswer(owner: owner), readersChanged: readersChanged)
            return true
        }

        /// Returns whom to resume.
        mutating func append(
            _ events: ByteBuffer, lastNumber: Int, to id: ChatAnswerID
        ) -> [Waiting] {
            guard events.readableBytes > 0, let index = answers.index(forKey: id) else { return [] }
            change(index) { $0.append(events, lastNumber: lastNumber) }
            while answers.values[index].answer.byteCount > limits.maximumAnswerBytes {
                change(index) { $0.dropOldest() }
            }
            makeRoom(growing: id)
            return takeWaiting(of: id)
        }

        /// Returns whom to resume.
        mutating func end(_ id: ChatAnswerID, at time: ContinuousClock.Instant) -> [Waiting] {
            guard let entry = answers[id], !entry.answer.hasEnded else { return [] }
            answers[id]?.answer.end()
            ended.append(Ended(id: id, time: time))
            return takeWaiting(of: id)
        }

        /// Drops the answers that ended too long ago.
        mutating func expire(at now: ContinuousClock.Instant) {
            while let first = ended.first, first.time.duration(to: now) >= limits.timeAfterEnd {
                dropFirstEnded()
            }
        }

        private mutating func makeRoom(growing id: ChatAnswerID) {
            while byteCount > limits.maximumBytes, !ended.isEmpty { dropFirstEnded() }
            while byteCount > limits.maximumBytes, let index = answers.index(forKey: id),
                !answers.values[index].answer.isEmpty
            {
                change(index) { $0.dropOldest() }
            }
        }

        private mutating func dropFirstEnded() {
            guard let first = ended.popFirst(),
                let entry = answers.removeValue(forKey: first.id)
            else { return }
            byteCount -= entry.answer.byteCount
        }

        private mutating func change(
            _ index: Dictionary<ChatAnswerID, Entry>.Index, _ change: (inout KeptAnswer) -> Void
        ) {
            byteCount -= answers.values[index].answer.byteCount
            change(&answers.values[index].answer)
            byteCount += answers.values[index].answer.byteCount
        }

        private mutating func takeWaiting(of id: ChatAnswerID) -> [Waiting] {
            guard let index = answers.index(forKey: id), !answers.values[index].readers.isEmpty
            else { return [] }
            return answers.values[index].readers.keys.compactMap {
                answers.values[index].readers[$0]?.waiting.take()
            }
        }
    }
#endif
