@_exported public import ServerSentEventsDropIn

// swift-openapi-runtime's names, for files that no longer import it. A module of their own, since in a
// file that imports both libraries each of these would be ambiguous.

/// swift-openapi-runtime's name of ``OpenAPIServerSentEvent``.
public typealias ServerSentEvent = OpenAPIServerSentEvent

/// swift-openapi-runtime's name of ``OpenAPIServerSentEventWithJSONData``.
public typealias ServerSentEventWithJSONData<JSONDataType: Sendable & Hashable> =
    OpenAPIServerSentEventWithJSONData<JSONDataType>

/// swift-openapi-runtime's name of ``OpenAPIServerSentEvents``.
public typealias ServerSentEventsDeserializationSequence<Base: AsyncSequence> =
    OpenAPIServerSentEvents<Base> where Base.Element == ArraySlice<UInt8>

/// Lines that swift-openapi-runtime splits first, and this library while it decodes: the bytes.
public typealias ServerSentEventsLineDeserializationSequence<Base: AsyncSequence> = Base

/// swift-openapi-runtime's name of ``OpenAPIEncodedServerSentEvents``.
public typealias ServerSentEventsSerializationSequence<Base: AsyncSequence> =
    OpenAPIEncodedServerSentEvents<Base>
