#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The events of a body, each with its data decoded from JSON; see
/// `asDecodedServerSentEventsWithJSONData(of:decoder:)`.
public struct OpenAPIServerSentEventsWithJSONData<
    Base: AsyncSequence, JSONDataType: Decodable & Sendable & Hashable
>: AsyncSequence where Base.Element == ArraySlice<UInt8> {
    let events: OpenAPIServerSentEvents<Base>
    let decoder: JSONDecoder

    /// An iterator at the stream's start. The base is iterated anew.
    public func makeAsyncIterator() -> Iterator {
        Iterator(events: events.makeAsyncIterator(), decoder: decoder)
    }

    /// Pulls chunks and hands out their events.
    public struct Iterator: AsyncIteratorProtocol {
        var events: OpenAPIServerSentEvents<Base>.Iterator
        let decoder: JSONDecoder

        /// The next event, or nil at the end of the stream; stays on the caller's executor.
        ///
        /// - Throws: what the events throw, and what the decoder throws for data that is not such JSON.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> OpenAPIServerSentEventWithJSONData<JSONDataType>? {
            guard let event = try await events.next(isolation: actor) else { return nil }
            return OpenAPIServerSentEventWithJSONData(
                event: event.event,
                data: try event.data.map { data in
                    try decoder.decode(JSONDataType.self, from: Data(data.utf8))
                },
                id: event.id, retry: event.retry)
        }
    }
}

extension OpenAPIServerSentEventsWithJSONData: Sendable where Base: Sendable {}

@available(*, unavailable)
extension OpenAPIServerSentEventsWithJSONData.Iterator: Sendable {}
