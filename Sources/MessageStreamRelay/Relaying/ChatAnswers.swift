#if Relay
    internal import NIOCore
    internal import Synchronization

    /// The answers of the chat that are under way, to be found by their names from any thread.
    final class ChatAnswers: Sendable {
        private struct Entry: Sendable {
            var owner: String
            var eventLoop: any EventLoop
            var exchange: NIOLoopBound<RelayExchange>
        }

        let store: any ChatAnswerStore
        private let entries = Mutex<[ChatAnswerID: Entry]>([:])

        init(store: any ChatAnswerStore) {
            self.store = store
        }

        /// Notes an answer that begins; called on its event loop.
        func began(_ id: ChatAnswerID, owner: String, _ exchange: RelayExchange) {
            let eventLoop = exchange.loop.eventLoop
            let entry = Entry(
                owner: owner, eventLoop: eventLoop,
                exchange: NIOLoopBound(exchange, eventLoop: eventLoop))
            entries.withLock { $0[id] = entry }
        }

        /// Forgets an answer that is over.
        func ended(_ id: ChatAnswerID) {
            entries.withLock { _ = $0.removeValue(forKey: id) }
        }

        /// Ends an answer at its owner's wish; returns whether it was under way.
        func stop(_ id: ChatAnswerID, owner: String) -> Bool {
            let entry = entries.withLock { $0[id] }
            guard let entry, entry.owner == owner else { return false }
            entry.eventLoop.execute {
                let exchange = entry.exchange.value
                exchange.client?.breakOff()
                exchange.cancel(as: .clientGone)
            }
            return true
        }
    }
#endif
