public import MessageStream
public import PartialJSON

/// Marks the place in a stream of events at which another request took over an answer that had been
/// cut (``RetryPolicy/continuation``).
///
/// It comes as `MessageStreamEvent.unknown` with the name ``eventName``, so that who does not know it
/// passes over it.
public struct MessageStreamContinuation: JSONBacked {
    /// The name of the event.
    public static let eventName = "message_stream_continuation"

    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    init(attempt: Int, reason: MessageStreamClientError, messageID: String, usage: Usage) {
        json = [
            "type": .string(Self.eventName),
            "attempt": .number(JSONNumber(attempt)),
            "reason": .string(reason.message),
            "message_id": .string(messageID),
            "usage": usage.jsonValue,
        ]
    }

    /// The attempt that took over, from 2.
    public var attempt: Int { json["attempt"]?.int ?? 0 }
    /// Why the attempt before was cut.
    public var reason: String { json["reason"]?.string ?? "" }
    /// The identifier of the message that went on.
    public var messageID: String { json["message_id"]?.string ?? "" }
    /// The usage of the new request as far as its beginning tells it: the input is billed again.
    public var usage: Usage { Usage(json: json["usage"]?.object ?? [:]) }
}

extension MessageStreamEvent {
    /// The continuation that this event marks, or nil when it is another event.
    public var continuation: MessageStreamContinuation? {
        guard case .unknown(MessageStreamContinuation.eventName, let data) = self,
            let value = try? JSONValue(parsing: Array(data.utf8))
        else { return nil }
        return MessageStreamContinuation(jsonValue: value)
    }
}
