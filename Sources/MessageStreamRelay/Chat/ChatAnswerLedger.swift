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

        /// An answer and its readers: a class, so that an append looks it up once and copies nothing.
        final class Entry {
            var answer: KeptAnswer
            var readers: [ReaderID: Place] = [:]
            let readersChanged: @Sendable () -> Void

            init(owner: String, readersChanged: @escaping @Sendable () -> Void) {
                answer = KeptAnswer(owner: owner)
                self.readersChanged = readersChanged
            }

            /// Takes those who wait, to be resumed.
            func takeWaiting() -> [Waiting] {
                if readers.isEmpty { return [] }
                return readers.keys.compactMap { readers[$0]?.waiting.take() }
            }
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
            answers[id] = Entry(owner: owner, readersChanged: readersChanged)
            return true
        }

        /// Returns whom to resume.
        mutating func append(
            _ events: ByteBuffer, lastNumber: Int, to id: ChatAnswerID
        ) -> [Waiting] {
            guard events.readableBytes > 0, let entry = answers[id], !entry.answer.hasEnded else {
                return []
            }
            change(entry) { $0.append(events, lastNumber: lastNumber) }
            while entry.answer.byteCount > limits.maximumAnswerBytes {
                change(entry) { $0.dropOldest() }
            }
            if byteCount > limits.maximumBytes { makeRoom(growing: entry) }
            return entry.takeWaiting()
        }

        /// Returns whom to resume.
        mutating func end(_ id: ChatAnswerID, at time: ContinuousClock.Instant) -> [Waiting] {
            guard let entry = answers[id], !entry.answer.hasEnded else { return [] }
            entry.answer.end()
            ended.append(Ended(id: id, time: time))
            return entry.takeWaiting()
        }

        /// Drops the answers that ended too long ago.
        mutating func expire(at now: ContinuousClock.Instant) {
            while let first = ended.first, first.time.duration(to: now) >= limits.timeAfterEnd {
                dropFirstEnded()
            }
        }

        private mutating func makeRoom(growing entry: Entry) {
            while byteCount > limits.maximumBytes, !ended.isEmpty { dropFirstEnded() }
            while byteCount > limits.maximumBytes, !entry.answer.isEmpty {
                change(entry) { $0.dropOldest() }
            }
        }

        private mutating func dropFirstEnded() {
            guard let first = ended.popFirst(),
                let entry = answers.removeValue(forKey: first.id)
            else { return }
            byteCount -= entry.answer.byteCount
        }

        private mutating func change(_ entry: Entry, _ change: (inout KeptAnswer) -> Void) {
            byteCount -= entry.answer.byteCount
            change(&entry.answer)
            byteCount += entry.answer.byteCount
        }
    }
#endif
