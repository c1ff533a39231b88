#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension AsyncSequence {
    /// The bytes of these events, a chunk for each, as swift-openapi-runtime's method of that name
    /// writes them.
    ///
    /// Throws what the base throws, and `ServerSentEventError` for an `id` or `event` that contains
    /// a line ending, which would make another field of what follows it.
    public func asEncodedServerSentEvents() -> OpenAPIEncodedServerSentEvents<Self>
    where Element == OpenAPIServerSentEvent {
        OpenAPIEncodedServerSentEvents(base: self) { event throws in event }
    }

    /// The bytes of these events, a chunk for each, with their data as JSON.
    ///
    /// The default encoder sorts keys and leaves slashes as they are. Throws, besides, what the
    /// encoder throws.
    public func asEncodedServerSentEventsWithJSONData<JSONDataType: Encodable>(
        encoder: JSONEncoder = {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return encoder
        }()
    ) -> OpenAPIEncodedServerSentEvents<Self>
    where Element == OpenAPIServerSentEventWithJSONData<JSONDataType> {
        OpenAPIEncodedServerSentEvents(base: self) { event throws in
            OpenAPIServerSentEvent(
                id: event.id, event: event.event,
                data: try event.data.map {
                    String(decoding: try encoder.encode($0), as: UTF8.self)
                },
                retry: event.retry)
        }
    }
}

/// The bytes of events, a chunk for each; see `asEncodedServerSentEvents()`.
public struct OpenAPIEncodedServerSentEvents<Base: AsyncSequence>: AsyncSequence {
    let base: Base
    let event: @Sendable (Base.Element) throws -> OpenAPIServerSentEvent

    /// An iterator at the first event. The base is iterated anew.
    public func makeAsyncIterator() -> Iterator {
        Iterator(base: base.makeAsyncIterator(), event: event)
    }

    /// Pulls events and hands out their bytes.
    public struct Iterator: AsyncIteratorProtocol {
        var base: Base.AsyncIterator
        let event: @Sendable (Base.Element) throws -> OpenAPIServerSentEvent

        /// The bytes of the next event, or nil at the end; stays on the caller's executor.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws -> ArraySlice<UInt8>? {
            guard let element = try await base.next(isolation: actor) else { return nil }
            return try event(element).encoded()
        }
    }
}

extension OpenAPIEncodedServerSentEvents: Sendable where Base: Sendable {}

@available(*, unavailable)
extension OpenAPIEncodedServerSentEvents.Iterator: Sendable {}
