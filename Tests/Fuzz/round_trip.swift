// Two round trips: events, encoded, cut anywhere and decoded, are the events that went in; a JSON
// value, written and parsed, whole or in fragments, is the value that was written.
import PartialJSON
import ServerSentEvents

/// Random numbers that the input decides: the same input is always cut in the same places.
struct Seed: RandomNumberGenerator {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    init(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}

/// The bytes in pieces: mostly short ones.
func pieces(of bytes: [UInt8], _ seed: inout Seed) -> [ArraySlice<UInt8>] {
    var rest = bytes[...]
    var pieces: [ArraySlice<UInt8>] = []
    while !rest.isEmpty {
        let most = Int.random(in: 0..<8, using: &seed) == 0 ? rest.count : min(rest.count, 9)
        pieces.append(rest.prefix(Int.random(in: 1...most, using: &seed)))
        rest = rest.dropFirst(pieces[pieces.count - 1].count)
    }
    return pieces
}

/// Events out of any bytes: FF ends a field, and what is no UTF-8 is repaired.
func events(from bytes: ArraySlice<UInt8>, _ seed: inout Seed) -> [ServerSentEvent] {
    let texts = bytes.split(separator: 0xFF, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    return stride(from: 0, to: texts.count - 2, by: 3).map { first in
        let flags = Int.random(in: 0..<8, using: &seed)
        let retry = Int64.random(in: -1...(.max), using: &seed)
        return ServerSentEvent(
            event: flags & 1 == 0 ? nil : texts[first], data: texts[first + 1],
            id: flags & 2 == 0 ? nil : texts[first + 2], retry: flags & 4 == 0 ? nil : retry)
    }
}

func isLineEnding(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

/// Whether the format can say it: WHATWG HTML, section 9.2.6.
func canBeEncoded(_ event: ServerSentEvent) -> Bool {
    !(event.event ?? "").utf8.contains(where: isLineEnding)
        && !(event.id ?? "").utf8.contains(where: { isLineEnding($0) || $0 == 0 })
        && event.retry ?? 0 >= 0
}

/// What comes back of an event: LF for each line ending, and no empty type.
func expected(_ event: ServerSentEvent, after lastEventID: String) -> ServerSentEvent {
    var data: [UInt8] = []
    var isAfterCarriageReturn = false
    for byte in event.data.utf8 {
        if !(isAfterCarriageReturn && byte == 0x0A) { data.append(byte == 0x0D ? 0x0A : byte) }
        isAfterCarriageReturn = byte == 0x0D
    }
    return ServerSentEvent(
        event: event.event?.isEmpty == true ? nil : event.event,
        data: String(decoding: data, as: UTF8.self), id: event.id, retry: event.retry,
        lastEventID: event.id ?? lastEventID)
}

func encodeAndDecode(_ bytes: ArraySlice<UInt8>, _ seed: inout Seed) throws {
    let encoder = ServerSentEventEncoder()
    var stream: [UInt8] = []
    var wanted: [ServerSentEvent] = []
    for event in events(from: bytes, &seed) {
        let before = stream
        do {
            try encoder.append(event, to: &stream)
            precondition(canBeEncoded(event), "encoded what the format cannot say")
            wanted.append(expected(event, after: wanted.last?.lastEventID ?? ""))
        } catch {
            precondition(!canBeEncoded(event), "refused what the format can say")
            precondition(stream == before, "a refused event left bytes behind")
        }
        if Bool.random(using: &seed) { encoder.appendComment(event.data, to: &stream) }
    }
    var decoder = ServerSentEventDecoder()
    var decoded: [ServerSentEvent] = []
    for piece in pieces(of: stream, &seed) {
        var input = piece.span
        while let event = try decoder.next(from: &input) { decoded.append(event) }
    }
    precondition(decoded == wanted, "other events came back")
}

func writeAndParse(_ bytes: [UInt8], _ seed: inout Seed) throws {
    guard let value = try? JSONValue(parsing: bytes) else { return }
    let text = value.jsonText
    let again = try JSONValue(parsing: text)
    precondition(again == value, "another value came back")
    precondition(again.jsonText == text, "another text came back")
    var parser = PartialJSONParser()
    for piece in pieces(of: bytes, &seed) { try parser.append(piece.span) }
    let whole = try parser.finish(emptyIsObject: false)
    precondition(whole.value() == value, "another value came of the fragments")
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    var seed = Seed(input.prefix(4))
    do {
        try encodeAndDecode(input.dropFirst(4), &seed)
        try writeAndParse(Array(input.dropFirst(4)), &seed)
    } catch {
        fatalError("\(error)")
    }
    return 0
}
