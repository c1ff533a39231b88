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
            // Somebody else's answer is told from none by nothing.
            guard let entry = answers[id], entry.answer.owner == owner else {
                throw ChatAnswerStoreError(.answerGone)
            }
            return ChatAnswerStatus(
                lastNumber: entry.answer.lastNumber, hasEnded: entry.answer.hasEnded)
        }

        func readers(of id: ChatAnswerID) -> Int {
            answers[id]?.readers.count ?? 0
        }

        /// Begins to read; nil when there is nothing to read. Returns whom to tell.
        mutating func attach(
            to id: ChatAnswerID, after number: Int, owner: String
        ) throws(ChatAnswerStoreError) -> (reader: ReaderID, readersChanged: @Sendable () -> Void)?
        {
            _ = try status(of: id, owner: owner)
            guard let index = answers.index(forKey: id) else { return nil }
            switch answers.values[index].answer.events(after: number) {
            case .ended: return nil
            case .dropped: throw ChatAnswerStoreError(.answerGone)
            case .none, .events:
                nextReader += 1
                answers.values[index].readers[nextReader] = Place(number: number)
                return (nextReader, answers.values[index].readersChanged)
            }
        }

        /// Ends reading; returns whom to tell, or nil if it had ended before.
        mutating func detach(_ reader: ReaderID, from id: ChatAnswerID) -> (@Sendable () -> Void)? {
            guard let index = answers.index(forKey: id),
                answers.values[index].readers.removeValue(forKey: reader) != nil
            else { return nil }
            return answers.values[index].readersChanged
        }

        /// The next events for a reader.
        mutating func read(_ reader: ReaderID, of id: ChatAnswerID) -> Reading {
            guard let index = answers.index(forKey: id),
                let place = answers.values[index].readers[reader]
            else { return .failed(ChatAnswerStoreError(.answerGone)) }
            guard !place.isCancelled else { return .failed(ChatAnswerStoreError(.cancelled)) }
            switch answers.values[index].answer.events(after: place.number) {
            case .events(let bytes, let number):
                answers.values[index].readers[reader]?.number = number
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
            guard let index = answers.index(forKey: id),
                let place = answers.values[index].readers[reader], !place.isCancelled,
                case .none = answers.values[index].answer.events(after: place.number)
            else { return false }
            answers.values[index].readers[reader]?.waiting = waiting
            return true
        }

        /// Says that the task of a reader is cancelled; returns whom to resume.
        mutating func cancel(_ reader: ReaderID, of id: ChatAnswerID) -> Waiting? {
            guard let index = answers.index(forKey: id) else { return nil }
            answers.values[index].readers[reader]?.isCancelled = true
            return answers.values[index].readers[reader]?.waiting.take()
        }
    }
#endif
