import MessageStream
import PartialJSON
import ServerSentEvents
import TestSupport
import Testing

/// The counts of a message only ever rise while it arrives, and are the last that were sent.
///
/// For each seed 200 streams of up to 14 events: counts that rise as the API's do, in any of their
/// members, absent or null in others; pings, text and a repeated `message_start` in between. After
/// every event the four counts are looked at, by both ways into the accumulator and in a random
/// chunking. `MESSAGE_STREAM_SEEDS` adds seeds.
struct UsagePropertyTests {
    private static let seeds = SplitMix.seeds([1, 2, 3, 4])
    private static let counts = [
        "input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens",
    ]

    @Test(arguments: seeds, Accumulated.Way.allCases)
    func `usage never falls, whatever comes in between`(
        _ seed: UInt64, _ way: Accumulated.Way
    ) throws {
        var random = SplitMix(seed: seed)
        var rises = 0
        for stream in 0..<200 {
            let (events, expected) = Self.events(&random)
            var accumulator = MessageAccumulator()
            var decoder = MessageStreamDecoder()
            var before = [Int](repeating: 0, count: Self.counts.count)
            for (number, event) in events.enumerated() {
                let bytes = try ServerSentEventEncoder().encode(
                    ServerSentEvent(event: event.name, data: event.jsonValue.jsonText))
                let border = 1 + random.below(bytes.count - 1)
                for chunk in Chunking.split(at: border).chunks(of: bytes) {
                    var input = chunk.span
                    while let view = try decoder.nextView(from: &input) {
                        switch way {
                        case .events: try accumulator.append(view.event())
                        case .views: try accumulator.append(view)
                        }
                    }
                }
                let message = accumulator.message
                let usage = try #require(message).usage
                let now = [
                    usage.inputTokens, usage.outputTokens, usage.cacheCreationInputTokens ?? 0,
                    usage.cacheReadInputTokens ?? 0,
                ]
                let place = Comment("seed \(seed), stream \(stream), event \(number + 1), \(way)")
                #expect(zip(before, now).allSatisfy { $0 <= $1 }, place)
                #expect(now == expected[number], place)
                if now != before { rises += 1 }
                before = now
            }
        }
        #expect(rises > 400, "seed \(seed)")
    }

    /// A stream, and the counts after each of its events.
    private static func events(
        _ random: inout SplitMix
    ) -> (events: [MessageStreamEvent], counts: [[Int]]) {
        var counts = [Int](repeating: 0, count: Self.counts.count)
        let start = start(&counts, &random)
        var events = [
            start, .contentBlockStart(index: 0, contentBlock: ContentBlock(json: ["type": "text"])),
        ]
        var expected = [counts, counts]
        for _ in 0..<random.below(13) {
            switch random.below(6) {
            case 0: events.append(.ping)
            case 1: events.append(.contentBlockDelta(index: 0, delta: .text("t")))
            case 2:
                // Some gateways begin twice; the second time with counts that are out of date.
                events.append(start)
            default:
                let usage = usage(&counts, &random)
                events.append(
                    .messageDelta(
                        MessageDelta(json: ["type": "message_delta", "delta": [:], "usage": usage]))
                )
            }
            expected.append(counts)
        }
        return (events, expected)
    }

    private static func start(
        _ counts: inout [Int], _ random: inout SplitMix
    ) -> MessageStreamEvent {
        .messageStart(
            Message(
                json: [
                    "id": "m", "type": "message", "role": "assistant", "content": [],
                    "usage": usage(&counts, &random),
                ]))
    }

    /// The next usage: some counts risen, some as they were, some null, some left out.
    private static func usage(_ counts: inout [Int], _ random: inout SplitMix) -> JSONValue {
        var usage = JSONObject()
        for (place, name) in Self.counts.enumerated() {
            switch random.below(5) {
            case 0: break
            case 1: usage[name] = .null
            case 2: usage[name] = .number(JSONNumber(counts[place]))
            default:
                counts[place] += random.below(1000)
                usage[name] = .number(JSONNumber(counts[place]))
            }
        }
        return .object(usage)
    }
}
