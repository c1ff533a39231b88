import PartialJSON
import Testing

@testable import MessageStream

@Suite struct UsageTelemetryTests {
    @Test(
        arguments: [
            ([:], 0), (["input_tokens": 3], 3),
            (["input_tokens": 3, "cache_read_input_tokens": 40], 43),
            (
                [
                    "input_tokens": 3, "cache_read_input_tokens": 40,
                    "cache_creation_input_tokens": 500,
                ], 543
            ),
            (["input_tokens": 3, "cache_read_input_tokens": .null], 3),
            // A count is cut where it is read, so that no sum of a few can be too large.
            (
                ["input_tokens": 3, "cache_read_input_tokens": .number(JSONNumber(Int.max))],
                3 + 9_007_199_254_740_991
            ),
        ] as [(JSONObject, Int)])
    func `Input tokens are all there are, those of a cache included`(
        _ usage: JSONObject, _ tokens: Int
    ) {
        #expect(Usage(json: usage).allInputTokens == tokens)
    }

    @Test(arguments: [
        (1, 2, 3), (.max, 1, .max), (.max, .max, .max), (.min, -1, .min), (.max, -1, .max - 1),
    ])
    func `A sum that is too great is the greatest there is`(_ a: Int, _ b: Int, _ sum: Int) {
        #expect(a.addingSaturated(b) == sum)
    }

    @Test(arguments: [
        (nil, false), ("", false), ("gen_ai_latest_experimental", false), ("http/dup", false),
        ("gen_ai_latest_experimental/dup", true),
        ("http,gen_ai_latest_experimental/dup,database", true),
        (" http , gen_ai_latest_experimental/dup ", true),
        ("gen_ai_latest_experimental/dupe", false),
    ])
    func `Former names are kept where the environment's list says so`(
        _ value: String?, _ keeps: Bool
    ) {
        #expect(TelemetryNames.keepsFormer(value) == keeps)
    }
}
