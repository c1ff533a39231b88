#if Client
    internal import Synchronization

    extension EventSource {
        /// What is told to the owner of a source.
        struct Callbacks {
            var onOpen: (@Sendable () async -> Void)?
            var onMessage: (@Sendable (Event) async -> Void)?
            var onError: (@Sendable ((any Error)?) async -> Void)?
        }

        /// Called when an answer has come that is an event stream, before its first event.
        ///
        /// Set the three right after the source is made: what happens before is told to nobody. Each
        /// is awaited before anything else is read.
        public nonisolated var onOpen: (@Sendable () async -> Void)? {
            get { callbacks.withLock { $0.onOpen } }
            set { callbacks.withLock { $0.onOpen = newValue } }
        }

        /// Called for every event, in their order.
        public nonisolated var onMessage: (@Sendable (Event) async -> Void)? {
            get { callbacks.withLock { $0.onMessage } }
            set { callbacks.withLock { $0.onMessage = newValue } }
        }

        /// Called when a connection could not be made, broke off (with its error) or ended (nil).
        ///
        /// The state then is ``ReadyState/connecting`` if the source will connect again, and
        /// ``ReadyState/closed`` if it will not: for an ``EventSourceError``, or events beyond the
        /// limits.
        public nonisolated var onError: (@Sendable ((any Error)?) async -> Void)? {
            get { callbacks.withLock { $0.onError } }
            set { callbacks.withLock { $0.onError = newValue } }
        }
    }
#endif
