/// Writes events as the bytes of an event stream (WHATWG HTML section 9.2.5).
///
/// ```swift
/// let bytes = try ServerSentEventEncoder().encode(ServerSentEvent(event: "ping", data: "{}"))
/// // "event: ping\ndata: {}\n\n"
/// ```
///
/// Decoding gives the same event back, with one exception that the format forces: a line ending in
/// the data, be it CR, LF or CRLF, comes back as LF.
public struct ServerSentEventEncoder: Sendable {
    /// An encoder. Encoders have no state.
    public init() {}

    /// The bytes of one event, with the blank line that dispatches it.
    ///
    /// - Throws: ``ServerSentEventError`` when `event` or `id` contains a line ending, `id` U+0000,
    ///   or `retry` is negative.
    public func encode(_ event: ServerSentEvent) throws(ServerSentEventError) -> [UInt8] {
        var bytes: [UInt8] = []
        try append(event, to: &bytes)
        return bytes
    }

    /// Appends the bytes of one event; on failure `bytes` is left as it was.
    ///
    /// - Throws: ``ServerSentEventError`` when `event` or `id` contains a line ending, `id` U+0000,
    ///   or `retry` is negative.
    public func append(
        _ event: ServerSentEvent, to bytes: inout [UInt8]
    ) throws(ServerSentEventError) {
        if let type = event.event { try refuseLineEnding(in: type) }
        if let id = event.id {
            try refuseLineEnding(in: id)
            if let place = id.utf8.enumerated().first(where: { $0.element == 0 })?.offset {
                throw ServerSentEventError(.nullInID, byteOffset: UInt64(place))
            }
        }
        if let retry = event.retry, retry < 0 {
            throw ServerSentEventError(.negativeRetry, byteOffset: 0)
        }
        if let type = event.event { appendField("event", type.utf8, to: &bytes) }
        if let id = event.id { appendField("id", id.utf8, to: &bytes) }
        if let retry = event.retry { appendField("retry", String(retry).utf8, to: &bytes) }
        appendLines("data", event.data, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Appends a comment, which decoders ignore: what keeps a quiet connection open.
    ///
    /// Every line of `text` becomes a line that begins with a colon. Ends no event, so send it only
    /// between events.
    public func appendComment(_ text: String, to bytes: inout [UInt8]) {
        appendLines("", text, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
    }

    private func appendLines(_ name: String, _ text: String, to bytes: inout [UInt8]) {
        var rest = text.utf8[...]
        while let end = rest.firstIndex(where: Self.isLineEnding) {
            appendField(name, rest[..<end], to: &bytes)
            let isCarriageReturn = rest[end] == UInt8(ascii: "\r")
            rest = rest[rest.index(after: end)...]
            if isCarriageReturn, rest.first == UInt8(ascii: "\n") { rest = rest.dropFirst() }
        }
        appendField(name, rest, to: &bytes)
    }

    private func appendField(
        _ name: String, _ value: some Collection<UInt8>, to bytes: inout [UInt8]
    ) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: ":"))
        if !value.isEmpty { bytes.append(UInt8(ascii: " ")) }
        bytes.append(contentsOf: value)
        bytes.append(UInt8(ascii: "\n"))
    }

    private func refuseLineEnding(in field: String) throws(ServerSentEventError) {
        if let place = field.utf8.enumerated().first(where: { Self.isLineEnding($0.element) }) {
            throw ServerSentEventError(.lineEndingInField, byteOffset: UInt64(place.offset))
        }
    }

    private static func isLineEnding(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
