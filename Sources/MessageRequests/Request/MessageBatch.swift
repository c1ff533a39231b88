public import MessageStream
public import PartialJSON

/// Requests that the API answers within a day, at half the price.
public struct MessageBatch: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The batch's identifier.
    public var id: String { json.string("id") }
    /// How far the batch is.
    public var status: Status { json.code("processing_status") }
    /// How many requests are `processing`, `succeeded`, `errored`, `canceled` and `expired`.
    public var counts: JSONObject { json.optional("request_counts") ?? [:] }
    /// When the last request was done, as RFC 3339 writes it.
    public var endedAt: String? { json.optional("ended_at") }

    /// How far a batch is.
    public struct Status: OpenStringEnum {
        /// The status as the API writes it.
        public let rawValue: String

        /// The status that the API writes as `rawValue`.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Requests are being answered.
        public static let inProgress: Self = "in_progress"
        /// Somebody has cancelled it; some requests are still being answered.
        public static let canceling: Self = "canceling"
        /// All requests are done with, one way or another.
        public static let ended: Self = "ended"
    }

    /// What became of one request of a batch.
    public struct Result: JSONBacked {
        /// The object with all its members.
        public var json: JSONObject

        /// A view of `json`.
        public init(json: JSONObject) {
            self.json = json
        }

        /// The identifier that the program gave the request.
        public var customID: String { json.string("custom_id") }
        /// `succeeded`, `errored`, `canceled` or `expired`.
        public var type: String { json["result"]?["type"]?.string ?? "" }
        /// The message, if the request succeeded.
        public var message: Message? {
            json["result"]?["message"].flatMap(Message.init(jsonValue:))
        }
        /// What the API said in place of a message.
        public var error: StreamedError? {
            json["result"]?["error"].flatMap(StreamedError.init(jsonValue:))
        }
    }
}
