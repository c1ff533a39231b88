#if Client
    /// One iterator's stay in a stream: while it lasts, other tasks leave the reading to it.
    ///
    /// It also holds the response, which closes the connection when it is let go.
    final class ResponseReading: Sendable {
        let stream: ResponseStream
        private let response: MessageStreamResponse
        private let task: TaskIdentity?

        init(_ response: MessageStreamResponse) {
            self.response = response
            stream = response.stream
            task = .current
            stream.beginReading(task)
        }

        deinit {
            stream.endReading(task)
        }
    }

    /// Tells tasks apart. One that is over may have the identity of a later one.
    struct TaskIdentity: Sendable, Hashable {
        private let hash: Int

        /// That of the task that asks; nil outside of tasks.
        static var current: Self? {
            // The task is not kept, so nothing of it is used after its end.
            unsafe withUnsafeCurrentTask { task in
                unsafe task.map { unsafe Self(hash: $0.hashValue) }
            }
        }
    }
#endif
