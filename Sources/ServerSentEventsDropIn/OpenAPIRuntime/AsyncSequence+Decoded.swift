public import ServerSentEvents

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

// Swift prefers these to swift-openapi-runtime's, whose `while:` has a default, when both are there:
// those without `while:` since they have fewer parameters, those with it since they ask for more of
// their sequence. Hence three of each; the one for sequences that throw a certain type of error
// gives way, and swift-openapi-runtime's is taken where it is there.

extension AsyncSequence where Element == ArraySlice<UInt8>, Self: Sendable {
    /// The events of a body in chunks, as swift-openapi-runtime's method of that name gives them.
    ///
    /// ```swift
    /// for try await event in body.asDecodedServerSentEvents() {
    ///     print(event.event ?? "message", event.data ?? "")
    /// }
    /// ```
    ///
    /// A blank line is an event, also when no field came before it. Where WHATWG's rules are wanted,
    /// use `serverSentEvents()`. Costs what that costs: one pass, no hop between executors.
    @inlinable
    public func asDecodedServerSentEvents() -> OpenAPIServerSentEvents<Self> {
        OpenAPIServerSentEvents(base: self, limits: .default, while: nil)
    }

    /// The same events, each with its data decoded from JSON.
    ///
    /// Data that is not such JSON throws. Costs what the decoder costs, which is more than framing.
    public func asDecodedServerSentEventsWithJSONData<
        JSONDataType: Decodable & Sendable & Hashable
    >(
        of dataType: JSONDataType.Type = JSONDataType.self, decoder: JSONDecoder = .init()
    ) -> OpenAPIServerSentEventsWithJSONData<Self, JSONDataType> {
        OpenAPIServerSentEventsWithJSONData(events: asDecodedServerSentEvents(), decoder: decoder)
    }

    /// The events up to the first whose data does not satisfy `predicate`, which is left out.
    @inlinable @_disfavoredOverload
    public func asDecodedServerSentEvents(
        while predicate: @escaping @Sendable (ArraySlice<UInt8>) -> Bool
    ) -> OpenAPIServerSentEvents<Self> {
        OpenAPIServerSentEvents(base: self, limits: .default, while: predicate)
    }

    /// The same events with JSON, up to the first whose data does not satisfy `predicate`.
    @_disfavoredOverload
    public func asDecodedServerSentEventsWithJSONData<
        JSONDataType: Decodable & Sendable & Hashable
    >(
        of dataType: JSONDataType.Type = JSONDataType.self, decoder: JSONDecoder = .init(),
        while predicate: @escaping @Sendable (ArraySlice<UInt8>) -> Bool
    ) -> OpenAPIServerSentEventsWithJSONData<Self, JSONDataType> {
        OpenAPIServerSentEventsWithJSONData(
            events: OpenAPIServerSentEvents(base: self, limits: .default, while: predicate),
            decoder: decoder)
    }
}

extension AsyncSequence where Element == ArraySlice<UInt8>, Self: Sendable, Failure == any Error {
    /// The events up to the first whose data does not satisfy `predicate`, which is left out.
    ///
    /// ```swift
    /// body.asDecodedServerSentEvents(while: { $0 != ArraySlice("[DONE]".utf8) })
    /// ```
    @inlinable
    public func asDecodedServerSentEvents(
        while predicate: @escaping @Sendable (ArraySlice<UInt8>) -> Bool
    ) -> OpenAPIServerSentEvents<Self> {
        OpenAPIServerSentEvents(base: self, limits: .default, while: predicate)
    }

    /// The same events with JSON, up to the first whose data does not satisfy `predicate`.
    public func asDecodedServerSentEventsWithJSONData<
        JSONDataType: Decodable & Sendable & Hashable
    >(
        of dataType: JSONDataType.Type = JSONDataType.self, decoder: JSONDecoder = .init(),
        while predicate: @escaping @Sendable (ArraySlice<UInt8>) -> Bool
    ) -> OpenAPIServerSentEventsWithJSONData<Self, JSONDataType> {
        OpenAPIServerSentEventsWithJSONData(
            events: asDecodedServerSentEvents(while: predicate), decoder: decoder)
    }
}

extension AsyncSequence where Element == ArraySlice<UInt8>, Self: Sendable, Failure == Never {
    /// The events up to the first whose data does not satisfy `predicate`, which is left out.
    @inlinable
    public func asDecodedServerSentEvents(
        while predicate: @escaping @Sendable (ArraySlice<UInt8>) -> Bool
    ) -> OpenAPIServerSentEvents<Self> {
        OpenAPIServerSentEvents(base: self, limits: .default, while: predicate)
    }

    /// The same events with JSON, up to the first whose data does not satisfy `predicate`.
    public func asDecodedServerSentEventsWithJSONData<
        JSONDataType: Decodable & Sendable & Hashable
    >(
        of dataType: JSONDataType.Type = JSONDataType.self, decoder: JSONDecoder = .init(),
        while predicate: @escaping @Sendable (ArraySlice<UInt8>) -> Bool
    ) -> OpenAPIServerSentEventsWithJSONData<Self, JSONDataType> {
        OpenAPIServerSentEventsWithJSONData(
            events: asDecodedServerSentEvents(while: predicate), decoder: decoder)
    }
}
