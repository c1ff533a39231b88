#if Client
    public import MessageStream

    extension MessageStreamResponse {
        /// The typed events as they come.
        ///
        /// The sequence ends without an error only when the message is complete, or at least said why
        /// it stopped. After a retry, which never happens once content came, `message_start` comes
        /// again. It costs no hop between executors while events are there already.
        public var events: Events { Events(response: self) }

        /// The text of the answer as it comes, thoughts and tool inputs left out.
        ///
        /// Joined without anything in between, the pieces are the text of the message.
        public var text: Text { Text(response: self) }

        /// What each event did to the message, with snapshots: text so far, tool input so far.
        public var updates: Updates { Updates(response: self) }

        /// The whole message: reads what has not been read.
        ///
        /// - Throws: Why there is no whole message, with the message as far as it came.
        public func finalMessage(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> Message {
            try await stream.finalMessage(isolation: actor)
        }

        /// The text of the whole message: its text blocks, joined without anything in between.
        ///
        /// - Throws: What ``finalMessage(isolation:)`` throws.
        public func finalText(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> String {
            try await stream.finalMessage(isolation: actor).text
        }
    }

    extension MessageStreamResponse {
        /// The typed events of an answer; see ``MessageStreamResponse/events``.
        public struct Events: AsyncSequence, Sendable {
            /// What may be thrown.
            public typealias Failure = MessageStreamClientError

            // Whoever reads keeps the response, which closes the connection when it is let go.
            let response: MessageStreamResponse

            /// An iterator where the reading stands.
            public func makeAsyncIterator() -> Iterator {
                Iterator(reading: ResponseReading(response))
            }

            /// Reads event by event.
            public struct Iterator: AsyncIteratorProtocol {
                let reading: ResponseReading

                /// The next event, or nil when the message is over.
                public mutating func next(
                    isolation actor: isolated (any Actor)?
                ) async throws(MessageStreamClientError) -> MessageStreamEvent? {
                    try await reading.stream.next(.events, isolation: actor)?.event
                }
            }
        }

        /// The text of an answer; see ``MessageStreamResponse/text``.
        public struct Text: AsyncSequence, Sendable {
            /// What may be thrown.
            public typealias Failure = MessageStreamClientError

            let response: MessageStreamResponse

            /// An iterator where the reading stands.
            public func makeAsyncIterator() -> Iterator {
                Iterator(reading: ResponseReading(response))
            }

            /// Passes over everything but text.
            public struct Iterator: AsyncIteratorProtocol {
                let reading: ResponseReading

                /// The next piece of text, or nil when the message is over.
                public mutating func next(
                    isolation actor: isolated (any Actor)?
                ) async throws(MessageStreamClientError) -> String? {
                    while let (event, _) = try await reading.stream.next(
                        .events, isolation: actor)
                    {
                        if case .contentBlockDelta(_, .text(let text)) = event { return text }
                    }
                    return nil
                }
            }
        }

        /// The updates of an answer; see ``MessageStreamResponse/updates``.
        public struct Updates: AsyncSequence, Sendable {
            /// What may be thrown.
            public typealias Failure = MessageStreamClientError

            let response: MessageStreamResponse

            /// An iterator where the reading stands.
            public func makeAsyncIterator() -> Iterator {
                Iterator(reading: ResponseReading(response))
            }

            /// Passes on what changes.
            public struct Iterator: AsyncIteratorProtocol {
                let reading: ResponseReading

                /// The next update, or nil when the message is over.
                public mutating func next(
                    isolation actor: isolated (any Actor)?
                ) async throws(MessageStreamClientError) -> MessageUpdate? {
                    while let (_, update) = try await reading.stream.next(
                        .updates, isolation: actor)
                    {
                        if let update { return update }
                    }
                    return nil
                }
            }
        }
    }

    @available(*, unavailable)
    extension MessageStreamResponse.Events.Iterator: Sendable {}
    @available(*, unavailable)
    extension MessageStreamResponse.Text.Iterator: Sendable {}
    @available(*, unavailable)
    extension MessageStreamResponse.Updates.Iterator: Sendable {}
#endif
