import ServerSentEvents
import ServerSentEventsDropIn
import TestSupport
import Testing

/// swift-openapi-runtime's rules once more, line by line as its source has them, and held against the
/// decoder on other suites' inputs and on made ones.
@Suite struct OpenAPIReferenceTests {
    /// The events of a stream in one piece, without the departures that OpenAPIRuleTests lists: a byte
    /// order mark at the start is left out, and a retry is digits.
    static func events(of bytes: [UInt8]) -> [OpenAPIServerSentEvent] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var rest = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
        var events: [OpenAPIServerSentEvent] = []
        var event = OpenAPIServerSentEvent()
        while let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
            let line = rest[..<end]
            let isPair = rest[end] == 0x0D && rest.dropFirst(line.count + 1).first == 0x0A
            rest = rest.dropFirst(line.count + (isPair ? 2 : 1))
            if line.isEmpty {
                // The line feed behind the last data line.
                if event.data != nil { event.data?.unicodeScalars.removeLast() }
                events.append(event)
                event = OpenAPIServerSentEvent()
                continue
            }
            guard let colon = line.firstIndex(of: 0x3A) else { continue }
            var bytes = line[(colon + 1)...]
            if bytes.first == 0x20 { bytes = bytes.dropFirst() }
            let value = String(decoding: bytes, as: UTF8.self)
            switch String(decoding: line[..<colon], as: UTF8.self) {
            case "event": event.event = value
            case "data": event.data = (event.data ?? "") + value + "\n"
            case "id": event.id = value
            case "retry" where bytes.allSatisfy { 0x30...0x39 ~= $0 }:
                if let retry = Int64(value) { event.retry = retry }
            default: break
            }
        }
        return events
    }

    private func check(_ bytes: [UInt8], _ name: String) async {
        let expected = Self.events(of: bytes).map(\.fields)
        var chunkings: [Chunking] = [.whole, .everyByte, .fixed(3), .fixed(7), .fixed(64)]
        if bytes.count > 2 { chunkings.append(.split(at: bytes.count / 2)) }
        for chunking in chunkings {
            let source = ReadySource(chunking.chunks(of: bytes))
            let (events, error) = await source.asDecodedServerSentEvents().collected()
            #expect(events.map(\.fields) == expected, "\(name), \(chunking)")
            #expect(error == nil)
        }
    }

    @Test(.enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)))
    func `Inputs of other suites give the rules' events`() async throws {
        var count = 0
        for file in Conformance.files(in: "sse", withExtension: "jsonl") {
            for testCase in try Conformance.jsonLines("sse/\(file)") {
                let chunks = testCase["chunks_base64"]?.array?.compactMap(\.base64) ?? []
                await check(chunks.flatMap(\.self), testCase["name"]?.string ?? file)
                count += 1
            }
        }
        #expect(count > 1300)
    }

    @Test func `Made inputs give the rules' events`() async {
        let pieces: [[UInt8]] = [
            "data", "data:", "data: a", "event", "event: e", "event:", "id", "id: 1", "id:",
            "id: \0",
            "retry", "retry: 7", "retry: x", ":", ": c", " ", "x", "\u{FEFF}", "\n", "\n", "\n\n",
            "\r", "\r\n", "\r\n\r\n", "ü",
        ].map { Array($0.utf8) }
        // A generator of our own, so that a failure comes again.
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for number in 0..<2_000 {
            var bytes: [UInt8] = []
            for _ in 0..<(number % 24) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes += pieces[Int(state >> 33) % pieces.count]
            }
            await check(bytes, "input \(number)")
        }
    }
}
