#if Relay
    internal import NIOCore

    /// What the readers of an answer do.
    extension ChatAnswerLedger {
        /// What a reader gets.
        enum Reading {
            /// The next events.
            case events(ByteBuffer)
            /// There are none yet.
            case none
            /// There are none, and there will be none.
            case ended
            case failed(ChatAnswerStoreError)
        }

        func status(
            of id: ChatAnswerID, owner: String
        ) throws(ChatAnswerStoreError) -> ChatAnswerStatus {
            let entry = try entry(of: id, owner: owner)
            return ChatAnswerStatus(
                lastNumber: entry.answer.lastNumber, hasEnded: entry.answer.hasEnded)
        }

        private func entry(
            of id: ChatAnswerID, owner: String
        ) throws(ChatAnswerStoreError) -> Entry {
            // Somebody else's answer is told from none by nothing.
            guard let entry = answers[id], entry.answer.owner == owner else {
                throw ChatAnswerStoreError(.answerGone)
            }
            return entry
        }

        func readers(of id: ChatAnswerID) -> Int {
            answers[id]?.readers.count ?? 0
        }

        /// Begins to read; nil when there is nothing to read. Returns whom to tell.
        mutating func attach(
            to id: ChatAnswerID, after number: Int, owner: String
        ) throws(ChatAnswerStoreError) -> (reader: ReaderID, readersChanged: @Sendable () -> Void)?
        {
            let entry = try entry(of: id, owner: owner)
            switch entry.answer.events(after: number) {
            case .ended: return nil
            case .dropped: throw ChatAnswerStoreError(.answerGone)
            case .none, .events:
                nextReader += 1
                entry.readers[nextReader] = Place(number: number)
                return (nextReader, entry.readersChanged)
            }
        }

        /// Ends reading; returns whom to tell, or nil if it had ended before.
        mutating func detach(_ reader: ReaderID, from id: ChatAnswerID) -> (@Sendable () -> Void)? {
            guard let entry = answers[id],
                entry.readers.removeValue(forKey: reader) != nil
            else { return nil }
            return entry.readersChanged
        }

        /// The next events for a reader.
        mutating func read(_ reader: ReaderID, of id: ChatAnswerID) -> Reading {
            guard let entry = answers[id],
                let place = entry.readers[reader]
            else { return .failed(ChatAnswerStoreError(.answerGone)) }
            guard !place.isCancelled else { return .failed(ChatAnswerStoreError(.cancelled)) }
            switch entry.answer.events(after: place.number) {
            case .events(let bytes, let number):
                entry.readers[reader]?.number = number
                return .events(bytes)
            case .none: return .none
            case .ended: return .ended
            case .dropped: return .failed(ChatAnswerStoreError(.answerGone))
            }
        }

        /// Has a reader wait, unless there is something to read by now; returns whether it waits.
        mutating func wait(
            _ reader: ReaderID, of id: ChatAnswerID, _ waiting: Waiting
        ) -> Bool {
            guard let entry = answers[id],
                let place = entry.readers[reader], !place.isCancelled,
                case .none = entry.answer.events(after: place.number)
            else { return false }
            entry.readers[reader]?.waiting = waiting
            return true
        }

        /// Says that the task of a reader is cancelled; returns whom to resume.
        mutating func cancel(_ reader: ReaderID, of id: ChatAnswerID) -> Waiting? {
            guard let entry = answers[id] else { return nil }
            entry.readers[reader]?.isCancelled = true
            return entry.readers[reader]?.waiting.take()
        }
    }
#endif
