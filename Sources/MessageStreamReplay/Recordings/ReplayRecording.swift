internal import ServerSentEvents

/// The bytes of one recorded answer, with a name by which a request can ask for it.
public struct ReplayRecording: Sendable {
    /// What requests call it: the header `x-replay-recording`, or the member `model`.
    public var name: String

    /// The bytes, cut behind each event: joined they are the recording, to the byte.
    ///
    /// What is no event, such as a comment, goes with the next one; what comes after the last
    /// event, such as half of another, is an element of its own.
    package var events: [[UInt8]]

    /// A recording of `bytes`, the body of a `text/event-stream`.
    ///
    /// Costs one pass over the bytes. They need not be a whole message, nor a valid one: they are
    /// sent as they are.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        events = Self.events(of: bytes)
    }

    /// The bytes.
    public var bytes: [UInt8] { events.flatMap(\.self) }

    private static func events(of bytes: [UInt8]) -> [[UInt8]] {
        // The bytes are in memory already, so no limit protects anything.
        let limits = ServerSentEventDecoder.Limits(
            maximumLineBytes: .max, maximumEventBytes: .max)
        var decoder = ServerSentEventDecoder(limits: limits)
        var rest = bytes.span
        var ends: [Int] = []
        while let isEvent = try? decoder.skipEvent(in: &rest), isEvent {
            ends.append(bytes.count - rest.count)
        }
        if (ends.last ?? 0) < bytes.count { ends.append(bytes.count) }
        return zip([0] + ends, ends).map { Array(bytes[$0..<$1]) }
    }
}

extension ServerSentEventDecoder {
    /// Takes an event off the front of `input`; false when there is none any more.
    @_lifetime(input: copy input)
    fileprivate mutating func skipEvent(
        in input: inout Span<UInt8>
    ) throws(ServerSentEventError) -> Bool {
        try nextView(from: &input) != nil
    }
}
