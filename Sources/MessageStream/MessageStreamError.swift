public import PartialJSON
public import ServerSentEvents

/// Why a streamed message could not be decoded or is not complete, and where.
///
/// One word in size: what there is to tell stands behind a reference.
public struct MessageStreamError: Error, Hashable, Sendable {
    private var details: Details

    /// An error of the kind `code`, explained by `message` (a clause without its full stop).
    public init(_ code: Code, message: String? = nil) {
        details = Details(Fields(code: code, message: message ?? code.description))
    }

    /// What went wrong.
    public var code: Code { details.fields.code }

    /// What went wrong, in words and without the place.
    public package(set) var message: String {
        get { details.fields.message }
        set { update { $0.message = newValue } }
    }

    /// The number of the event, from 1, or nil when no event is to blame.
    public var eventNumber: Int? {
        get { details.fields.eventNumber }
        set { update { $0.eventNumber = newValue } }
    }

    /// The place in the stream, in bytes from its start, where it is known.
    public var byteOffset: UInt64? {
        get { details.fields.byteOffset }
        set { update { $0.byteOffset = newValue } }
    }

    /// The index of the block, when the error is about one.
    public var blockIndex: Int? {
        get { details.fields.blockIndex }
        set { update { $0.blockIndex = newValue } }
    }

    /// What the API said, for ``Code/streamed``.
    public var streamedError: StreamedError? {
        get { details.fields.streamedError }
        set { update { $0.streamedError = newValue } }
    }

    /// What is wrong with an event's JSON, for ``Code/invalidJSON``; offsets are in its data.
    public var jsonError: JSONError? {
        get { details.fields.jsonError }
        set { update { $0.jsonError = newValue } }
    }

    /// What is wrong with the framing, for ``Code/framing``.
    public var framingError: ServerSentEventError? {
        get { details.fields.framingError }
        set { update { $0.framingError = newValue } }
    }

    /// The message as far as it came, where an accumulator took part.
    public var partialMessage: Message? {
        get { details.fields.partialMessage }
        set { update { $0.partialMessage = newValue } }
    }

    /// What was refused, for ``Code/anomaly``.
    public var anomaly: MessageAnomaly? {
        get { details.fields.anomaly }
        set { update { $0.anomaly = newValue } }
    }

    private mutating func update(_ change: (inout Fields) -> Void) {
        var fields = details.fields
        change(&fields)
        details = Details(fields)
    }
}

extension MessageStreamError {
    private struct Fields: Hashable {
        var code: Code
        var message: String
        var eventNumber: Int?
        var byteOffset: UInt64?
        var blockIndex: Int?
        var streamedError: StreamedError?
        var jsonError: JSONError?
        var framingError: ServerSentEventError?
        var partialMessage: Message?
        var anomaly: MessageAnomaly?
    }

    private final class Details: Hashable, Sendable {
        let fields: Fields

        init(_ fields: Fields) {
            self.fields = fields
        }

        static func == (left: Details, right: Details) -> Bool {
            left.fields == right.fields
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(fields)
        }
    }
}

extension MessageStreamError: CustomStringConvertible {
    /// A sentence with the place, such as `a delta for a block that never started (block 3, event
    /// 17, byte 2048)`.
    public var description: String {
        var places: [String] = []
        if let blockIndex { places.append("block \(blockIndex)") }
        if let eventNumber { places.append("event \(eventNumber)") }
        if let byteOffset { places.append("byte \(byteOffset)") }
        return places.isEmpty ? message : "\(message) (\(places.joined(separator: ", ")))"
    }
}
