import MessageStream
import PartialJSON
import Testing

/// What a message says besides its content, member by member.
struct UsageTests {
    @Test func usage() throws {
        let usage = Usage(
            json: [
                "input_tokens": 1, "output_tokens": 2, "cache_creation_input_tokens": 3,
                "cache_read_input_tokens": 4,
                "cache_creation": [
                    "ephemeral_1h_input_tokens": 5, "ephemeral_5m_input_tokens": 6,
                ],
                "output_tokens_details": ["thinking_tokens": 7],
                "server_tool_use": ["web_search_requests": 8, "web_fetch_requests": 9],
                "service_tier": "priority", "speed": "fast", "inference_geo": "eu",
            ])
        #expect((usage.inputTokens, usage.outputTokens) == (1, 2))
        #expect((usage.cacheCreationInputTokens, usage.cacheReadInputTokens) == (3, 4))
        #expect(usage.cacheCreation?.ephemeral1hInputTokens == 5)
        #expect(usage.cacheCreation?.ephemeral5mInputTokens == 6)
        #expect(usage.outputTokensDetails?.thinkingTokens == 7)
        #expect(usage.serverToolUse?.webSearchRequests == 8)
        #expect(usage.serverToolUse?.webFetchRequests == 9)
        #expect(usage.serviceTier == .priority)
        #expect(usage.speed == .fast)
        #expect(usage.inferenceGeo == "eu")
        #expect(usage.iterations == nil)
    }

    static let counts: [(json: JSONValue, count: Int?)] = [
        (0, 0), (5000, 5000), (12000.4, 12000), (12000.5, 12001), (-0.4, 0), (1e3, 1000),
        ("5000", 5000), ("0", 0), ("007", 7), ("12000.4", 12000), ("1e3", 1000),
        ("99999999999999999999", 9_007_199_254_740_991),
        (.number(JSONNumber(Int.max)), 9_007_199_254_740_991),
        (.number(JSONNumber(UInt64.max)), 9_007_199_254_740_991),
        (1e300, 9_007_199_254_740_991), (9_007_199_254_740_990, 9_007_199_254_740_990),
        (-1, nil), (-0.6, nil), (-1e300, nil), (.number(JSONNumber(Int.min)), nil), ("-5", nil),
        ("", nil), (" 5", nil), ("5 ", nil), ("+5", nil), ("0x10", nil), ("nan", nil),
        ("infinity", nil), ("5,000", nil), ("\u{0665}", nil), ("many", nil), (true, nil),
        ([5], nil), (["count": 5], nil),
    ]

    @Test(arguments: counts)
    func aCountIsReadHoweverItIsWritten(_ json: JSONValue, _ count: Int?) {
        let usage = Usage(json: ["cache_read_input_tokens": json, "input_tokens": json])
        #expect(usage.cacheReadInputTokens == count)
        #expect(usage.inputTokens == count ?? 0)
        #expect(
            usage.unreadableCounts
                == (count == nil ? ["input_tokens", "cache_read_input_tokens"] : []))
    }

    @Test func unreadableCountsAreToldWhereverTheyStand() {
        let usage = Usage(
            json: [
                "input_tokens": .null, "of_tomorrow_tokens": "some",
                "cache_creation": ["ephemeral_5m_input_tokens": "a"],
                "output_tokens_details": ["thinking_tokens": [:]],
                "server_tool_use": ["web_search_requests": -1, "web_fetch_requests": 2],
                "iterations": [
                    ["output_tokens": 1], ["cache_creation": ["ephemeral_1h_input_tokens": "b"]],
                    7,
                ],
            ])
        #expect(
            usage.unreadableCounts == [
                "cache_creation.ephemeral_5m_input_tokens",
                "output_tokens_details.thinking_tokens", "server_tool_use.web_search_requests",
                "iterations.1.cache_creation.ephemeral_1h_input_tokens",
            ])
    }

    @Test func iterationsAndCredit() throws {
        let usage = Usage(
            json: [
                "iterations": [
                    ["type": "compaction", "input_tokens": 1, "output_tokens": 2],
                    [
                        "type": "message", "model": "x", "cache_read_input_tokens": 3,
                        "cache_creation_input_tokens": 4, "cache_creation": [:],
                    ],
                ],
                "fallback_credit": [
                    "status": [
                        "type": "not_applied", "reason": "expired", "remove_to_redeem": ["a"],
                    ]
                ],
            ])
        let iterations = try #require(usage.iterations)
        #expect(iterations.map(\.type) == ["compaction", "message"])
        #expect(iterations.map(\.model) == [nil, "x"])
        #expect(iterations.map(\.inputTokens) == [1, 0])
        #expect(iterations.map(\.outputTokens) == [2, 0])
        #expect(iterations.map(\.cacheReadInputTokens) == [0, 3])
        #expect(iterations.map(\.cacheCreationInputTokens) == [0, 4])
        #expect(iterations.map { $0.cacheCreation != nil } == [false, true])
        let status = try #require(usage.fallbackCredit).status
        #expect((status.type, status.reason) == ("not_applied", "expired"))
        #expect(status.removeToRedeem == ["a"])
    }

    @Test func stopDetails() {
        let details = StopDetails(
            json: [
                "type": "refusal", "category": "frontier_llm", "explanation": "e",
                "fallback_credit_token": "t", "fallback_has_prefill_claim": true,
                "recommended_model": "y",
            ])
        #expect(details.type == "refusal")
        #expect(details.category == .frontierLLM)
        #expect(details.explanation == "e")
        #expect(details.fallbackCreditToken == "t")
        #expect(details.fallbackHasPrefillClaim == true)
        #expect(details.recommendedModel == "y")
    }

    @Test func containerAndContext() {
        let skill: JSONValue = ["skill_id": "s", "type": "custom", "version": "1"]
        let container = Container(json: ["id": "c", "expires_at": "e", "skills": [skill]])
        #expect((container.id, container.expiresAt) == ("c", "e"))
        #expect(container.skills?.map(\.skillID) == ["s"])
        #expect(container.skills?.map(\.type) == ["custom"])
        #expect(container.skills?.map(\.version) == ["1"])
        #expect(Container(json: [:]).skills == nil)

        let management = ContextManagement(
            json: [
                "applied_edits": [
                    [
                        "type": "clear_tool_uses_20250919", "cleared_input_tokens": 1,
                        "cleared_tool_uses": 2,
                    ],
                    ["type": "clear_thinking_20251015", "cleared_thinking_turns": 3],
                ]
            ])
        #expect(
            management.appliedEdits.map(\.type)
                == ["clear_tool_uses_20250919", "clear_thinking_20251015"])
        #expect(management.appliedEdits.map(\.clearedInputTokens) == [1, 0])
        #expect(management.appliedEdits.map(\.clearedToolUses) == [2, nil])
        #expect(management.appliedEdits.map(\.clearedThinkingTurns) == [nil, 3])

        let change = InputTransformation(json: ["type": "t", "path": "p", "reason": "r"])
        #expect((change.type, change.path, change.reason) == ("t", "p", "r"))
    }

    @Test func diagnostics() {
        let diagnostics = Diagnostics(
            json: ["cache_miss_reason": ["type": "tools_changed", "cache_missed_input_tokens": 9]])
        #expect(diagnostics.cacheMissReason?.type == .toolsChanged)
        #expect(diagnostics.cacheMissReason?.cacheMissedInputTokens == 9)
        #expect(Diagnostics(json: ["cache_miss_reason": .null]).cacheMissReason == nil)
    }

    @Test func compactionAndFallback() {
        let change: JSONValue = [
            "type": "tool_addition",
            "tool": [
                "type": "mcp_tool_reference", "name": "n", "server_name": "s", "definition": [:],
            ],
        ]
        let compaction = CompactionBlock(
            json: [
                "content": "c", "encrypted_content": "e", "signature": "s",
                "tool_changes": [change],
            ])
        #expect(compaction.content == "c")
        #expect(compaction.encryptedContent == "e")
        #expect(compaction.signature == "s")
        #expect(compaction.toolChanges?.map(\.type) == ["tool_addition"])
        #expect(compaction.toolChanges?.map(\.tool.type) == ["mcp_tool_reference"])
        #expect(compaction.toolChanges?.map(\.tool.name) == ["n"])
        #expect(compaction.toolChanges?.map(\.tool.serverName) == ["s"])
        #expect(compaction.toolChanges?.map(\.tool.definition) == [[:]])

        let fallback = FallbackBlock(
            json: [
                "from": ["model": "x"], "to": ["model": "y"],
                "trigger": ["type": "refusal", "category": "bio"],
            ])
        #expect((fallback.from.model, fallback.to.model) == ("x", "y"))
        #expect((fallback.trigger.type, fallback.trigger.category) == ("refusal", .bio))
        #expect(RedactedThinkingBlock(json: ["data": "d"]).data == "d")
        #expect(ContainerUploadBlock(json: ["file_id": "f"]).fileID == "f")
    }
}
