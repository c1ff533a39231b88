import MessageStream
import PartialJSON
import TestSupport
import Testing

/// Response bodies of the conformance data against what the official SDK made of them.
@Suite(.enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)))
struct MessageFixtureTests {
    static let fixtures = Conformance.messages(.anthropic)
    static let accepted = fixtures.filter { $0.index["sdk_result"] == "final" }
    static let chunkings: [Chunking] = [.whole] + [1, 7, 64, 1400, 16384].map(Chunking.fixed)

    @Test("a body becomes the SDK's message", arguments: accepted, Accumulated.Way.allCases)
    func message(_ fixture: MessageFixture, by way: Accumulated.Way) throws {
        let expected = try fixture.message(beta: fixture.hasBetaMessage)
        let body = try fixture.body()
        for chunking in Self.chunkings {
            let message = try #require(Accumulated(body, chunking, by: way).message)
            let differences = Set(message.jsonValue.differences(from: expected))
            try #require(differences.subtracting(Self.nullsOfTheSDK) == [], "\(chunking)")
        }
    }

    /// The SDK's classes write a null for these members although no event carried them.
    private static let nullsOfTheSDK: Set = [
        "/stop_details: nothing for null",
        // Compactions in the clear, such as of ai____fixtures____anthropic-compaction.1.
        "/content/0/encrypted_content: nothing for null",
    ]

    @Test("beside it, what the SDK's stable client drops is kept", arguments: accepted)
    func stableClient(_ fixture: MessageFixture) throws {
        let message = try #require(Accumulated(fixture.body()).message)
        let differences = try message.jsonValue.differences(from: fixture.message(beta: false))
        let kept = Set(differences).subtracting(Self.nullsOfTheSDK)
        let places = Set(kept.map { String($0.prefix { $0 != ":" }) })
        try #require(places == Self.keptFromBeta[fixture.name, default: []])
    }

    /// The beta members that the SDK's stable client drops: its beta client keeps them, and so does
    /// this library, which knows no such difference.
    private static let keptFromBeta: [String: Set<String>] = {
        let management: Set = ["/context_management"]
        let iterations: Set = ["/usage/iterations"]
        let summary: Set = ["/content/0/content"]
        let encryptedSummary: Set = ["/content/0/content", "/content/0/encrypted_content"]
        let agent = "dd-trace-js__claude-agent-sdk__claude-agent-sdk_v1_messages_beta_true_post_"
        let usageWithCache =
            "pydantic-ai__test_anthropic__test_anthropic_compaction_usage_with_cache_streaming"
        return [
            "ai____fixtures____anthropic-advisor-20250301.1": iterations,
            "ai____fixtures____anthropic-clear-thinking.1": management,
            "ai____fixtures____anthropic-clear-tool-uses.1": management,
            "ai____fixtures____anthropic-combined-context-editing.1": management,
            "ai____fixtures____anthropic-compaction.1": summary.union(management).union(iterations),
            "anthropic-sdk-csharp__FableFallback__stream-b-fallback": iterations,
            "anthropic-sdk-go__fallbackstream__refusal": iterations,
            "anthropic-sdk-php__beta__compaction_encrypted_content": encryptedSummary,
            "anthropic-sdk-python__fixtures__compaction_response": encryptedSummary,
            "anthropic-sdk-python__fixtures__fallback_credit_response": ["/usage/fallback_credit"],
            "anthropic-sdk-python__fixtures__fallback_response": ["/model"],
            agent + "3da17772": management.union(iterations),
            agent + "6f4b7f3a": management.union(iterations),
            agent + "a995dce8": management.union(iterations),
            agent + "ea8af730": management.union(iterations),
            usageWithCache: summary.union(management).union(iterations),
        ]
    }()

    @Test("a body ends as the index says", arguments: accepted, Accumulated.Way.allCases)
    func ending(_ fixture: MessageFixture, by way: Accumulated.Way) throws {
        let body = try fixture.body()
        let expected: MessageStreamEnding =
            switch (fixture.index["message_stop"], fixture.index["stop_reason"]) {
            case ("yes", _): .complete
            case (_, ""): .truncated
            default: .completeByStopReason
            }
        for chunking in Self.chunkings {
            try #require(Accumulated(body, chunking, by: way).ending == expected, "\(chunking)")
        }
    }
}

/// Response bodies on which the official SDK fails, and what becomes of them here.
@Suite(.enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)))
struct RefusedFixtureTests {
    static let refused = MessageFixtureTests.fixtures.filter { $0.index["sdk_result"] != "final" }

    /// How each ends, and the fixture whose message it makes; its own snapshot for an error event.
    private static let expected: [String: (ending: String, message: String?)] = [
        // A byte order mark is not part of the stream, and a type can be told from the JSON.
        "derived__basic-bom": ("complete", "derived__basic-crlf"),
        "derived__basic-no-event-lines": ("complete", "derived__basic-crlf"),
        "derived__think-no-event-lines": ("complete", "derived__think-crlf"),
        "derived__empty-body": ("failed noMessage", nil),
        "derived__error-first": ("failed streamed event 1", nil),
        "derived__error-not-json": ("failed streamed event 1", nil),
        "derived__basic-error-mid-stream": ("failed streamed event 7", "derived__basic-crlf"),
        "derived__no-message_start": ("failed missingMessageStart event 1", "derived__basic-crlf"),
    ]

    @Test(
        "a body on which the SDK fails has an ending, and what came of it", arguments: refused,
        Accumulated.Way.allCases)
    func ending(_ fixture: MessageFixture, by way: Accumulated.Way) throws {
        let expected = try #require(Self.expected[fixture.name])
        let body = try fixture.body()
        for chunking in MessageFixtureTests.chunkings {
            let result = Accumulated(body, chunking, by: way)
            try #require(result.ending.trace == expected.ending, "\(chunking)")
            guard let name = expected.message else {
                try #require(result.message == nil)
                continue
            }
            let twin = try #require(MessageFixtureTests.fixtures.first { $0.name == name })
            let message = try #require(result.message)
            let content = try #require(twin.message(beta: false)["content"])
            try #require(JSONValue.array(message.content.map(\.jsonValue)) == content)
            if case .failed(let error) = result.ending {
                try #require(error.partialMessage == message)
            } else {
                try #require(message.stopReason != nil)
            }
        }
    }
}

extension MessageFixture {
    /// Whether the SDK's beta client made another message than its stable client.
    var hasBetaMessage: Bool { Conformance.exists(messagePath(beta: true)) }

    /// The message that the SDK's stable or beta client made.
    func message(beta: Bool) throws -> JSONValue {
        try JSONValue(parsing: Conformance.bytes(messagePath(beta: beta)))
    }

    private func messagePath(beta: Bool) -> String {
        "messages/anthropic/\(name).final\(beta ? ".beta" : "").json"
    }
}
