internal import ServerSentEvents

extension OpenAPIServerSentEvent {
    /// The bytes of the event: `id`, `event`, `retry` and a line for each of the data, then a blank
    /// line. Absent fields are left out; those without text are not.
    func encoded() throws(ServerSentEventError) -> ArraySlice<UInt8> {
        var bytes: [UInt8] = []
        if let id { try Self.append("id", line: id, to: &bytes) }
        if let event { try Self.append("event", line: event, to: &bytes) }
        if let retry { Self.append("retry", String(retry).utf8, to: &bytes) }
        if let data { Self.append("data", lines: data, to: &bytes) }
        bytes.append(UInt8(ascii: "\n"))
        return bytes[...]
    }

    private static func append(
        _ name: String, line: String, to bytes: inout [UInt8]
    ) throws(ServerSentEventError) {
        if let place = line.utf8.enumerated().first(where: { isLineEnding($0.element) }) {
            throw ServerSentEventError(.lineEndingInField, byteOffset: UInt64(place.offset))
        }
        append(name, line.utf8, to: &bytes)
    }

    private static func append(_ name: String, lines text: String, to bytes: inout [UInt8]) {
        var rest = text.utf8[...]
        while let end = rest.firstIndex(where: isLineEnding) {
            append(name, rest[..<end], to: &bytes)
            let isCarriageReturn = rest[end] == UInt8(ascii: "\r")
            rest = rest[rest.index(after: end)...]
            if isCarriageReturn, rest.first == UInt8(ascii: "\n") { rest = rest.dropFirst() }
        }
        append(name, rest, to: &bytes)
    }

    private static func append(
        _ name: String, _ value: some Collection<UInt8>, to bytes: inout [UInt8]
    ) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: ": ".utf8)
        bytes.append(contentsOf: value)
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func isLineEnding(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
