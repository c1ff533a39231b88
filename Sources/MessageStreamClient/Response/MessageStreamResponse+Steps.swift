#if Client
    package import MessageStream

    extension MessageStreamResponse {
        /// The events, each with what it did to the message.
        package var steps: Steps { Steps(response: self) }

        /// The events of an answer, each with what it did to the message.
        package struct Steps: AsyncSequence, Sendable {
            package typealias Element = (event: MessageStreamEvent, update: MessageUpdate?)
            package typealias Failure = MessageStreamClientError

            let response: MessageStreamResponse

            package func makeAsyncIterator() -> Iterator {
                Iterator(reading: ResponseReading(response))
            }

            package struct Iterator: AsyncIteratorProtocol {
                let reading: ResponseReading

                package mutating func next(
                    isolation actor: isolated (any Actor)?
                ) async throws(MessageStreamClientError) -> Element? {
                    try await reading.stream.next(.updates, isolation: actor)
                }
            }
        }
    }

    @available(*, unavailable)
    extension MessageStreamResponse.Steps.Iterator: Sendable {}
#endif
