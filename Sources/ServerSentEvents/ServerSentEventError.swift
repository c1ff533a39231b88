/// Why an event stream could not be decoded or an event not be encoded.
public struct ServerSentEventError: Error, Hashable, Sendable {
    /// The kinds of failure; more may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind {
            case lineTooLong, eventTooLarge, outOfMemory, lineEndingInField, nullInID, negativeRetry
        }

        private let kind: Kind

        /// A line is longer than ``ServerSentEventDecoder/Limits/maximumLineBytes``.
        public static let lineTooLong = Code(kind: .lineTooLong)
        /// An event is larger than ``ServerSentEventDecoder/Limits/maximumEventBytes``.
        public static let eventTooLarge = Code(kind: .eventTooLarge)
        /// There was no memory to keep the beginning of an unfinished event.
        public static let outOfMemory = Code(kind: .outOfMemory)
        /// An `event` or `id` to encode contains CR or LF, which would end its line.
        public static let lineEndingInField = Code(kind: .lineEndingInField)
        /// An `id` to encode contains U+0000, for which every decoder would ignore it.
        public static let nullInID = Code(kind: .nullInID)
        /// A `retry` to encode is below 0; the field takes digits only.
        public static let negativeRetry = Code(kind: .negativeRetry)

        /// What went wrong, in words and without the place.
        public var description: String {
            switch kind {
            case .lineTooLong: "a line of the event stream is longer than the limit"
            case .eventTooLarge: "an event of the event stream is larger than the limit"
            case .outOfMemory: "no memory is left to keep an unfinished event"
            case .lineEndingInField: "an event's type or id contains a line ending"
            case .nullInID: "an event's id contains U+0000"
            case .negativeRetry: "an event's retry is below 0"
            }
        }
    }

    /// What went wrong.
    public let code: Code
    /// Where: bytes from the start of the stream, or of the field that was to be encoded.
    ///
    /// For ``Code/lineTooLong`` the first byte over the limit, for the other failures of a decoder
    /// the start of the line that was too much. The same however the stream is cut into chunks.
    public let byteOffset: UInt64

    /// A failure of kind `code` at `byteOffset`.
    public init(_ code: Code, byteOffset: UInt64) {
        self.code = code
        self.byteOffset = byteOffset
    }
}

extension ServerSentEventError: CustomStringConvertible {
    /// A sentence with the place, such as `a line … is longer than the limit (byte 67108864)`.
    public var description: String {
        "\(code) (byte \(byteOffset))"
    }
}
