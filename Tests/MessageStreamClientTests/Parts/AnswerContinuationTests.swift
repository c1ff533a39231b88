import MessageStream
import PartialJSON
import Testing

@testable import MessageStreamClient

/// How the rest of an answer is asked for.
@Suite struct AnswerContinuationTests {
    @Test(arguments: [
        ("claude-sonnet-4-5", true), ("claude-sonnet-4-5-20250929", true),
        ("claude-opus-4-5@20251101", true), ("claude-opus-4-1-20250805", true),
        ("claude-opus-4-20250514", true), ("claude-sonnet-4-0", true), ("claude-haiku-4-5", true),
        ("claude-3-5-sonnet-latest", true), ("claude-3-7-sonnet-20250219", true),
        ("claude-3-opus-20240229", true), ("claude-2.1", true), ("claude-instant-1.2", true),
        ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", true), ("anthropic.claude-v2:1", true),
        ("anthropic/claude-sonnet-4.5", true), ("Claude-Sonnet-4-5", true),
        ("claude-opus-4-6", false), ("claude-sonnet-4-6", false), ("claude-opus-4-7", false),
        ("claude-opus-4-8-20260528", false), ("claude-sonnet-5", false),
        ("claude-opus-5-5", false), ("claude-fable-5-2", false), ("claude-opus-10", false),
        ("us.anthropic.claude-opus-4-6-v1", false), ("anthropic/claude-sonnet-4.6", false),
        ("claude-mythos-preview", false), ("anthropic.claude-mythos-preview-v1:0", false),
        ("claude", false), ("m", false), ("", false), ("gpt-4", false),
    ])
    func `Claude before 4.6 is known to take the beginning of its answer`(
        _ model: String, _ isKnown: Bool
    ) {
        let name = ModelName(rawValue: model)
        #expect(
            RetryPolicy.Continuation.automatic.way(for: name) == (isKnown ? .prefill : .userTurn))
        // What the caller says goes.
        #expect(RetryPolicy.Continuation.prefill.way(for: name) == .prefill)
        #expect(RetryPolicy.Continuation.userTurn.way(for: name) == .userTurn)
        #expect(RetryPolicy.Continuation.never.way(for: name) == nil)
    }

    @Test(
        arguments: [
            ([:], true, true),
            (["thinking": .null], true, true),
            (["thinking": ["type": "disabled"]], true, true),
            (["thinking": ["type": "adaptive"]], false, true),
            (["thinking": ["type": "enabled", "budget_tokens": 1024]], false, false),
            (["output_config": ["effort": "low"]], true, true),
            (["output_config": ["format": .null]], true, true),
            (["output_config": ["format": ["type": "json_schema"]]], false, false),
            (["output_format": ["type": "json_schema"]], false, false),
        ] as [(JSONObject, Bool, Bool)])
    func `What a request asks for decides whether its answer is one to go on with`(
        _ request: JSONObject, _ prefill: Bool, _ userTurn: Bool
    ) {
        #expect(AnswerContinuation.Way.prefill.fits(request) == prefill)
        #expect(AnswerContinuation.Way.userTurn.fits(request) == userTurn)
    }

    @Test func `A user turn quotes the end, behind all that was said`() throws {
        let text = "One, two, three. \n"
        let messages = AnswerContinuation(way: .userTurn, text: text).messages
        #expect(messages.map(\.role) == [.assistant, .user])
        #expect(messages[0] == .assistant(.text(text)))
        let asked = try #require(messages[1].content.first?.json["text"]?.string)
        #expect(
            asked.hasPrefix(
                "Your previous response was interrupted and ended with:\n\nOne, two, three.\n\n"
                    + "Continue from where you left off."))
    }

    @Test(arguments: [
        (String(repeating: "word ", count: 1000), String(repeating: "word ", count: 39) + "word"),
        (String(repeating: "字", count: 1000), String(repeating: "字", count: 200)),
        (String(repeating: "x", count: 200), String(repeating: "x", count: 200)),
    ])
    func `Of a long text the last words are quoted`(_ text: String, _ quote: String) throws {
        let messages = AnswerContinuation(way: .userTurn, text: text).messages
        let asked = try #require(messages[1].content.first?.json["text"]?.string)
        #expect(asked.contains("with:\n\n\(quote)\n\nContinue"))
    }
}
