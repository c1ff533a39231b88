#if Relay
    public import NIOCore
    internal import Synchronization

    /// Keeps the answers of one process in its memory, within bounds.
    ///
    /// When there is too much, ended answers go first, those that ended first before the others; then
    /// the oldest events of the answer that grows. An append costs a lock and a copy of its bytes.
    public final class InMemoryChatAnswerStore: ChatAnswerStore {
        /// How much is kept, and for how long.
        public struct Limits: Sendable, Hashable {
            /// The most that is kept of one answer, in bytes: 4 MiB unless said otherwise.
            public var maximumAnswerBytes: Int
            /// The most that is kept of all answers, in bytes: 256 MiB unless said otherwise.
            public var maximumBytes: Int
            /// The most answers that are kept: 16,384 unless said otherwise.
            public var maximumAnswers: Int
            /// How long an answer is kept after its end: five minutes unless said otherwise.
            public var timeAfterEnd: Duration

            /// Limits; values below 0 are taken as 0, which keeps nothing.
            public init(
                maximumAnswerBytes: Int = 4 << 20, maximumBytes: Int = 256 << 20,
                maximumAnswers: Int = 16384, timeAfterEnd: Duration = .seconds(300)
            ) {
                self.maximumAnswerBytes = max(0, maximumAnswerBytes)
                self.maximumBytes = max(0, maximumBytes)
                self.maximumAnswers = max(0, maximumAnswers)
                self.timeAfterEnd = max(.zero, timeAfterEnd)
            }
        }

        private let now: @Sendable () -> ContinuousClock.Instant
        private let ledger: Mutex<ChatAnswerLedger>

        /// An empty store.
        public convenience init(limits: Limits = Limits()) {
            self.init(limits: limits) { ContinuousClock.now }
        }

        /// An empty store that is told the time, for tests.
        init(limits: Limits = Limits(), now: @escaping @Sendable () -> ContinuousClock.Instant) {
            self.now = now
            ledger = Mutex(ChatAnswerLedger(limits: limits))
        }

        /// The room that all kept events take, in bytes.
        public var byteCount: Int { ledger.withLock { $0.byteCount } }
        /// The number of answers that are kept.
        public var answerCount: Int { ledger.withLock { $0.answerCount } }

        /// Drops the answers whose time is over.
        ///
        /// Other calls do so too: call it now and then so that an idle store gives memory back.
        public func expire() {
            let now = now()
            ledger.withLock { $0.expire(at: now) }
        }

        /// Begins to keep an answer.
        @discardableResult
        public func begin(
            _ answer: ChatAnswerID, owner: String,
            readersChanged: @escaping @Sendable () -> Void
        ) -> Bool {
            let now = now()
            return ledger.withLock {
                $0.expire(at: now)
                return $0.begin(answer, owner: owner, readersChanged: readersChanged)
            }
        }

        /// Keeps more events of an answer.
        public func append(_ events: ByteBuffer, lastNumber: Int, to answer: ChatAnswerID) {
            let waiting = ledger.withLock {
                $0.append(events, lastNumber: lastNumber, to: answer)
            }
            for reader in waiting { reader.resume() }
        }

        /// Says that nothing is appended to the answer any more.
        public func end(_ answer: ChatAnswerID) {
            let now = now()
            let waiting = ledger.withLock {
                $0.expire(at: now)
                return $0.end(answer, at: now)
            }
            for reader in waiting { reader.resume() }
        }

        /// The events of an answer behind `number`; see ``ChatAnswerStore/events(of:after:owner:)``.
        public func events(
            of answer: ChatAnswerID, after number: Int, owner: String
        ) async throws(ChatAnswerStoreError) -> ChatAnswerEvents? {
            let now = now()
            let attached = try ledger.withLock { (ledger) throws(ChatAnswerStoreError) in
                ledger.expire(at: now)
                return try ledger.attach(to: answer, after: number, owner: owner)
            }
            guard let attached else { return nil }
            let reader = Reader(store: self, answer: answer, id: attached.reader)
            attached.readersChanged()
            return ChatAnswerEvents { () throws(ChatAnswerStoreError) in try await reader.next() }
        }

        /// What is known of an answer.
        public func status(
            of answer: ChatAnswerID, owner: String
        ) async throws(ChatAnswerStoreError) -> ChatAnswerStatus {
            let now = now()
            return try ledger.withLock { (ledger) throws(ChatAnswerStoreError) in
                ledger.expire(at: now)
                return try ledger.status(of: answer, owner: owner)
            }
        }

        /// How many sequences are reading the answer.
        public func readers(of answer: ChatAnswerID) -> Int {
            ledger.withLock { $0.readers(of: answer) }
        }
    }

    extension InMemoryChatAnswerStore {
        /// A place in an answer; it counts as a reader until it has come to an end or is released.
        private final class Reader: Sendable {
            let store: InMemoryChatAnswerStore
            let answer: ChatAnswerID
            let id: ChatAnswerLedger.ReaderID

            init(
                store: InMemoryChatAnswerStore, answer: ChatAnswerID, id: ChatAnswerLedger.ReaderID
            ) {
                self.store = store
                self.answer = answer
                self.id = id
            }

            deinit { detach() }

            private func detach() {
                store.ledger.withLock { $0.detach(id, from: answer) }?()
            }

            func next() async throws(ChatAnswerStoreError) -> ByteBuffer? {
                while true {
                    switch store.ledger.withLock({ $0.read(id, of: answer) }) {
                    case .events(let bytes): return bytes
                    case .ended:
                        detach()
                        return nil
                    case .failed(let error):
                        detach()
                        throw error
                    case .none: await wait()
                    }
                }
            }

            /// Returns when there may be something to read, or the task is cancelled.
            private func wait() async {
                await withTaskCancellationHandler {
                    await withCheckedContinuation { continuation in
                        let isWaiting = store.ledger.withLock {
                            $0.wait(id, of: answer, continuation)
                        }
                        if !isWaiting { continuation.resume() }
                    }
                } onCancel: {
                    store.ledger.withLock { $0.cancel(id, of: answer) }?.resume()
                }
            }
        }
    }
#endif
