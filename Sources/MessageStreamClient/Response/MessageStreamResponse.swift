#if Client
    public import MessageStream

    /// The answer to a request while it streams in.
    ///
    /// ```swift
    /// let response = try await client.stream(request)
    /// for try await text in response.text { print(text, terminator: "") }
    /// let message = try await response.finalMessage()
    /// ```
    ///
    /// All ways to read share the one stream: what one has read the others do not get, but for
    /// ``currentMessage`` and ``finalMessage(isolation:)``, which know all that came. So it makes no
    /// sense to read from two tasks at once; asking for the final message while another task reads
    /// waits until that one is through.
    ///
    /// When a task that reads is cancelled, the connection is closed at once, and reading throws
    /// `MessageStreamClientError.Code.cancelled`. So it is when the response is let go.
    public final class MessageStreamResponse: Sendable {
        let stream: ResponseStream

        init(_ stream: ResponseStream) {
            self.stream = stream
        }

        deinit {
            stream.cancel()
        }

        /// The status of the answer, 200; after a retry that of the last attempt.
        public var status: Int { stream.head.status }

        /// The header fields of the answer; after a retry those of the last attempt.
        public var headers: HTTPHeaderFields { stream.head.headers }

        /// The identifier to tell the API's support; after a retry that of the last attempt.
        public var requestID: String? { stream.head.requestID }

        /// The attempts that are over, in order.
        public var attempts: [MessageStreamAttempt] { stream.attempts }

        /// The message as far as it has been read, at any time, from any task; nil while there is
        /// nothing of one.
        ///
        /// It stays after a failure and after ``cancel()``. Costs time linear in the number of blocks.
        public var currentMessage: Message? { stream.currentMessage }

        /// Whether the output tokens of ``currentMessage`` are a placeholder still, as they are until
        /// the end of a message, and so in every message that was cut.
        public var isUsageProvisional: Bool { stream.isUsageProvisional }

        /// How the stream ended, or nil while it goes on.
        public var ending: MessageStreamEnding? { stream.ending }

        /// Closes the connection and wakes who is reading, from any task or thread.
        ///
        /// What has been read stays. Does nothing when the message is over.
        public func cancel() {
            stream.cancel()
        }
    }

    extension MessageStreamResponse: CustomReflectable {
        /// A mirror without children.
        public var customMirror: Mirror { Mirror(self, children: []) }
    }
#endif
