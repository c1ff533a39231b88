import ServerSentEvents
import TestSupport
import Testing

/// Encoding and decoding are inverses: for any list of events, any chunking and any search path.
///
/// For each seed 20 lists of up to 12 events, with hostile texts; each list whole, byte by byte and in
/// four random chunkings, on every search path of this machine. `MESSAGE_STREAM_SEEDS` adds seeds.
@Suite struct RoundTripTests {
    private static let seeds = SplitMix.seeds([1, 2, 3, 4])
    private static let listsPerSeed = 20

    @Test(arguments: seeds)
    func `any events in any chunks come back, but for the line endings in data`(
        _ seed: UInt64
    ) throws {
        var random = SplitMix(seed: seed)
        var events = 0
        for list in 0..<Self.listsPerSeed {
            let (sent, bytes) = try Self.stream(&random)
            let expected = Self.decoded(sent)
            events += expected.count
            var chunkings: [Chunking] = [.whole, .everyByte]
            for _ in 0..<4 { chunkings.append(Self.chunking(of: bytes, &random)) }
            for path in ScanPath.available {
                for chunking in chunkings {
                    let (decoded, id, retry) = try Self.decode(chunking.chunks(of: bytes), path)
                    let place = Comment("seed \(seed), list \(list), \(path), \(chunking)")
                    #expect(decoded == expected, place)
                    #expect(id == expected.last?.lastEventID ?? "", place)
                    #expect(retry == expected.compactMap(\.retry).last, place)
                }
            }
        }
        #expect(events > 3 * Self.listsPerSeed, "seed \(seed)")
    }

    /// The cases that matter would be missed without anybody noticing.
    @Test func `the random texts have what is hostile`() throws {
        var random = SplitMix(seed: 1)
        let texts = (0..<400).map { _ in Self.text(&random) }
        for part in ["\r", "\n", "\r\n", "\0", "\u{FEFF}", ":", "data:", "\u{1F600}"] {
            #expect(
                texts.contains { String($0.prefix(40)).contains(part) }, "\(part.debugDescription)")
        }
        #expect(texts.contains(""))
        #expect(texts.contains { $0.utf8.count > 500 })
    }

    private static func decode(
        _ chunks: [ArraySlice<UInt8>], _ path: ScanPath
    ) throws -> ([ServerSentEvent], lastEventID: String, retry: Int64?) {
        var decoder = ServerSentEventDecoder(path: path)
        var events: [ServerSentEvent] = []
        for chunk in chunks {
            var input = chunk.span
            while let event = try decoder.next(from: &input) { events.append(event) }
        }
        return (events, decoder.lastEventID, decoder.reconnectionTime)
    }

    /// A list of events, and its bytes, among which are comments and perhaps a byte order mark.
    private static func stream(
        _ random: inout SplitMix
    ) throws -> ([ServerSentEvent], bytes: [UInt8]) {
        let encoder = ServerSentEventEncoder()
        var bytes: [UInt8] = random.chance(1, in: 3) ? [0xEF, 0xBB, 0xBF] : []
        var events: [ServerSentEvent] = []
        for _ in 0..<random.below(13) {
            if random.chance(1, in: 4) { encoder.appendComment(text(&random), to: &bytes) }
            let event = event(&random)
            try encoder.append(event, to: &bytes)
            events.append(event)
        }
        return (events, bytes)
    }

    private static func event(_ random: inout SplitMix) -> ServerSentEvent {
        let retries: [Int64?] = [nil, nil, nil, 0, 1, 3000, .max]
        return ServerSentEvent(
            event: random.chance(1, in: 2) ? field(&random) : nil, data: text(&random),
            id: random.chance(1, in: 3) ? field(&random).filter { $0 != "\0" } : nil,
            retry: random.pick(retries))
    }

    /// A text that may stand in a field: without line endings.
    private static func field(_ random: inout SplitMix) -> String {
        String(
            String.UnicodeScalarView(
                text(&random).unicodeScalars.filter { $0 != "\r" && $0 != "\n" }))
    }

    private static let parts = [
        "\r", "\n", "\r\n", "\0", "\u{FEFF}", ":", " ", ": ", "data:", "event: x", "id: 1",
        "retry: 5",
        "\u{E9}", "e\u{301}", "\u{1F600}", "\u{2028}", "\u{85}", "\u{FFFD}", "\u{10FFFF}", "你好",
        "\t",
        "\u{1}", "\u{7F}", #"{"type":"ping"}"#, "[DONE]", "a",
    ]

    private static func text(_ random: inout SplitMix) -> String {
        switch random.below(12) {
        case 0: ""
        // Longer than a block of any search path, and than any small buffer.
        case 1: String(repeating: random.pick(parts), count: random.below(300))
        default: (0..<random.below(12)).map { _ in random.pick(parts) }.joined()
        }
    }

    private static func chunking(of bytes: [UInt8], _ random: inout SplitMix) -> Chunking {
        guard bytes.count > 1 else { return .whole }
        let borders = (0..<random.below(20)).map { _ in 1 + random.below(bytes.count - 1) }
        return .borders(Set(borders).sorted())
    }

    /// What a decoder gives for `events` that were sent: WHATWG HTML section 9.2.6.
    private static func decoded(_ events: [ServerSentEvent]) -> [ServerSentEvent] {
        var lastEventID = ""
        return events.map { event in
            var event = event
            if event.event?.isEmpty == true { event.event = nil }
            lastEventID = event.id ?? lastEventID
            event.lastEventID = lastEventID
            event.data = event.data.withLineFeeds
            return event
        }
    }
}

extension String {
    /// The text with a line feed for each CR, LF and CRLF.
    fileprivate var withLineFeeds: String {
        var result = String.UnicodeScalarView()
        var isAfterCarriageReturn = false
        for scalar in unicodeScalars {
            if scalar != "\n" || !isAfterCarriageReturn {
                result.append(scalar == "\r" ? "\n" : scalar)
            }
            isAfterCarriageReturn = scalar == "\r"
        }
        return String(result)
    }
}
