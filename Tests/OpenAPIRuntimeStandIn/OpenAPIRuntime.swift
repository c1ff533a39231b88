package import Foundation

// Declarations with the names and generic signatures of swift-openapi-runtime's, which is no dependency
// of this package: what a file sees that imports it beside the drop-in. They decode nothing.

/// In the place of swift-openapi-runtime's element.
package struct ServerSentEvent: Sendable, Hashable {
    package var id: String?
    package var event: String?
    package var data: String?
    package var retry: Int64?

    package init(
        id: String? = nil, event: String? = nil, data: String? = nil, retry: Int64? = nil
    ) {
        self.id = id
        self.event = event
        self.data = data
        self.retry = retry
    }
}

/// In the place of swift-openapi-runtime's element with JSON.
package struct ServerSentEventWithJSONData<JSONDataType: Sendable & Hashable>: Sendable, Hashable {
    package var event: String?
    package var data: JSONDataType?
    package var id: String?
    package var retry: Int64?

    package init(
        event: String? = nil, data: JSONDataType? = nil, id: String? = nil, retry: Int64? = nil
    ) {
        self.event = event
        self.data = data
        self.id = id
        self.retry = retry
    }
}

/// In the place of the sequences; ends at once.
package struct StandInSequence<Upstream: Sendable, Element: Sendable>: AsyncSequence,
    AsyncIteratorProtocol, Sendable
{
    let upstream: Upstream

    package func makeAsyncIterator() -> Self { self }

    package mutating func next() async throws -> Element? { nil }
}

extension AsyncSequence where Element == ArraySlice<UInt8>, Self: Sendable {
    /// With a default, as swift-openapi-runtime has it.
    package func asDecodedServerSentEvents(
        while predicate: @escaping @Sendable (ArraySlice<UInt8>) -> Bool = { _ in true }
    ) -> StandInSequence<Self, ServerSentEvent> {
        StandInSequence(upstream: self)
    }

    /// With defaults, as swift-openapi-runtime has them.
    @preconcurrency
    package func asDecodedServerSentEventsWithJSONData<
        JSONDataType: Decodable & SendableMetatype
    >(
        of dataType: JSONDataType.Type = JSONDataType.self, decoder: JSONDecoder = .init(),
        while predicate: @escaping @Sendable (ArraySlice<UInt8>) -> Bool = { _ in true }
    ) -> StandInSequence<Self, ServerSentEventWithJSONData<JSONDataType>> {
        StandInSequence(upstream: self)
    }
}

extension AsyncSequence {
    /// For elements of its own only.
    package func asEncodedServerSentEvents() -> StandInSequence<Self, ArraySlice<UInt8>>
    where Element == ServerSentEvent, Self: Sendable {
        StandInSequence(upstream: self)
    }

    /// For elements of its own only.
    package func asEncodedServerSentEventsWithJSONData<JSONDataType: Encodable>(
        encoder: JSONEncoder = JSONEncoder()
    ) -> StandInSequence<Self, ArraySlice<UInt8>>
    where Element == ServerSentEventWithJSONData<JSONDataType>, Self: Sendable {
        StandInSequence(upstream: self)
    }
}

extension AsyncSequence where Element == UInt8, Self: Sendable {
    /// In the place of Foundation's `lines` on Apple's systems.
    package var lines: StandInSequence<Self, String> { StandInSequence(upstream: self) }
}
